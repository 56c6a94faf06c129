/**
 * `npm run bench`: contenders side by side in one run, as ratios: [--peers] adds Keras, scikit-learn, PyTorch, JAX and C,
 * [--rounds 3]. The tables go to notebooks/benchmarks.md, a page of the book.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cache, notebooks } from '../paths.mjs';
import { fewFits, manyFits, singleFits } from './contenders.mts';
import { growthTables, labFitOperations } from './growth.mts';
import { liveTable } from './live.mts';
import { runC, runPeer } from './run.mts';
import { ratioTable, timeAll } from './tables.mts';

const { values } = parseArgs({
  options: { peers: { type: 'boolean', default: false }, rounds: { type: 'string', default: '3' } },
});
const { peers } = values;
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds must be an integer >= 1, got ${values.rounds}`);
mkdirSync(join(cache, 'peers'), { recursive: true });

const single = timeAll(singleFits(peers), rounds);
const few = timeAll(fewFits(peers), rounds);
const many = timeAll(manyFits(peers), rounds);

/** How near the fused fit and the C program come to what a core can do. */
function sharesOfPeak(): string {
  const { flops } = runC<{ flops: number }>('peak');
  const ofPeak = (name: string) => {
    const { median } = single.find((row) => row.name.startsWith(name))!;
    return `${((100 * labFitOperations) / median / flops).toPrecision(2)} %`;
  };
  const million = (labFitOperations / 1e6).toFixed(0);
  return `A fit has ${million} million floating-point operations in its matrix products. A core does ${(flops / 1e9).toFixed(0)} GFLOP/s at most (measured on registers alone): the fused fit reaches ${ofPeak('`fit`, fused')} of that, the C program ${ofPeak('C,')}.`;
}

const versions = peers
  ? `, JAX ${runPeer('jax', [1, 1], 'one').version}, PyTorch ${runPeer('torch', [], 'one').version}`
  : '';
const page = [
  '# Benchmarks',
  '',
  `Measured by \`npm run bench${peers ? ' -- --peers' : ''}\` on ${new Date().toISOString().slice(0, 10)}: ${cpus()[0]!.model}, ${cpus().length} cores, Node ${process.version.slice(1)}${versions}, ${rounds} rounds in turn. Absolute times are those of this machine; the ratios are what to compare.`,
  '',
  ratioTable(
    'One fit',
    'The lab’s network, 200 epochs with validation and a callback at each epoch’s end, on one core.',
    single,
  ),
  ...(peers ? [sharesOfPeak(), ''] : []),
  ratioTable('24 fits on one core', 'Eight rates with three seeds, 200 epochs with validation.', few),
  ratioTable('720 fits', 'Eight rates with 90 seeds. JAX trains them in groups of 24, its fastest way here.', many),
  growthTables(),
  await liveTable(),
].join('\n');
writeFileSync(join(notebooks, 'benchmarks.md'), page);
console.log(`\n${page}`);
