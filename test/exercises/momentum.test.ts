import { momentum } from '../../lib/exercises/momentum.ts';
import { testExercises } from './expect-verdicts.ts';

type Step = [w: number, v: number, g: number, lr: number, m: number];
const velocity = (...[, v, g, lr, m]: Step) => m * v - lr * g;

testExercises(momentum, {
  'momentum-1': {
    right: [0.02],
    wrong: [
      [0.005, /divide/],
      [0.015, /second step/],
      [0.01, /longer than the rate/],
      [0.1, /momentum of 0.9/],
      [5, /tends to/],
    ],
  },
  'momentum-2': {
    right: [(m: number) => 0.1 * (1 - m), (m: number) => 0.1 - 0.1 * m],
    wrong: [
      [(m: number) => 0.1 / (1 - m), /other way round/],
      [(m: number) => 0.1 * m, /rate of 0/],
      [(m: number) => 0.01 * (1 - m), /0.1 is asked/],
      [(m: number) => 0.01 / (1 - m), /effective rate of 0.01/],
      [() => 0.1, /With momentum 0.5 your rate 0.1 has the effective rate 0.2/],
    ],
  },
  'momentum-3': {
    right: [43],
    wrong: [
      [10, /a third of the excess/],
      [1, /PyTorch/],
      [0, /PyTorch/],
      [42, /one update before/],
      [44, /one update earlier/],
      [22, /nearly twice/],
      [500, /0\.9\^k/],
    ],
  },
  'momentum-4': {
    right: [(...one: Step) => [one[0] + one[4] * velocity(...one) - one[3] * one[2], velocity(...one)]],
    wrong: [
      [(...one: Step) => [one[0] + velocity(...one), velocity(...one)], /plain momentum/],
      [(...one: Step) => [one[0] + one[4] * one[1] - one[3] * one[2], velocity(...one)], /plain momentum/],
      [(...one: Step) => [one[0] + one[4] * velocity(...one), velocity(...one)], /left out the gradient/],
      [(...one: Step) => [one[0] + one[4] * velocity(...one) + one[3] * one[2], velocity(...one)], /uphill/],
      [(...one: Step) => [velocity(...one), one[0] + one[4] * velocity(...one) - one[3] * one[2]], /return \[w, v\]/],
      [
        (...one: Step) => {
          const step = one[4] * velocity(...one) - one[3] * one[2];
          return [one[0] + step, step];
        },
        /velocity v itself/,
      ],
      [(w: number) => [w, 0], /3.45; yours are 0 and 4/],
    ],
  },
});
