import { adaptive } from '../../lib/exercises/adaptive.ts';
import { testExercises } from './expect-verdicts.ts';

/** Steps by a rule that gets the gradient, the sum before and with it, the rate, and the number of the update. */
const steps =
  (rule: (g: number, before: number, now: number, rate: number, t: number) => number, ignoresStart = false) =>
  (gradients: number[], rate: number, start: number) => {
    let sum = ignoresStart ? 0 : start;
    return gradients.map((g, i) => {
      const before = sum;
      sum += g * g;
      return rule(g, before, sum, rate, i + 1);
    });
  };

testExercises(adaptive, {
  'adaptive-1': {
    right: [0.00316, 0.001 / Math.sqrt(0.1)],
    wrong: [
      [0.001, /long run/],
      [1e-5, /SGD/],
      [0.01, /root is missing/],
      [0.001 / Math.sqrt(0.9), /1 - rho, which is 0.1/],
      [0.001 * Math.sqrt(0.1), /divided by/],
      [0.0316, /default rate/],
      [5, /mean of squares is/],
    ],
  },
  'adaptive-2': {
    right: [100],
    wrong: [
      [10, /root of the number/],
      [Math.sqrt(10), /For which t/],
      [1000, /not 0.01 \/ t/],
      [7, /steady gradient/],
    ],
  },
  'adaptive-3': {
    right: [3.16, Math.sqrt(10)],
    wrong: [
      [0.316, /Upside down/],
      [0.1, /mean of the gradient alone/],
      [100, /root is missing/],
      [31.6, /mean of squares alone/],
      [1, /With the correction/],
      [7, /How long is m/],
    ],
  },
  'adaptive-4': {
    right: [
      steps((g, _before, now, rate) => (rate * g) / Math.sqrt(now)),
      steps((g, _before, now, rate) => (rate * g) / (Math.sqrt(now) + 1e-7)),
    ],
    wrong: [
      [steps((g, _before, now, rate) => (rate * g) / Math.sqrt(now), true), /start is not used/],
      [steps((g, before, _now, rate) => (rate * g) / Math.sqrt(before)), /before you divide/],
      [steps((g, _before, now, rate) => (rate * g) / now), /root of the sum/],
      [steps((g, _before, now, rate, t) => (rate * g) / Math.sqrt(now / t)), /mean/],
      [steps((g, _before, now, rate) => (-rate * g) / Math.sqrt(now)), /signs are turned/],
      [steps((g, _before, now, rate) => Math.abs(rate * g) / Math.sqrt(now)), /keeps the sign/],
      [steps((g, _before, now) => (0.01 * g) / Math.sqrt(now)), /The rate is an argument/],
      [steps(() => 1), /0.00845; yours is 1/],
    ],
  },
});
