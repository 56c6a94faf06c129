import { blobs } from '../../lib/exercises/blobs.ts';
import { testExercises } from './expect-verdicts.ts';

const squared = (a: number[], b: number[]) => (a[0]! - b[0]!) ** 2 + (a[1]! - b[1]!) ** 2;

/** The class of the largest score. */
const guessBy =
  (score: (squaredDistance: number, width: number) => number) =>
  (point: number[], centers: number[][], widths: number[]) => {
    const scores = centers.map((center, i) => score(squared(point, center), widths[i]!));
    return scores.indexOf(Math.max(...scores));
  };

testExercises(blobs, {
  'blobs-1': {
    right: [Math.sqrt((0.822 * 0.178) / 2000), 0.0086],
    wrong: [
      [0.0171, /on 500 points/],
      [0.00428, /root of their number/],
      [(0.822 * 0.178) / 2000, /root is missing/],
      [0.855, /per cent/],
      [0.1, /√/],
    ],
  },
  'blobs-2': {
    right: [1600],
    wrong: [
      [2000, /with 180/],
      [3200, /So many updates/],
      [20, /other way round/],
      [200, /Count the updates/],
    ],
  },
  'blobs-3': {
    right: [0.97, 0.968],
    wrong: [
      [0.822, /width of 2/],
      [0.84, /test half/],
      [1, /nearer to the wrong/],
      [0.5, /Draw many points/],
    ],
  },
  'blobs-4': {
    right: [guessBy((d, s) => Math.log(Math.exp(-d / (2 * s ** 2)) / s ** 2 + 1e-300) - 1e-9 * d)],
    wrong: [
      [guessBy((d) => -d), /nearest centre/],
      [guessBy((d, s) => -d / (2 * s ** 2)), /thinner/],
      [guessBy((d, s) => -d / (2 * s ** 2) - Math.log(s)), /a 2 is missing/],
      [guessBy((d, s) => d / (2 * s ** 2) + 2 * Math.log(s)), /smallest density/],
      [guessBy((d, s) => -d / s ** 2 - 2 * Math.log(s)), /a 2 is missing/],
      [() => 1, /agree with the largest density at \d+ %/],
      [() => 7, /0, 1 or 2/],
    ],
  },
});
