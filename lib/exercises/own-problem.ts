import { makeRandom } from '../shuffle.ts';
import type { Exercises } from './exercise.ts';
import { expectNumbers, isClose, judgeFunction, judgeNumber, right, wrong } from './judging.ts';

type Grid = (from: number, to: number, count: number) => unknown;
type Scale = (train: number[], test: number[]) => unknown;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const squares = (values: readonly number[]) => values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0);

const gridOf = (from: number, to: number, count: number, steps = count - 1) =>
  Array.from({ length: count }, (_, i) => from * (to / from) ** (i / steps));

const isSame = (values: readonly number[], expected: readonly number[]) =>
  values.every((value, i) => isClose(value, expected[i]!, 1e-6));

/** Seeds until the 95 % interval is so narrow. */
const seedsFor = (deviation: number, width: number) => Math.ceil(((1.96 * deviation) / width) ** 2);

/** Exercises of 'Your own problem'. */
export const ownProblem: Exercises = {
  'own-problem-1': {
    title: 'the next rate of a grid whose best one is its last',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: 0.1,
        mistakes: [
          [0.03, 'That is the best of those that were tried. It lies at the edge: what is behind it?'],
          [0.02, 'Between the last two nothing is to be found before it is known whether it goes on upwards.'],
          [0.04, 'Rates go by factors: the steps of this grid are about three.'],
          [0.05, 'Rates go by factors: the steps of this grid are about three.'],
          [0.3, 'In the same steps, one comes before that.'],
          [0.0003, 'At the small end it got worse and worse.'],
        ],
        hint: '1, 3, 10, 30 (thousandths). How does it go on?',
        note: 'And if 0.1 is the best one then, once more.',
      }),
  },
  'own-problem-2': {
    title: 'a logarithmic grid',
    judge: (answer) =>
      judgeFunction<Grid>(answer, '(from, to, count) => rates', (f) => {
        for (const [from, to, count] of [
          [0.001, 1, 4],
          [1e-5, 10, 13],
          [0.2, 0.3, 3],
        ] as const) {
          const values = expectNumbers(f(from, to, count), count, `f(${from}, ${to}, ${count})`);
          const expected = gridOf(from, to, count);
          if (isSame(values, expected)) continue;
          const linear = expected.map((_, i) => from + ((to - from) * i) / (count - 1));
          if (isSame(values, linear)) return wrong('Those are equal differences. Rates go by equal factors.');
          if (isSame(values, gridOf(from, to, count, count)))
            return wrong('The last one must be `to`: from the first to the last there are count - 1 steps.');
          if (isSame([...values].reverse(), expected)) return wrong('From the smallest to the largest.');
          const exponents = expected.map(Math.log10);
          if (isSame(values, exponents)) return wrong('Those are the exponents. What is ten to the power of them?');
          return wrong(`f(${from}, ${to}, ${count})[1] must be ${expected[1]!.toPrecision(4)}, not ${values[1]}.`);
        }
        return right();
      }),
  },
  'own-problem-3': {
    title: 'how many seeds an interval takes',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: seedsFor(0.01, 0.003),
        share: 1e-6,
        mistakes: [
          [seedsFor(0.01, 0.003) - 1, 'Just too few: rounded up.'],
          [((1.96 * 0.01) / 0.003) ** 2, 'Seeds come in whole numbers.'],
          [7, 'The width falls with the root of the number of seeds: square it.'],
          [Math.ceil((0.01 / 0.003) ** 2), 'That is one standard error. 95 % takes 1.96 of them.'],
          [seedsFor(0.01, 0.0015), 'The interval reaches 0.003 to either side.'],
          [seedsFor(0.01 * Math.SQRT2, 0.003), 'The differences are paired already: no factor of two.'],
        ],
        hint: 'Solve 1.96 s / sqrt(n) = 0.003 for n, and round up.',
        note: 'Half the width would take four times as many.',
      }),
  },
  'own-problem-4': {
    title: 'test values, standardised',
    judge: (answer) =>
      judgeFunction<Scale>(answer, '(train, test) => scaled test values', (f) => {
        const random = makeRandom('own problem');
        const train = Array.from({ length: 12 }, () => 10 * random());
        const test = Array.from({ length: 5 }, () => 10 * random() + 3);
        const values = expectNumbers(f([...train], [...test]), test.length, 'the scaled test values');
        const deviation = Math.sqrt(squares(train) / train.length);
        const by = (center: number, scale: number) => test.map((value) => (value - center) / scale);
        if (isSame(values, by(mean(train), deviation))) return right('New rows go through the same two numbers.');
        const all = [...train, ...test];
        const slips: [number[], string][] = [
          [by(mean(test), Math.sqrt(squares(test) / test.length)), 'By the mean and deviation of the training rows.'],
          [by(mean(all), Math.sqrt(squares(all) / all.length)), 'The test rows have no part in mean and deviation.'],
          [by(mean(train), Math.sqrt(squares(train) / (train.length - 1))), 'With n in the denominator, not n - 1.'],
          [by(mean(train), squares(train) / train.length), 'Divided by the deviation, the root of the variance.'],
          [by(mean(train), 1), 'The mean is off; the deviation is still to be divided by.'],
        ];
        const slip = slips.find(([numbers]) => isSame(values, numbers));
        return wrong(slip ? slip[1] : 'Take off the training mean, divide by the training deviation.');
      }),
  },
};
