import { drops } from '../../lib/exercises/drops.ts';
import { testExercises } from './expect-verdicts.ts';

const square = (values: number[]) => values.reduce((sum, value) => sum + value * value, 0);

/** Variance of each coordinate, and the mean vector. */
function parts(gradients: number[][]) {
  const n = gradients.length;
  const columns = gradients[0]!.map((_, i) => gradients.map((g) => g[i]!));
  const means = columns.map((column) => column.reduce((a, b) => a + b) / n);
  const sums = columns.map((column, i) => square(column) - n * means[i]! ** 2);
  return { n, scatter: sums.reduce((a, b) => a + b), length: square(means), squares: square(columns.flat()) / n };
}
const scale = (combine: (p: ReturnType<typeof parts>) => number) => (gradients: number[][]) =>
  combine(parts(gradients));

const ramp = (epoch: number) => Math.min(1, (epoch + 1) / 5);

testExercises(drops, {
  'drops-1': {
    right: [160],
    wrong: [
      [6.4, /more noise/],
      [800, /not by the square/],
      [5, /the factor/],
      [64, /rate over batch size/],
    ],
  },
  'drops-2': {
    right: [scale(({ n, scatter, length }) => scatter / (n - 1) / length)],
    wrong: [
      [scale(({ n, scatter, length }) => scatter / n / length), /n - 1/],
      [scale(({ scatter, length }) => scatter / length), /not a mean yet/],
      [scale(({ n, scatter, length }) => scatter / (n - 1) / Math.sqrt(length)), /not by its length/],
      [scale(({ n, scatter, squares }) => scatter / (n - 1) / squares), /not the mean of the squared lengths/],
      [scale(({ n, scatter }) => scatter / (n - 1)), /That is the variance/],
      [scale(({ n, scatter, length }) => (length * (n - 1)) / scatter), /other way round/],
      [() => 12, /Of 2 gradients/],
      [12, /a function \(gradients\)/],
    ],
  },
  'drops-3': {
    right: [(rate: number) => rate / (2 - rate)],
    wrong: [
      [(rate: number) => rate / 2, /small rates only/],
      [(rate: number) => rate ** 2, /what one step adds/],
      [(rate: number) => Math.sqrt(rate / (2 - rate)), /the radius/],
      [(rate: number) => rate, /square of 1 - rate/],
      [() => 3, /it settles at/],
    ],
  },
  'drops-4': {
    right: [(batch: number, epoch: number) => ((0.01 * batch) / 32) * ramp(epoch)],
    wrong: [
      [(batch: number, epoch: number) => ((0.01 * batch) / 32) * Math.min(1, epoch / 5), /count from 0/],
      [(batch: number, epoch: number) => ((0.01 * batch) / 32) * ((epoch + 1) / 5), /stays at its full height/],
      [(batch: number) => (0.01 * batch) / 32, /Where is the warm-up/],
      [(_: number, epoch: number) => 0.01 * ramp(epoch), /in proportion/],
      [(batch: number, epoch: number) => (0.32 / batch) * ramp(epoch), /bears more/],
      [(batch: number, epoch: number) => 0.01 * Math.sqrt(batch / 32) * ramp(epoch), /square root rule/],
      [() => 7, /not 7/],
    ],
  },
});
