/** Compiles lib/fused/assembly to lib/fused/kernel-wasm.ts, which is committed: [--check] only compares. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeModules, root } from './paths.mjs';

const source = join(root, 'lib', 'fused');
const target = join(source, 'kernel-wasm.ts');
const folder = mkdtempSync(join(tmpdir(), 'lab-kernel-'));
const wasm = join(folder, 'kernel.wasm');
try {
  const asc = join(nodeModules, 'assemblyscript', 'bin', 'asc.js');
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '-o', wasm];
  execFileSync(process.execPath, [asc, join(source, 'assembly', 'index.ts'), ...options], { cwd: root });
  const text = [
    '/** The compiled assembly/, made by scripts/build-kernel.mjs. */',
    '// biome-ignore format: one long line',
    `export const KERNEL_WASM = '${readFileSync(wasm).toString('base64')}';`,
    '',
  ].join('\n');
  if (process.argv.includes('--check')) process.exitCode = readFileSync(target, 'utf8') === text ? 0 : 1;
  else writeFileSync(target, text);
} finally {
  rmSync(folder, { recursive: true });
}
