import { expect, test } from 'vitest';
import { descent } from '../../lib/exercises/descent.ts';
import { testExercises } from './expect-verdicts.ts';

type Step = [w: number, v: number, g: number, lr: number, m: number];

testExercises(descent, {
  'descent-1': {
    right: [0.25, 2 / 8],
    wrong: [
      [0.125, /one step is enough/],
      [4, /Upside down/],
      [2, /curvature 1/],
      [16, /divide/],
      [0.7, /1 - rate · curvature/],
      ['0.25', /number, not a text/],
      [Number.NaN, /NaN/],
    ],
  },
  'descent-2': {
    right: [(...[w, v, g, lr, m]: Step) => [w + (m * v - lr * g), m * v - lr * g]],
    wrong: [
      [(...[w, v, g, lr, m]: Step) => [w + m * v + lr * g, m * v + lr * g], /uphill/],
      [(...[w, v, g, lr, m]: Step) => [w + v, m * v - lr * g], /not by the old/],
      [(...[w, v, g, lr, m]: Step) => [w + m * (v - lr * g), m * (v - lr * g)], /old velocity alone/],
      [(...[w, , g, lr]: Step) => [w - lr * g, -lr * g], /forgets/],
      [(...[w, v, g, lr, m]: Step) => [w - lr * g, m * v - lr * g], /slope alone/],
      [(...[w, v, g, lr, m]: Step) => [m * v - lr * g, w + m * v - lr * g], /return \[w, v\]/],
      [
        (...[w, v, g, lr, m]: Step) => [w + m * v - (1 - m) * lr * g, m * v - (1 - m) * lr * g],
        /do not multiply it by 1 - momentum/,
      ],
      [(w: number) => [w, 1], /the new weight 3.3; yours are 1 and 4/],
      [(w: number) => w, /must be a list of 2 numbers/],
      [() => [1, 2, 3], /must give 2 numbers, and gave 3/],
      [3, /function .* not a number/],
    ],
  },
  'descent-3': {
    right: [
      { learningRate: 4 / (Math.sqrt(20) + 1) ** 2, momentum: ((Math.sqrt(20) - 1) / (Math.sqrt(20) + 1)) ** 2 },
      { learningRate: 0.13, momentum: 0.42 },
    ],
    wrong: [
      [{ learningRate: 2 / 21, momentum: 0 }, /Without momentum/],
      [{ learningRate: 0.2, momentum: 0.4 }, /diverges/],
      [{ learningRate: 0.13, momentum: 0.9 }, /Take less/],
      [{ learningRate: 0.05, momentum: 0.3 }, /Polyak/],
      [{ learningRate: -0.1, momentum: 0.4 }, /above 0/],
      [{ learningRate: 0.1, momentum: 1 }, /below 1/],
      [{ learningRate: 0.1 }, /two numbers/],
      [[0.1, 0.4], /object/],
    ],
  },
  'descent-4': {
    right: [1.013, Math.sqrt(0.1 / 1.9 / 2 / (0.05 / 1.95))],
    wrong: [
      [1, /Nearly/],
      [Math.SQRT2, /rate alone/],
      [1.433, /rate alone/],
      [Math.SQRT1_2, /batch alone/],
      [1 / 1.01316, /Upside down/],
      [2, /not twice the spread/],
      [0.3, /√\(batch size\)/],
    ],
  },
});

test('descent-3: no rate without momentum brings the loss below 0.001', async () => {
  for (let rate = 0.001; rate < 0.1; rate += 0.0005) {
    const verdict = await descent['descent-3']!.judge({ learningRate: rate, momentum: 0 });
    const [, loss] = (verdict as { hint: string }).hint.match(/is ([\d.e+-]+),/)!;
    expect(Number(loss)).toBeGreaterThan(0.001);
  }
});
