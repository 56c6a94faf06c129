/** Runs the contenders, each in a process of its own, on one core or on all. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cache, python, root } from '../paths.mjs';

export type Cores = 'one' | 'all';

const oneCore = spawnSync('taskset', ['-V']).status === 0 ? ['taskset', '-c', '0'] : [];
const peers = join(root, 'scripts', 'bench', 'peers');

/** Runs a program and reads the JSON that it prints last. */
function run(command: string[], cores: Cores, env: Record<string, string> = {}): unknown {
  const [program, ...args] = [...(cores === 'one' ? oneCore : []), ...command];
  const settings = { env: { ...process.env, ...env }, cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 } as const;
  return JSON.parse(execFileSync(program!, args, settings).trim().split('\n').at(-1)!);
}

/** What contender.mts prints: seconds, or seconds of a first and of a later piece of work. */
export function runOurs(args: (string | number)[], cores: Cores, backend: 'cpu' | 'native' = 'cpu'): number[] {
  const script = join('scripts', 'bench', 'contender.mts');
  const env = backend === 'cpu' ? { LEARNING_RATE_LAB_BACKEND: 'cpu' } : {};
  return run([process.execPath, '--import', 'tsx', script, ...args.map(String)], cores, env) as number[];
}

/** A Python environment of peers, made once. */
function environmentOf(requirements: string): string {
  const folder = join(cache, 'peers', requirements);
  const interpreter = join(folder, 'bin', 'python');
  const ready = join(folder, 'ready');
  if (!existsSync(ready)) {
    console.log(`Making an environment of peers (${requirements}) ...`);
    execFileSync(python, ['-m', 'venv', '--clear', folder]);
    const install = ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', '-r'];
    execFileSync(interpreter, [...install, join(peers, requirements)], { stdio: 'inherit' });
    execFileSync(interpreter, ['-c', `open(${JSON.stringify(ready)}, 'w')`]);
  }
  return interpreter;
}

/** What a peer in Python prints. */
export interface PeerResult {
  seconds: number;
  compileSeconds: number;
  version: string;
}

/** Runs `<name>_peer.py`. */
export function runPeer(name: string, args: (string | number)[], cores: Cores): PeerResult {
  const interpreter = environmentOf(name === 'keras' ? 'requirements-keras.txt' : 'requirements.txt');
  return run([interpreter, join(peers, `${name}_peer.py`), ...args.map(String)], cores) as PeerResult;
}

/** Compiles a program in C for this very machine, and runs it on one core. */
export function runC<Result>(name: string, args: string[] = []): Result {
  const program = join(cache, 'peers', name);
  const flags = ['-O3', '-march=native', '-mprefer-vector-width=512', '-ffast-math'];
  execFileSync('gcc', [...flags, join(peers, `${name}.c`), '-o', program, '-lm']);
  return run([program, ...args], 'one') as Result;
}
