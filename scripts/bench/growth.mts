/** How the time of a fused fit grows with the problem. */
import { runOurs } from './run.mts';
import { markdownTable } from './tables.mts';

/** Rows, hidden units of each layer, epochs to time. */
const sizes: [number, number[], number][] = [
  [500, [50], 200],
  [5000, [50], 20],
  [50_000, [50], 4],
  [1_000_000, [50], 1],
  [500, [8], 200],
  [500, [512], 20],
  [500, [4096], 4],
  [500, [50, 50], 100],
  [500, [50, 50, 50], 100],
  [500, [1024, 1024, 1024], 1],
];

/** Floating-point operations of an epoch: a multiply-add forward and two backward for each weight and row. */
function operationsOf(rows: number, hiddenUnits: number[]): number {
  const widths = [2, ...hiddenUnits, 3];
  return 6 * rows * widths.slice(1).reduce((sum, width, i) => sum + width * widths[i]!, 0);
}

/** Operations of the lab's fit: 200 epochs of 500 rows, and as many rows of validation, forward only. */
export const labFitOperations = 200 * operationsOf(500, [50]) * (1 + 1 / 3);

export function growthTables(): string {
  const rows = sizes.map(([count, hiddenUnits, epochs]) => {
    const [seconds, bytes] = runOurs(['size', count, hiddenUnits.join(','), epochs], 'one') as [number, number];
    console.log(`  ${count} rows, hidden ${hiddenUnits.join(' + ')}: ${seconds.toPrecision(3)} s`);
    const rate = (operationsOf(count, hiddenUnits) * epochs) / seconds / 1e9;
    const cells = [epochs, (seconds / epochs).toPrecision(3), rate.toPrecision(3), (bytes / 2 ** 20).toPrecision(3)];
    return [count.toLocaleString('en'), hiddenUnits.join(' + '), ...cells.map(String)];
  });
  const fits = [8, 24, 120, 720].map((count) => {
    const [, seconds] = runOurs(['study', count, 1], 'one') as [number, number];
    console.log(`  ${count} fits: ${seconds.toPrecision(3)} s`);
    return [String(count), seconds.toPrecision(3), ((1000 * seconds) / count).toPrecision(3)];
  });
  const head = ['Rows', 'Hidden units', 'Epochs timed', 'Seconds an epoch', 'GFLOP/s', 'Process grows by, MB'];
  return [
    markdownTable(
      'How the time grows: the problem',
      'One core, no validation, the first fit of a process.',
      head,
      rows,
    ),
    markdownTable('How the time grows: the number of fits', 'One core, warm.', ['Fits', 'Seconds', 'ms a fit'], fits),
  ].join('\n');
}
