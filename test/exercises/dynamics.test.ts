import { dynamics } from '../../lib/exercises/dynamics.ts';
import { testExercises } from './expect-verdicts.ts';

const staysFrom = (curve: number[], level: number) => {
  let epoch = curve.length;
  while (epoch > 0 && curve[epoch - 1]! >= level) epoch--;
  return epoch === curve.length ? Number.POSITIVE_INFINITY : epoch + 1;
};
const wins = (first: number[], second: number[]) => first.filter((level, seed) => level > second[seed]!).length;

testExercises(dynamics, {
  'dynamics-1': {
    right: [0.002],
    wrong: [
      [0.02, /Ten times is not enough/],
      [2, /must be smaller/],
      [20, /the direction is not/],
      [0.2, /enter the gradient/],
      [0.1, /must become a tenth/],
    ],
  },
  'dynamics-2': {
    right: [0.4],
    wrong: [
      [0.8, /ends at 0\.\d+, below 0.805. Try half/],
      [0.1, /So does twice this rate/],
      [-1, /above 0/],
      ['0.4', /not a text/],
    ],
  },
  'dynamics-3': {
    right: [staysFrom],
    wrong: [
      [(curve: number[], level: number) => curve.findIndex((value) => value >= level) + 1, /first time/],
      [(curve: number[], level: number) => staysFrom(curve, level) - 1, /counted from 1/],
      [
        (curve: number[], level: number) => {
          const epoch = staysFrom(curve, level);
          return epoch === Number.POSITIVE_INFINITY ? 0 : epoch;
        },
        /return Infinity/,
      ],
      [(curve: number[]) => (curve.every((value) => value === 0.9) ? 1 : 4), /the answer is \d+, and yours is 4/],
      [() => 5, /never below the level/],
    ],
  },
  'dynamics-4': {
    right: [(first: number[], second: number[]) => wins(first, second) / first.length],
    wrong: [
      [wins, /Divide/],
      [(first: number[], second: number[]) => first.filter((a, i) => a >= second[i]!).length / first.length, /A tie/],
      [(first: number[], second: number[]) => wins(second, first) / first.length, /other way round/],
      [
        (first: number[], second: number[]) => first.flatMap((a) => second.filter((b) => a > b)).length / 25,
        /Compare within a seed/,
      ],
      [() => 0.1, /0.6. Yours is 0.1/],
    ],
  },
});
