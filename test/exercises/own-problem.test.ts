import { ownProblem } from '../../lib/exercises/own-problem.ts';
import { testExercises } from './expect-verdicts.ts';

const grid = (from: number, to: number, count: number, steps = count - 1) => {
  const factor = Math.exp(Math.log(to / from) / steps);
  const rates = [from];
  while (rates.length < count) rates.push(rates.at(-1)! * factor);
  return rates;
};

type Stats = { center: number; deviation: number; variance: number; sample: number };
function statsOf(values: number[]): Stats {
  const center = values.reduce((a, b) => a + b) / values.length;
  const variance = values.reduce((sum, v) => sum + v * v, 0) / values.length - center ** 2;
  const sample = Math.sqrt((variance * values.length) / (values.length - 1));
  return { center, variance, deviation: Math.sqrt(variance), sample };
}
const scaled =
  (pick: (train: number[], test: number[]) => Stats, divide: (s: Stats) => number) =>
  (train: number[], test: number[]) => {
    const stats = pick(train, test);
    return test.map((value) => (value - stats.center) / divide(stats));
  };
const ofTrain = (train: number[]) => statsOf(train);

testExercises(ownProblem, {
  'own-problem-1': {
    right: [0.1],
    wrong: [
      [0.03, /what is behind it/],
      [0.02, /Between the last two/],
      [0.04, /by factors/],
      [0.05, /by factors/],
      [0.3, /one comes before/],
      [0.0003, /worse and worse/],
      [1, /How does it go on/],
    ],
  },
  'own-problem-2': {
    right: [(from: number, to: number, count: number) => grid(from, to, count)],
    wrong: [
      [(a: number, b: number, n: number) => grid(a, b, n).map((_, i) => a + ((b - a) * i) / (n - 1)), /equal factors/],
      [(a: number, b: number, n: number) => grid(a, b, n, n), /count - 1 steps/],
      [(a: number, b: number, n: number) => grid(a, b, n).reverse(), /smallest to the largest/],
      [(a: number, b: number, n: number) => grid(a, b, n).map((rate) => Math.log10(rate)), /exponents/],
      [(a: number, b: number, n: number) => grid(a, b, n).map((rate) => 2 * rate), /\[1\] must be/],
      [(a: number, b: number, n: number) => grid(a, b, n + 1), /must give 4 numbers, and gave 5/],
      [() => 1, /must be a list/],
    ],
  },
  'own-problem-3': {
    right: [43],
    wrong: [
      [42, /rounded up/],
      [42.684444444, /whole numbers/],
      [7, /square it/],
      [12, /95 % takes 1.96/],
      [171, /either side/],
      [86, /no factor of two/],
      [30, /Solve/],
    ],
  },
  'own-problem-4': {
    right: [scaled(ofTrain, ({ deviation }) => deviation)],
    wrong: [
      [
        scaled(
          (_, test) => statsOf(test),
          ({ deviation }) => deviation,
        ),
        /of the training rows/,
      ],
      [
        scaled(
          (train, test) => statsOf([...train, ...test]),
          ({ deviation }) => deviation,
        ),
        /have no part/,
      ],
      [scaled(ofTrain, ({ sample }) => sample), /not n - 1/],
      [scaled(ofTrain, ({ variance }) => variance), /root of the variance/],
      [scaled(ofTrain, () => 1), /still to be divided/],
      [(_: number[], test: number[]) => test, /Take off the training mean/],
    ],
  },
});
