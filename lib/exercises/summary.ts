import type { Exercises, Verdict } from './exercise.ts';
import { expectNumber, isClose, judgeFunction, judgeNumber, kindOf, right, wrong } from './judging.ts';

type VerdictOf = (held: number, runs: number) => unknown;
type InverseTimeDecay = (learningRate: number, decaySteps: number, decayRate: number) => unknown;

const errorOf = (accuracy: number, points: number) => Math.sqrt((accuracy * (1 - accuracy)) / points);

/** The lower end of the 95 % interval of a share (Wilson 1927). */
function wilsonLow(held: number, runs: number): number {
  const z = 1.959964;
  const share = held / runs;
  const middle = share + z ** 2 / (2 * runs);
  return (middle - z * Math.sqrt((share * (1 - share)) / runs + z ** 2 / (4 * runs ** 2))) / (1 + z ** 2 / runs);
}

/** Exercises of the summary. */
export const summary: Exercises = {
  'summary-1': {
    title: 'how many standard errors part 0.80 and 0.83',
    judge: (answer) => {
      const [one, other] = [errorOf(0.8, 500), errorOf(0.83, 500)];
      const expected = 0.03 / Math.hypot(one, other);
      return judgeNumber(answer, {
        expected,
        share: 0.02,
        mistakes: [
          [
            0.03 / 0.017,
            'The difference is divided by the error of one of the two. Both are uncertain: their squares add up.',
          ],
          [
            0.03 / one,
            'The difference is divided by the error of one of the two. Both are uncertain: their squares add up.',
          ],
          [0.03 / (one + other), 'Errors of independent numbers add up by their squares: √(a² + b²).'],
          [Math.hypot(one, other), 'This is the standard error of the difference. How often does it go into 0.03?'],
          [0.03 / (one ** 2 + other ** 2), 'The root is missing: √(a² + b²).'],
        ],
        hint:
          'The standard error of one is √(p(1 - p)/500), about 0.017; that of a difference is the ' +
          'root of the sum of both squares.',
        note: 'Not much: one difference in five is as large by chance alone.',
      });
    },
  },
  'summary-2': {
    title: 'the lower end of the interval for 95 of 100',
    judge: (answer) => {
      const reach = 1.959964 * errorOf(0.95, 100);
      return judgeNumber(answer, {
        expected: wilsonLow(95, 100),
        share: 0.003,
        mistakes: [
          [
            0.95 - reach,
            'This is share - 1.96 · √(p(1 - p)/n), the interval of the textbook: near 0 and 1 it is ' +
              'wrong. Use the formula of Wilson.',
          ],
          [0.95, 'This is the share itself. The interval reaches below it.'],
          [1 - wilsonLow(5, 100), 'This is the upper end.'],
          [0.9, 'This is the line of the verdict. Where does the interval of 95 of 100 end?'],
          [100 * wilsonLow(95, 100), 'This is in per cent. Shares are from 0 to 1 here.'],
        ],
        hint:
          'With z = 1.96: (p + z²/2n - z √(p(1 - p)/n + z²/4n²)) / (1 + z²/n), for p = 0.95 and n = ' +
          '100. Or let `judgeClaims` do it.',
        note: 'Below 0.9: a hundred runs do not quite show that nine in ten agree.',
      });
    },
  },
  'summary-3': {
    title: 'a function that gives the verdict',
    judge: (answer) => judgeFunction<VerdictOf>(answer, '(held, runs) => verdict', judgeVerdict),
  },
  'summary-4': {
    title: 'the schedule object of newer Keras as a function',
    judge: (answer) =>
      judgeFunction<InverseTimeDecay>(answer, '(learningRate, decaySteps, decayRate) => schedule', judgeInverseTime),
  },
};

function judgeVerdict(answer: VerdictOf): Verdict {
  const cases: [number, number, string][] = [
    [100, 100, 'holds'],
    [95, 100, 'holds'],
    [180, 200, 'holds'],
    [179, 200, 'a matter of luck'],
    [100, 200, 'a matter of luck'],
    [21, 200, 'a matter of luck'],
    [20, 200, 'does not hold'],
    [0, 100, 'does not hold'],
  ];
  const words = ['holds', 'does not hold', 'a matter of luck'];
  for (const [held, runs, expected] of cases) {
    const given = answer(held, runs);
    if (given === expected) continue;
    if (!words.includes(given as string)) {
      const yours = typeof given === 'string' ? `'${given}'` : kindOf(given);
      return wrong(`The verdict is one of '${words.join("', '")}'; for ${held} of ${runs} yours is ${yours}.`);
    }
    if (held === 180 || held === 20)
      return wrong(`At least nine in ten, at most one in ten: ${held} of ${runs} is just enough for '${expected}'.`);
    if (held === 95) return wrong('Nine in ten are enough; not all have to agree.');
    if (runs === 200 && held >= 100)
      return wrong(`Divide by the number of runs: ${held} of ${runs} is a share of ${held / runs}.`);
    return wrong(`${held} of ${runs} is '${expected}', and yours is '${given}'.`);
  }
  return right('The lines at nine and one in ten are a choice. Say which you made.');
}

function judgeInverseTime(answer: InverseTimeDecay): Verdict {
  const cases: [number, number, number][] = [
    [0.01, 1, 0.1],
    [0.1, 50, 0.5],
  ];
  const steps = [0, 1, 10, 49, 50, 75, 3200];
  const given = cases.map((one) => {
    const schedule = answer(...one);
    if (typeof schedule !== 'function') throw new Error('it must return a function of the step.');
    return steps.map((step) => expectNumber(schedule(step), `your schedule at step ${step}`));
  });
  const fits = (rule: (step: number, lr: number, every: number, rate: number) => number) =>
    cases.every((one, c) => steps.every((step, i) => isClose(given[c]![i]!, rule(step, ...one), 1e-6)));
  if (fits((step, lr, every, rate) => lr / (1 + (rate * step) / every))) {
    return right('With decaySteps 1 it is the `decay` of Keras 2.3: `timeBasedDecay({ learningRate, decay })`.');
  }
  if (fits((step, lr, _every, rate) => lr / (1 + rate * step)))
    return wrong('`decaySteps` is not used: the rate has decayed by `decayRate` after so many steps.');
  if (fits((step, lr, every, rate) => lr / (1 + rate * Math.floor(step / every))))
    return wrong('This is the staircase. Without it the step is divided as it is, not rounded down.');
  if (fits((step, lr, every, rate) => lr * rate ** (step / every)))
    return wrong(
      'This is exponential decay. Inverse time has the steps in the divisor: 1 + decayRate · step / decaySteps.',
    );
  if (fits((step, lr, every, rate) => lr / (1 + rate * step * every)))
    return wrong('Divide the step by `decaySteps`: the larger they are, the slower the decay.');
  if (fits((step, lr, every, rate) => lr * (1 + (rate * step) / every)))
    return wrong('Yours rises: divide by 1 + decayRate · step / decaySteps.');
  return wrong(
    `For a rate of 0.1, decaySteps 50 and decayRate 0.5 it is 0.1 / 1.5 at step 50, and yours is ${given[1]![4]}.`,
  );
}
