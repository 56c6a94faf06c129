import { makeRandom } from '../shuffle.ts';
import { mean } from '../study/statistics.ts';
import type { Exercises } from './exercise.ts';
import { expectNumber, expectNumbers, isClose, judgeFunction, judgeNumber, right, wrong } from './judging.ts';

const RATE = 0.05;
const [SMALL, LARGE] = [32, 256];

type Standardise = (train: number[][], other: number[][]) => unknown;
type BestInside = (rates: number[], levels: number[]) => unknown;

/** Mean and standard deviation of each feature. */
function momentsOf(rows: readonly number[][], sample = false): { means: number[]; deviations: number[] } {
  const means = rows[0]!.map((_, i) => mean(rows.map((row) => row[i]!)));
  const correction = sample ? rows.length / (rows.length - 1) : 1;
  const deviations = means.map((center, i) => Math.sqrt(correction * mean(rows.map((row) => (row[i]! - center) ** 2))));
  return { means, deviations };
}

const change = (rows: readonly number[][], { means, deviations }: ReturnType<typeof momentsOf>) =>
  rows.map((row) => row.map((value, i) => (value - means[i]!) / deviations[i]!));

/** Made-up points, far from zero, with two spreads. */
function madeUp(seed: number, rows: number, shift: number): number[][] {
  const random = makeRandom(`dependence ${seed}`);
  return Array.from({ length: rows }, () => [shift + 8 * random(), 3 * random() - 20, 100 * random()]);
}

const near = (a: number[][], b: number[][]) =>
  a.every((row, i) => row.every((value, j) => isClose(value, b[i]![j]!, 1e-6) || Math.abs(value - b[i]![j]!) < 1e-9));

/** Exercises of 'What the rate depends on'. */
export const dependence: Exercises = {
  'dependence-1': {
    title: 'the rate that the linear scaling rule gives for batches of 256',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: RATE * (LARGE / SMALL),
        share: 1e-6,
        mistakes: [
          [RATE * Math.sqrt(LARGE / SMALL), 'That is the rule with the square root. The linear one has no root.'],
          [RATE / (LARGE / SMALL), 'The other way round: larger batches are less noisy and stand larger steps.'],
          [RATE, 'The rule does change the rate: by as much as the batch.'],
        ],
        hint: 'By which factor has the batch grown? The rate grows by the same.',
        note: 'A first guess: a sweep around it says whether the largest stable rate is still above it.',
      }),
  },
  'dependence-2': {
    title: 'a function that standardises points by the training points',
    judge: (answer) =>
      judgeFunction<Standardise>(answer, '(train, other) => points', (f) => {
        const [train, other] = [madeUp(1, 40, 5), madeUp(2, 7, 9)];
        const copy = (rows: number[][]) => rows.map((row) => [...row]);
        const given = f(copy(train), copy(other));
        if (!Array.isArray(given)) return wrong('The function must give a list of rows, as the other points are.');
        if (given.length === train.length)
          return wrong('It must give the other points, changed; it gave as many as there are training points.');
        if (given.length !== other.length)
          return wrong(`It must give ${other.length} rows, one a point, and gave ${given.length}.`);
        const rows = given.map((row, i) => expectNumbers(row, 3, `row ${i + 1}`));
        const { means, deviations } = momentsOf(train);
        if (near(rows, change(other, { means, deviations })))
          return right('The test points come out with a mean that is not zero, and that is as it should be.');
        if (near(rows, change(other, momentsOf(train, true))))
          return right(
            'You divide by n - 1; by n is more usual here. It makes no difference that a network would notice.',
          );
        if (near(rows, change(other, momentsOf(other))))
          return wrong(
            'These are the moments of the other points. Mean and deviation come from the training points alone.',
          );
        if (near(rows, change(other, { means, deviations: deviations.map((d) => d * d) })))
          return wrong('Divided by the variance: take its root.');
        if (near(rows, change(other, { means, deviations: deviations.map(() => 1) })))
          return wrong('The mean is right. Now divide by the standard deviation.');
        if (near(rows, change(other, { means: means.map(() => 0), deviations })))
          return wrong('The scale is right. Now take off the mean first.');
        const pooled = momentsOf(train.flat().map((value) => [value]));
        const same = (value: number) => [value, value, value];
        if (near(rows, change(other, { means: same(pooled.means[0]!), deviations: same(pooled.deviations[0]!) }))) {
          return wrong('One mean and one deviation for all features together: each feature has its own.');
        }
        return wrong(
          'Feature by feature: subtract the mean of the training points, divide by their standard deviation.',
        );
      }),
  },
  'dependence-3': {
    title: 'a function that gives the best rate, unless it lies at an edge',
    judge: (answer) =>
      judgeFunction<BestInside>(answer, '(rates, levels) => rate', (f) => {
        const rates = [0.001, 0.01, 0.1, 1];
        for (const [best, level] of [0.4, 0.6, 0.8, 0.7].entries()) {
          for (const at of rates.keys()) {
            const levels = rates.map((_, i) => (i === at ? level + 0.1 : 0.3 + 0.01 * i + 0.001 * best));
            const given = f([...rates], levels);
            const isEdge = at === 0 || at === rates.length - 1;
            if (isEdge) {
              if (given === undefined) continue;
              if (given === rates[at])
                return wrong(
                  `The best of ${levels.length} rates is number ${at + 1}: an edge. What lies beyond it is unknown, so it must give undefined.`,
                );
              return wrong('Where the best rate is the first or the last, it must give undefined.');
            }
            if (given === undefined)
              return wrong(`The best of ${levels.length} rates is number ${at + 1}, which is no edge.`);
            const rate = expectNumber(given, 'f(rates, levels)');
            if (rate === rates[at]) continue;
            if (rate === levels[at]) return wrong('That is the best level. Which rate had it?');
            if (rate === at) return wrong('That is the place in the list. Which rate stands there?');
            return wrong(
              `For the levels ${levels.map((one) => one.toFixed(2)).join(', ')} the best rate is ${rates[at]}, not ${rate}.`,
            );
          }
        }
        return right('Widen the grid where it gives undefined, and sweep again.');
      }),
  },
};
