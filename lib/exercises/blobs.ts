import { makeBlobs } from '../data/make-blobs.ts';
import type { Exercises, Verdict } from './exercise.ts';
import { expectNumber, isClose, judgeFunction, judgeNumber, right, wrong } from './judging.ts';

type Classify = (point: number[], centers: number[][], widths: number[]) => unknown;

const squaredDistance = (a: number[], b: number[]) => (a[0]! - b[0]!) ** 2 + (a[1]! - b[1]!) ** 2;

/** The place of the largest number. */
const largest = (scores: number[]) => scores.indexOf(Math.max(...scores));

const nearest: Classify = (point, centers) => largest(centers.map((center) => -squaredDistance(point, center)));

let known: { centers: number[][]; ceilingOfOne: number } | undefined;

/** The true centers of the lab's problem, and the best possible accuracy for clouds half as wide. */
function narrowBlobs() {
  if (known) return known;
  const { centers } = makeBlobs({ nSamples: 1000, centers: 3, nFeatures: 2, clusterStd: 2, randomState: 2 });
  const { x, y } = makeBlobs({ nSamples: 60_000, centers, clusterStd: 1, randomState: 7 });
  const hits = x.filter((point, i) => nearest(point, centers, []) === y[i]).length;
  known = { centers, ceilingOfOne: hits / y.length };
  return known;
}

const standardError = (accuracy: number, points: number) => Math.sqrt((accuracy * (1 - accuracy)) / points);

/** Exercises of 'The blobs problem'. */
export const blobs: Exercises = {
  'blobs-1': {
    title: 'the standard error of an accuracy of 0.822 on 2,000 points',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: standardError(0.822, 2000),
        mistakes: [
          [standardError(0.822, 500), 'This is the standard error on 500 points.'],
          [
            standardError(0.822, 500) / 4,
            'Four times the points halve the error only: it goes with the root of their number.',
          ],
          [standardError(0.822, 2000) ** 2, 'The root is missing: √(p(1 - p)/n).'],
          [100 * standardError(0.822, 2000), 'This is in per cent. Accuracies are shares here, from 0 to 1.'],
        ],
        hint: 'It is √(p(1 - p)/n) with p = 0.822 and n = 2000.',
        note: 'Four times the points for half the error.',
      }),
  },
  'blobs-2': {
    title: 'the epochs that give batches of 320 as many updates as batches of 32 have in 200',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: (200 * Math.ceil(500 / 32)) / Math.ceil(500 / 320),
        share: 1e-6,
        mistakes: [
          [
            2000,
            'Ten times is right for full batches only. 500 examples in batches of 320 are two updates ' +
              'an epoch, the second with 180.',
          ],
          [3200, 'So many updates there are. An epoch of batches of 320 has more than one of them.'],
          [20, 'The other way round: larger batches mean fewer updates an epoch, so more epochs.'],
          [(200 * 15.625) / 1.5625, 'Count the smaller last batch, too: it makes an update of its own.'],
        ],
        hint: 'Count the updates of an epoch: 500 examples, and what is left over at the end makes a batch as well.',
        note:
          'Two updates an epoch, against sixteen. With equal epochs a comparison of batch sizes is ' +
          'one of numbers of updates.',
      }),
  },
  'blobs-3': {
    title: 'the best possible accuracy for clouds of width 1',
    judge: (answer) => {
      const { ceilingOfOne } = narrowBlobs();
      return judgeNumber(answer, {
        expected: ceilingOfOne,
        share: 0.006,
        mistakes: [
          [0.822, 'This is the ceiling for a width of 2. Make the clouds narrower: `clusterStd: 1`.'],
          [0.84, 'This is the ceiling of the test half for a width of 2.'],
          [1, 'Not quite: some points of two of the clouds still lie nearer to the wrong centre.'],
          [100 * ceilingOfOne, 'This is in per cent. Accuracies are shares here, from 0 to 1.'],
        ],
        hint:
          'Draw many points (50,000) with `makeBlobs({ centers, clusterStd: 1, ... })` around the ' +
          'true centers, and count those that are nearest to their own.',
        note: 'Half the width, and most of the overlap is gone.',
      });
    },
  },
  'blobs-4': {
    title: 'the best guess for clouds of different widths',
    judge: (answer) => judgeFunction<Classify>(answer, '(point, centers, widths) => class', judgeClassify),
  },
};

/** The logarithm of a round Gaussian's density, up to a constant, in two dimensions. */
const logDensity = (point: number[], center: number[], width: number) =>
  -squaredDistance(point, center) / (2 * width ** 2) - 2 * Math.log(width);

function judgeClassify(classify: Classify): Verdict {
  const { centers } = narrowBlobs();
  const widths = [1, 2, 4];
  const grid = Array.from({ length: 900 }, (_, i) => [-8 + (16 * (i % 30)) / 29, -16 + (21 * Math.floor(i / 30)) / 29]);
  const points = [...grid, ...centers];
  const given = points.map((point) => expectNumber(classify([...point], centers, widths), `your guess at [${point}]`));
  if (given.some((guess) => ![0, 1, 2].includes(guess)))
    return wrong('A class is the place of its centre in the list: 0, 1 or 2.');
  const agreement = (rule: (point: number[]) => number[]) =>
    points.filter((point, i) => largest(rule(point)) === given[i]).length / points.length;
  const scores = (score: (point: number[], center: number[], width: number) => number) => (point: number[]) =>
    centers.map((center, i) => score(point, center, widths[i]!));
  if (isClose(agreement(scores(logDensity)), 1, 1e-9)) {
    return right(
      'Where two widths differ, points of equal density lie on a circle, not on a line: here the ' +
        'hidden layer has something to do.',
    );
  }
  const mistakes: [string, (point: number[], center: number[], width: number) => number][] = [
    [
      'This is the nearest centre. A wide cloud reaches farther: its width must come in.',
      (p, c) => -squaredDistance(p, c),
    ],
    [
      'The exponent is right, but a wide cloud is also thinner: its density is divided by the square of its width.',
      (p, c, s) => -squaredDistance(p, c) / (2 * s ** 2),
    ],
    ['This takes the class of the smallest density. Take the largest.', (p, c, s) => -logDensity(p, c, s)],
    [
      'Nearly: a 2 is missing. The exponent is the squared distance over 2 width², and the ' +
        'density is divided by width².',
      (p, c, s) => -squaredDistance(p, c) / s ** 2 - 2 * Math.log(s),
    ],
  ];
  const mistake = mistakes.find(([, score]) => isClose(agreement(scores(score)), 1, 1e-9));
  const share = Math.round(100 * agreement(scores(logDensity)));
  return wrong(
    mistake?.[0] ??
      `Your guesses agree with the largest density at ${share} % of a grid of points. The ` +
        'density is exp(-distance² / (2 width²)) / width².',
  );
}
