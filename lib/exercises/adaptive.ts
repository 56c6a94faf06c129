import type { Exercises, Verdict } from './exercise.ts';
import { expectNumbers, isClose, judgeFunction, judgeNumber, right, wrong } from './judging.ts';

type Steps = (gradients: number[], learningRate: number, start: number) => unknown;

const RHO = 0.9;
const [BETA1, BETA2] = [0.9, 0.999];

/** Exercises of 'Rates that adapt themselves'. */
export const adaptive: Exercises = {
  'adaptive-1': {
    title: "the length of RMSprop's first step",
    judge: (answer) =>
      judgeNumber(answer, {
        expected: 0.001 / Math.sqrt(1 - RHO),
        mistakes: [
          [
            0.001,
            'That is its length in the long run. At first the mean of squares knows one gradient only, ' +
              'with the weight 1 - rho.',
          ],
          [0.001 * 0.01, 'That would be SGD: rate times gradient. RMSprop divides by the size of the gradient.'],
          [0.001 / (1 - RHO), 'The root is missing: the step is divided by the root of the mean of squares.'],
          [0.001 / Math.sqrt(RHO), 'The first square gets the weight 1 - rho, which is 0.1.'],
          [0.001 * Math.sqrt(1 - RHO), 'The root is what the step is divided by, not multiplied with.'],
          [0.01 / Math.sqrt(1 - RHO), 'The default rate of RMSprop is 0.001.'],
        ],
        hint: 'The mean of squares is (1 - rho) · g² after the first gradient. Divide rate · g by its root.',
        note: 'Three times as long as in the long run, whatever the gradient is.',
      }),
  },
  'adaptive-2': {
    title: "the updates until Adagrad's step is as short as RMSprop's",
    judge: (answer) =>
      judgeNumber(answer, {
        expected: (0.01 / 0.001) ** 2,
        share: 0.005,
        mistakes: [
          [10, 'The step shrinks with the root of the number of updates: after 10 of them it is 0.01 / √10.'],
          [Math.sqrt(10), 'The step is 0.01 / √t. For which t is that 0.001?'],
          [1000, 'The step is 0.01 / √t, not 0.01 / t.'],
        ],
        hint: "On a steady gradient Adagrad's step number t is 0.01 / √t long, RMSprop's is 0.001 in the long run.",
        note: 'About six epochs here. With the rate 0.001 of newer versions it is at a tenth of that by then.',
      }),
  },
  'adaptive-3': {
    title: "how long Adam's first step would be without its correction",
    judge: (answer) => {
      const expected = (1 - BETA1) / Math.sqrt(1 - BETA2);
      return judgeNumber(answer, {
        expected,
        mistakes: [
          [
            1 / expected,
            'Upside down. Both means are too small, the mean of squares far more so, and the step is ' +
              'divided by its root.',
          ],
          [
            1 - BETA1,
            'That is the mean of the gradient alone. The mean of squares is too small as well, and it is divided by.',
          ],
          [(1 - BETA1) / (1 - BETA2), 'The root is missing: the step is divided by √v.'],
          [
            1 / Math.sqrt(1 - BETA2),
            'That is the mean of squares alone. The mean of the gradient has only a tenth of it, too.',
          ],
          [1, 'With the correction it is as long as the rate. Without it, m is 0.1 g and v is 0.001 g².'],
        ],
        hint: 'After one gradient m is (1 - beta1) g, and v is (1 - beta2) g². How long is m / √v?',
        note: 'Too long, not too short: the correction holds Adam back in its first steps.',
      });
    },
  },
  'adaptive-4': {
    title: 'Adagrad with a start of its sum',
    judge: (answer) => judgeFunction<Steps>(answer, '(gradients, learningRate, start) => steps', judgeSteps),
  },
};

function judgeSteps(answer: Steps): Verdict {
  const gradients = [0.5, -1, 0.02, 2, 0.3];
  const cases = [
    [0.01, 0.1],
    [0.1, 0],
  ] as const;
  type Rule = (g: number, before: number, now: number, all: number, lr: number, i: number) => number;
  const given = cases.map(([lr, start]) => expectNumbers(answer([...gradients], lr, start), 5, 'your function'));
  const fits = (rule: Rule, ignoresStart = false, upTo: number = cases.length) =>
    cases.slice(0, upTo).every(([lr, start], c) => {
      let sum = ignoresStart ? 0 : start;
      return gradients.every((g, i) => {
        const before = sum;
        sum += g * g;
        return isClose(given[c]![i]!, rule(g, before, sum, sum - start, lr, i), 1e-5);
      });
    });
  const correct: Rule = (g, _before, now, _all, lr) => (lr * g) / Math.sqrt(now);
  if (fits(correct)) return right('A start above 0 shortens the first steps; later the sum outgrows it.');
  if (fits(correct, true)) return wrong('The start is not used: the sum begins there, not at 0.');
  if (fits((g, before, _now, _all, lr) => (lr * g) / Math.sqrt(before), false, 1))
    return wrong('The new square must be in the sum before you divide by its root.');
  if (fits((g, _before, now, _all, lr) => (lr * g) / now))
    return wrong('Divide by the root of the sum, not by the sum.');
  if (fits((g, _before, now, _all, lr, i) => (lr * g) / Math.sqrt(now / (i + 1))))
    return wrong('Adagrad divides by the sum of the squares. With their mean its steps would not shrink.');
  if (fits((g, _before, now, _all, lr) => (-lr * g) / Math.sqrt(now)))
    return wrong('The signs are turned: a step is rate · gradient / root, and it is subtracted from the weight later.');
  if (fits((g, _before, now, _all, lr) => Math.abs((lr * g) / Math.sqrt(now))))
    return wrong('A step keeps the sign of its gradient.');
  if (fits((g, _before, now, _all) => (0.01 * g) / Math.sqrt(now), false, 1))
    return wrong('The rate is an argument: do not write 0.01.');
  return wrong(
    `For the gradients ${gradients.join(', ')}, rate 0.01 and start 0.1 the first step is 0.01 ` +
      `· 0.5 / √(0.1 + 0.25) = 0.00845; yours is ${given[0]![0]}.`,
  );
}
