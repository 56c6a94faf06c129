import type { Exercises } from './exercise.ts';
import { expectNumbers, isClose, judgeFunction, judgeNumber, right, wrong } from './judging.ts';

type Step = (w: number, v: number, slope: number, learningRate: number, momentum: number) => unknown;

/** The curvatures of the notebook's long valley, along x and along y. */
const VALLEY = [1, 20] as const;
const START = [-8, 1.5] as const;

/** The loss after forty steps in the long valley. */
function lossAfterForty(learningRate: number, momentum: number): number {
  return VALLEY.reduce((loss, curvature, direction) => {
    let [w, v] = [START[direction]!, 0];
    for (let step = 0; step < 40; step++) {
      v = momentum * v - learningRate * curvature * w;
      w += v;
    }
    return loss + (curvature / 2) * w * w;
  }, 0);
}

/** The spread of the weight in the long run, for noise of size 1 in one example. */
const restlessness = (learningRate: number, batchSize: number) =>
  Math.sqrt(learningRate / (2 - learningRate) / batchSize);

const isPair = (answer: unknown): answer is { learningRate: number; momentum: number } => {
  const { learningRate, momentum } = (answer ?? {}) as Record<string, unknown>;
  return Number.isFinite(learningRate) && Number.isFinite(momentum);
};

/** Exercises of 'Learning rate and gradient descent'. */
export const descent: Exercises = {
  'descent-1': {
    title: 'the learning rate above which descent diverges in a bowl of curvature 8',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: 2 / 8,
        mistakes: [
          [
            1 / 8,
            'With this rate one step is enough: the factor 1 - rate · curvature is 0. Larger rates ' +
              'still arrive, swinging.',
          ],
          [8 / 2, 'Upside down: a larger curvature needs a smaller rate.'],
          [2, 'This is the threshold of a bowl of curvature 1. It is divided by the curvature.'],
          [2 * 8, 'A larger curvature needs a smaller rate: divide by it.'],
        ],
        hint: 'Each step multiplies the weight by 1 - rate · curvature. At which rate is that -1?',
        note: 'Two divided by the curvature. One rate for all weights has to respect the largest curvature among them.',
      }),
  },
  'descent-2': {
    title: 'a function that makes one step with momentum',
    judge: (answer) => judgeFunction<Step>(answer, '(w, v, slope, learningRate, momentum) => [w, v]', judgeStep),
  },
  'descent-3': {
    title: 'a rate and a momentum that are better than any rate alone in the long valley',
    judge: (answer) => {
      if (!isPair(answer)) return wrong('The answer is an object with two numbers, { learningRate, momentum }.');
      const { learningRate, momentum } = answer;
      const loss = lossAfterForty(learningRate, momentum);
      const threshold = (2 * (1 + momentum)) / VALLEY[1];
      if (loss < 1e-9) return right(`The loss after 40 steps is ${loss.toExponential(1)}.`);
      const reached = `The loss after 40 steps is ${loss.toExponential(1)}, and 1e-9 is asked for.`;
      if (learningRate <= 0) return wrong('The rate must be above 0.');
      if (momentum < 0 || momentum >= 1) return wrong('The momentum must be from 0 to below 1.');
      if (learningRate >= threshold) {
        return wrong(
          `It diverges: with this momentum the rate must be below 2(1 + m)/20 = ${threshold.toPrecision(3)}.`,
        );
      }
      if (momentum === 0) return wrong(`${reached} Without momentum even the best rate, 2/21, cannot do it: add some.`);
      if (momentum > 0.55)
        return wrong(`${reached} So much momentum swings for long: each swing shrinks by √m a step only. Take less.`);
      return wrong(
        `${reached} Polyak's formulas give the best pair; the square of a difference of roots is the momentum.`,
      );
    },
  },
  'descent-4': {
    title: 'by what the restlessness is multiplied when batch and rate are both doubled',
    judge: (answer) => {
      const expected = restlessness(0.1, 8) / restlessness(0.05, 4);
      return judgeNumber(answer, {
        expected,
        share: 2e-3,
        mistakes: [
          [
            Math.SQRT2,
            'This is what the rate alone does, nearly. The batch works against it: the noise is ' +
              'divided by √(batch size).',
          ],
          [Math.SQRT1_2, 'This is what the batch alone does. The larger rate works against it.'],
          [restlessness(0.1, 4) / restlessness(0.05, 4), 'This is what the rate alone does. The batch doubles, too.'],
          [
            1,
            'Nearly: for small rates the two cancel. Put the rates 0.05 and 0.1 into √(rate / (2 - ' +
              'rate)) to see what is left.',
          ],
          [1 / expected, 'Upside down: the spread after doubling divided by the spread before.'],
          [
            2,
            'Twice the rate is not twice the spread: it goes with the root of the rate, and the batch ' +
              'works against it.',
          ],
        ],
        hint:
          'The spread is noise · √(rate / (2 - rate)), where the noise is that of one example ' +
          'divided by √(batch size).',
        note:
          'Almost 1: a batch twice as large allows a rate twice as large, at the same restlessness. ' +
          'It is known as linear scaling.',
      });
    },
  },
};

function judgeStep(step: Step) {
  const cases: [number, number, number, number, number][] = [
    [4, 0, 4, 0.1, 0.9],
    [4, -1, 2, 0.1, 0.5],
    [-3, 0.5, -20, 0.05, 0.9],
  ];
  const mistakes: [string, (w: number, v: number, g: number, lr: number, m: number) => number[]][] = [
    ['Your step goes uphill: the slope is subtracted.', (w, v, g, lr, m) => [w + m * v + lr * g, m * v + lr * g]],
    ['The weight must move by the new velocity, not by the old one.', (w, v, g, lr, m) => [w + v, m * v - lr * g]],
    [
      'The momentum multiplies the old velocity alone, not the new step.',
      (w, v, g, lr, m) => [w + m * (v - lr * g), m * (v - lr * g)],
    ],
    [
      'The slope has the full rate: do not multiply it by 1 - momentum.',
      (w, v, g, lr, m) => [w + m * v - (1 - m) * lr * g, m * v - (1 - m) * lr * g],
    ],
    ['The old velocity has to be kept: your step forgets it.', (w, _, g, lr) => [w - lr * g, -lr * g]],
    [
      'The velocity is right, but the weight moved by the slope alone.',
      (w, v, g, lr, m) => [w - lr * g, m * v - lr * g],
    ],
    ['First the weight, then the velocity: return [w, v].', (w, v, g, lr, m) => [m * v - lr * g, w + m * v - lr * g]],
  ];
  const given = cases.map((one) => expectNumbers(step(...one), 2, `step(${one.join(', ')})`));
  const fits = (rule: (...one: (typeof cases)[number]) => number[]) =>
    cases.every((one, i) => rule(...one).every((value, j) => isClose(given[i]![j]!, value, 1e-6)));
  if (fits((w, v, g, lr, m) => [w + m * v - lr * g, m * v - lr * g])) return right();
  const mistake = mistakes.find(([, rule]) => fits(rule));
  return wrong(
    mistake?.[0] ??
      'For w 4, v -1, slope 2, rate 0.1 and momentum 0.5 the new velocity is 0.5 · (-1) - 0.1 · ' +
        `2 = -0.7, the new weight 3.3; yours are ${given[1]![1]} and ${given[1]![0]}.`,
  );
}
