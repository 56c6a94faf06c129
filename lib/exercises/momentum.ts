import type { Exercises, Verdict } from './exercise.ts';
import { expectNumber, expectNumbers, isClose, judgeFunction, judgeNumber, right, wrong } from './judging.ts';

type RateFor = (momentum: number) => unknown;
type Nesterov = (w: number, v: number, gradient: number, learningRate: number, momentum: number) => unknown;

/** The updates after a drop from 0.01 to 0.001 until Keras's step is within a tenth of its new length. */
function updatesToSettle(momentum: number): number {
  let v = 0.01 / (1 - momentum);
  const settled = 0.001 / (1 - momentum);
  for (let update = 1; ; update++) {
    v = momentum * v + 0.001;
    if (v <= 1.1 * settled) return update;
  }
}

/** Exercises of 'Momentum'. */
export const momentum: Exercises = {
  'momentum-1': {
    title: 'the plain rate that is as large as momentum 0.5 at 0.01',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: 0.01 / (1 - 0.5),
        mistakes: [
          [0.01 * 0.5, 'Momentum lengthens the steps: divide the rate by 1 - momentum, do not multiply it.'],
          [
            0.01 * 1.5,
            'That is the second step. The third adds a quarter more, the fourth an eighth: follow the ' +
              'series to its end.',
          ],
          [0.01, 'On a steady slope the steps get longer than the rate.'],
          [0.1, 'That is for a momentum of 0.9.'],
        ],
        hint: 'On a steady slope the step tends to rate / (1 - momentum).',
        note: 'So a momentum of 0.5 does no more for the speed than a doubled rate.',
      }),
  },
  'momentum-2': {
    title: 'a function that keeps the effective rate at 0.1',
    judge: (answer) => judgeFunction<RateFor>(answer, '(momentum) => learningRate', judgeRateFor),
  },
  'momentum-3': {
    title: 'the updates until a drop of the rate has arrived in the step',
    judge: (answer) => {
      const expected = updatesToSettle(0.9);
      return judgeNumber(answer, {
        expected,
        share: 1e-6,
        mistakes: [
          [
            10,
            'After 1 / (1 - momentum) updates about a third of the excess is left. The step has to ' +
              'come down from ten times its new length.',
          ],
          [
            1,
            'That is the form of PyTorch, where the rate stands outside of the velocity. Keras keeps ' +
              'old velocity at the old rate.',
          ],
          [
            0,
            'That is the form of PyTorch, where the rate stands outside of the velocity. Keras keeps ' +
              'old velocity at the old rate.',
          ],
          [expected - 1, 'Nearly: one update before it is still a little above.'],
          [expected + 1, 'Nearly: it is there one update earlier.'],
          [
            22,
            'After 22 updates a tenth of the excess is left. But the excess was nine times the new ' +
              'length: this is still nearly twice as long.',
          ],
        ],
        hint: 'The step is 0.01 + 0.09 · 0.9^k after k updates. From which k on is it at most 0.011?',
        note: 'Nearly three epochs here. A schedule that changes the rate faster than that is never followed.',
      });
    },
  },
  'momentum-4': {
    title: "one step of Nesterov's momentum",
    judge: (answer) =>
      judgeFunction<Nesterov>(answer, '(w, v, gradient, learningRate, momentum) => [w, v]', judgeNesterov),
  },
};

function judgeRateFor(rateFor: RateFor): Verdict {
  const momenta = [0, 0.5, 0.9, 0.99];
  const given = momenta.map((m) => expectNumber(rateFor(m), `your function at momentum ${m}`));
  const fits = (rule: (m: number) => number) => momenta.every((m, i) => isClose(given[i]!, rule(m), 1e-6));
  if (fits((m) => 0.1 * (1 - m)))
    return right('0.1, 0.05, 0.01 and 0.001: what differs between such runs is momentum itself.');
  if (fits((m) => 0.1 / (1 - m))) return wrong('The other way round: more momentum needs a smaller rate.');
  if (fits((m) => 0.1 * m)) return wrong('With momentum 0 this gives a rate of 0. Multiply by 1 - momentum.');
  if (fits((m) => 0.01 * (1 - m))) return wrong('This keeps the effective rate at 0.01; 0.1 is asked for.');
  if (fits((m) => 0.01 / (1 - m)))
    return wrong(
      'This is the effective rate of 0.01 with each momentum. Asked for is the rate that has the effective rate 0.1.',
    );
  const miss = momenta.findIndex((m, i) => !isClose(given[i]!, 0.1 * (1 - m), 1e-6));
  return wrong(
    `With momentum ${momenta[miss]} your rate ${given[miss]} has the effective rate ` +
      `${given[miss]! / (1 - momenta[miss]!)}. Solve rate / (1 - momentum) = 0.1 for the rate.`,
  );
}

function judgeNesterov(step: Nesterov): Verdict {
  const cases: [number, number, number, number, number][] = [
    [4, 0, 4, 0.1, 0.9],
    [4, -1, 2, 0.1, 0.5],
    [-3, 0.5, -20, 0.05, 0.9],
  ];
  type Rule = (w: number, v: number, g: number, lr: number, m: number) => number[];
  const given = cases.map((one) => expectNumbers(step(...one), 2, `step(${one.join(', ')})`));
  const fits = (rule: Rule) =>
    cases.every((one, i) => rule(...one).every((value, j) => isClose(given[i]![j]!, value, 1e-6)));
  const velocity: Rule = (_w, v, g, lr, m) => [m * v - lr * g];
  const rules: [string, Rule][] = [
    [
      'This is plain momentum, w + v. Nesterov goes one velocity further: w + momentum · v - ' +
        'rate · gradient, with the new v.',
      (...one) => [one[0] + velocity(...one)[0]!, velocity(...one)[0]!],
    ],
    [
      'You left out the gradient in the step of the weight.',
      (...one) => [one[0] + one[4] * velocity(...one)[0]!, velocity(...one)[0]!],
    ],
    [
      'The gradient is subtracted: your weight goes uphill.',
      (...one) => [one[0] + one[4] * velocity(...one)[0]! + one[3] * one[2], velocity(...one)[0]!],
    ],
    [
      'First the weight, then the velocity: return [w, v].',
      (...one) => [velocity(...one)[0]!, one[0] + one[4] * velocity(...one)[0]! - one[3] * one[2]],
    ],
    [
      'Return the velocity v itself, not the step that was made.',
      (...one) => [
        one[0] + one[4] * velocity(...one)[0]! - one[3] * one[2],
        one[4] * velocity(...one)[0]! - one[3] * one[2],
      ],
    ],
  ];
  if (fits((...one) => [one[0] + one[4] * velocity(...one)[0]! - one[3] * one[2], velocity(...one)[0]!]))
    return right('Two lines more, and the method looks ahead.');
  const mistake = rules.find(([, rule]) => fits(rule));
  return wrong(
    mistake?.[0] ??
      'For w 4, v -1, gradient 2, rate 0.1 and momentum 0.5 the new velocity is -0.7 and the new ' +
        `weight 4 + 0.5 · (-0.7) - 0.1 · 2 = 3.45; yours are ${given[1]![1]} and ${given[1]![0]}.`,
  );
}
