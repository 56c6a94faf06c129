/**
 * `npm run bench`: contenders side by side in one run, as ratios: [--peers] adds Keras, scikit-learn, PyTorch, JAX and C,
 * [--repeats 3]. The table goes to notebooks/benchmarks.md, a page of the book.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cache, notebooks, python, root } from '../paths.mjs';

const { values } = parseArgs({ options: { peers: { type: 'boolean' }, repeats: { type: 'string', default: '3' } } });
const repeats = Number(values.repeats);
const peers = join(root, 'scripts', 'bench', 'peers');
const oneCore = spawnSync('taskset', ['-V']).status === 0 ? ['taskset', '-c', '0'] : [];

/** Runs a program, on one core or all, and reads the JSON that it prints last. */
function run(command: string[], cores: 'one' | 'all', env: Record<string, string> = {}): unknown {
  const [program, ...args] = [...(cores === 'one' ? oneCore : []), ...command];
  const settings = { env: { ...process.env, ...env }, cwd: root, encoding: 'utf8' } as const;
  return JSON.parse(execFileSync(program!, args, settings).trim().split('\n').at(-1)!);
}

const node = (...args: string[]) => [
  process.execPath,
  '--import',
  'tsx',
  join('scripts', 'bench', 'contender.mts'),
  ...args,
];
const cpu = { LEARNING_RATE_LAB_BACKEND: 'cpu' };

interface Contender {
  name: string;
  note: string;
  seconds: () => number;
}

const seconds = (result: unknown) => (result as number[]).at(-1)!;
const ofPeer = (result: unknown) => (result as { seconds: number }).seconds;

const single: Contender[] = [
  { name: 'fit, fused engine', note: 'median of 20', seconds: () => seconds(run(node('fused'), 'one', cpu)) },
  {
    name: 'fit, fused engine, first after import',
    note: 'compilation included',
    seconds: () => (run(node('fused'), 'one', cpu) as number[])[0]!,
  },
  { name: 'model.fit, tfjs-node', note: '20 epochs, times 10', seconds: () => seconds(run(node('tfjs'), 'one')) },
  { name: 'model.fit, tfjs CPU', note: '20 epochs, times 10', seconds: () => seconds(run(node('tfjs'), 'one', cpu)) },
  { name: 'model.fit, tfjs wasm', note: '20 epochs, times 10', seconds: () => seconds(run(node('wasm'), 'one', cpu)) },
];
const many: Contender[] = [
  {
    name: 'study, 24 fits, one core',
    note: 'in this thread',
    seconds: () => seconds(run(node('study', '24', '1'), 'one', cpu)),
  },
  {
    name: 'study, 720 fits, one core',
    note: 'in this thread',
    seconds: () => seconds(run(node('study', '720', '1'), 'one', cpu)),
  },
  {
    name: 'study, 720 fits, two cores',
    note: 'starting workers included',
    seconds: () => seconds(run(node('study', '720', '2'), 'all', cpu)),
  },
];

/** The peers' Python environment, made once. */
function peerPython(): string {
  const folder = join(cache, 'peers');
  const interpreter = join(folder, 'bin', 'python');
  if (!existsSync(interpreter)) {
    console.log('Making the environment of the peers ...');
    execFileSync(python, ['-m', 'venv', folder]);
    execFileSync(interpreter, ['-m', 'pip', 'install', '-q', '-r', join(peers, 'requirements.txt')], {
      stdio: 'inherit',
    });
  }
  return interpreter;
}

function addPeers(): void {
  const interpreter = peerPython();
  const peer = (name: string, ...args: string[]) => [interpreter, join(peers, `${name}_peer.py`), ...args];
  const native = join(cache, 'native');
  const flags = ['-O3', '-march=native', '-mprefer-vector-width=512', '-ffast-math'];
  execFileSync('gcc', [...flags, join(peers, 'native.c'), '-o', native, '-lm']);
  const inC = () => (run([native, '48'], 'one') as { secondsPerFit: number }).secondsPerFit;
  single.push({ name: 'C, -O3 -march=native', note: 'the practical limit', seconds: inC });
  for (const [name, title] of [
    ['keras', 'Keras, TensorFlow 2.15'],
    ['torch', 'PyTorch'],
    ['sklearn', 'scikit-learn, no validation'],
  ] as const) {
    single.push({ name: title, note: 'one fit', seconds: () => ofPeer(run(peer(name), 'one')) });
  }
  single.push({
    name: 'JAX, jit and scan',
    note: 'compiled before',
    seconds: () => ofPeer(run(peer('jax', '1'), 'one')),
  });
  for (const [fits, cores] of [
    ['24', 'one'],
    ['720', 'all'],
  ] as const) {
    const jax = () => run(peer('jax', fits), cores) as { seconds: number; compileSeconds: number };
    const where = `${fits} fits, ${cores === 'one' ? 'one core' : 'two cores'}`;
    many.push({ name: `JAX, vmap, ${where}`, note: 'compiled before', seconds: () => jax().seconds });
    many.push({
      name: `JAX, vmap, ${where}`,
      note: 'compilation included',
      seconds: () => jax().seconds + jax().compileSeconds,
    });
  }
}

/** Times all contenders in turn, several times, so that a slow minute of the machine hits all of them. */
function timeAll(contenders: Contender[]): { name: string; note: string; median: number; spread: string }[] {
  const times = contenders.map(() => [] as number[]);
  for (let round = 0; round < repeats; round++) {
    for (const [index, { name, seconds: time }] of contenders.entries()) {
      console.log(`  round ${round + 1} of ${repeats}: ${name}`);
      times[index]!.push(time());
    }
  }
  return contenders.map(({ name, note }, index) => {
    const sorted = times[index]!.sort((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)]!;
    return { name, note, median, spread: `${sorted[0]!.toPrecision(3)} to ${sorted.at(-1)!.toPrecision(3)}` };
  });
}

function tableOf(title: string, rows: ReturnType<typeof timeAll>): string {
  const base = rows[0]!.median;
  const lines = rows.map(
    ({ name, note, median, spread }) =>
      `| ${name} | ${note} | ${median.toPrecision(3)} | ${spread} | ${(median / base).toPrecision(3)} |`,
  );
  return [
    `## ${title}`,
    '',
    '| contender | | seconds, median | lowest to highest | times the first row |',
    '| --- | --- | ---: | ---: | ---: |',
    ...lines,
    '',
  ].join('\n');
}

/** How the fused fit grows: a million multiply-adds are counted forward and twice backward. */
function growth(): string {
  const sizes: [number, number[], number][] = [
    [500, [50], 200],
    [5000, [50], 20],
    [50_000, [50], 2],
    [1_000_000, [50], 1],
    [500, [8], 200],
    [500, [512], 20],
    [500, [4096], 4],
    [500, [50, 50, 50], 100],
    [500, [1024, 1024, 1024], 1],
  ];
  const lines = sizes.map(([rows, hidden, epochs]) => {
    console.log(`  ${rows} rows, hidden ${hidden.join(' + ')}`);
    const time = seconds(run(node('size', String(rows), hidden.join(','), String(epochs)), 'one', cpu));
    const widths = [2, ...hidden, 3];
    const products = widths.slice(1).reduce((sum, width, i) => sum + width * widths[i]!, 0);
    const rate = (rows * epochs * products * 6) / time / 1e9;
    return `| ${rows.toLocaleString('en')} | ${hidden.join(' + ')} | ${epochs} | ${(time / epochs).toPrecision(3)} | ${rate.toPrecision(3)} |`;
  });
  return [
    '## How the time grows',
    '',
    'One core, no validation; 6 floating-point operations for each weight and row.',
    '',
    '| rows | hidden units | epochs timed | seconds an epoch | GFLOP/s |',
    '| ---: | ---: | ---: | ---: | ---: |',
    ...lines,
    '',
  ].join('\n');
}

if (values.peers) addPeers();
const page = [
  // It is there only where the benchmarks have been run, so no table of contents names it.
  '---\norphan: true\n---',
  '',
  '# Benchmarks',
  '',
  `Measured by \`npm run bench${values.peers ? ' -- --peers' : ''}\` on ${new Date().toISOString().slice(0, 10)}: ${cpus()[0]!.model}, ${cpus().length} cores, Node ${process.version.slice(1)}, ${repeats} rounds in turn. Absolute times are those of this machine; the ratios are what to compare.`,
  '',
  tableOf('One fit: 200 epochs with validation and a callback at each epoch, one core', timeAll(single)),
  tableOf('Many fits', timeAll(many)),
  growth(),
].join('\n');
writeFileSync(join(notebooks, 'benchmarks.md'), page);
console.log(`\n${page}`);
