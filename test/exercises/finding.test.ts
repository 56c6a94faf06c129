import { finding } from '../../lib/exercises/finding.ts';
import { testExercises } from './expect-verdicts.ts';

/** The lowest of the losses before the first above `times` the lowest so far, as an index. */
function lowest(losses: number[], times: number): number {
  const end = losses.findIndex((loss, i) => loss > times * Math.min(...losses.slice(0, i + 1)));
  const counted = losses.slice(0, end < 0 ? losses.length : end);
  return counted.indexOf(Math.min(...counted));
}

testExercises(finding, {
  'finding-1': {
    right: [10 ** (6 / 120), 1.12202],
    wrong: [
      [10 ** (6 / 121), /There are 120/],
      [1e6 / 120, /multiplied, not added/],
      [10 / 120, /along a line/],
      [0.05, /ten to this power/],
      [Math.log(10) / 20, /logarithm/],
      [1e6, /whole sweep/],
      [10 ** (-6 / 120), /falls/],
      [3, /120 steps/],
    ],
  },
  'finding-2': {
    right: [22],
    wrong: [
      [21, /One more/],
      [21.8543, /round up/],
      [10, /more than a third/],
      [9, /a tenth of what is left/],
      [1, /nine tenths/],
      [50, /0.1 or less/],
    ],
  },
  'finding-3': {
    right: [(update: number) => 1e-4 * 1e4 ** (update / 99), (update: number) => 10 ** (-4 + (4 * update) / 99)],
    wrong: [
      [(update: number) => 1e-4 * 1e4 ** (update / 100), /99 steps/],
      [(update: number) => 1e-4 + (0.9999 * update) / 99, /equal factors/],
      [(update: number) => 1e4 ** (-update / 99), /backwards/],
      [(update: number) => 1e-5 * 1e5 ** (update / 99), /At update 0 it must be 1e-4/],
      [(update: number) => 1e-4 * 1e5 ** (update / 99), /At update 99 it must be 1/],
      [(update: number) => 1e-4 + 0.9999 * (update / 99) ** 2, /the same multiple/],
    ],
  },
  'finding-4': {
    right: [(rates: number[], losses: number[]) => rates[lowest(losses, 2)]],
    wrong: [
      [(rates: number[], losses: number[]) => rates[losses.indexOf(Math.min(...losses))], /whole sweep/],
      [(_: number[], losses: number[]) => losses[lowest(losses, 2)], /This is the loss/],
      [(_: number[], losses: number[]) => lowest(losses, 2), /place in the list/],
      [(rates: number[], losses: number[]) => rates[lowest(losses, 2)]! / 10, /not a tenth/],
      [(rates: number[], losses: number[]) => rates[lowest(losses, 1)], /rises at all/],
      [(rates: number[]) => rates[0], /the rate must be/],
    ],
  },
});
