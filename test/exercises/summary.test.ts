import { expect, test } from 'vitest';
import { summary } from '../../lib/exercises/summary.ts';
import type { Claim } from '../../lib/study/claims/claim.ts';
import { judgeClaims } from '../../lib/study/judge.ts';
import type { RunHistory } from '../../lib/study/variant.ts';
import { testExercises } from './expect-verdicts.ts';

const errors = [0.8, 0.83].map((p) => Math.sqrt((p * (1 - p)) / 500));
const verdict = (high: number, low: number) => (held: number, runs: number) =>
  held / runs >= high ? 'holds' : held / runs <= low ? 'does not hold' : 'a matter of luck';

testExercises(summary, {
  'summary-1': {
    right: [0.03 / Math.hypot(errors[0]!, errors[1]!), 1.22],
    wrong: [
      [0.03 / 0.017, /Both are uncertain/],
      [0.03 / (errors[0]! + errors[1]!), /by their squares/],
      [0.0245, /How often/],
      [0.03 / (errors[0]! ** 2 + errors[1]! ** 2), /root is missing/],
      [5, /about 0.017/],
    ],
  },
  'summary-2': {
    right: [0.888, 0.8882],
    wrong: [
      [0.907, /textbook/],
      [0.95, /share itself/],
      [0.9785, /upper end/],
      [0.9, /line of the verdict/],
      [88.8, /per cent/],
      [0.3, /judgeClaims/],
    ],
  },
  'summary-3': {
    right: [verdict(0.9, 0.1)],
    wrong: [
      [verdict(0.91, 0.1), /180 of 200 is just enough/],
      [verdict(0.9, 0.09), /20 of 200 is just enough/],
      [verdict(1, 0.1), /not all have to agree/],
      [(held: number) => verdict(0.9, 0.1)(held, 100), /Divide by the number of runs/],
      [verdict(0.5, 0.5), /is 'a matter of luck', and yours is|Divide by/],
      [() => 'luck', /one of 'holds'/],
      [() => 1, /yours is a number/],
    ],
  },
  'summary-4': {
    right: [(lr: number, every: number, rate: number) => (step: number) => lr / (1 + (rate * step) / every)],
    wrong: [
      [(lr: number, _every: number, rate: number) => (step: number) => lr / (1 + rate * step), /is not used/],
      [
        (lr: number, every: number, rate: number) => (t: number) => lr / (1 + rate * Math.floor(t / every)),
        /staircase/,
      ],
      [(lr: number, every: number, rate: number) => (step: number) => lr * rate ** (step / every), /exponential/],
      [
        (lr: number, every: number, rate: number) => (step: number) => lr / (1 + rate * step * every),
        /Divide the step/,
      ],
      [(lr: number, every: number, rate: number) => (step: number) => lr * (1 + (rate * step) / every), /rises/],
      [(lr: number) => () => lr, /0.1 \/ 1.5 at step 50, and yours is 0.1/],
      [(lr: number) => lr, /must return a function/],
    ],
  },
});

test('summary-2: the interval is that of judgeClaims', async () => {
  const claim: Claim = { id: 'T', study: 'rate', statement: '', definition: '', holds: ({ a }) => a!.loss[0] === 1 };
  const run = (loss: number): RunHistory => ({ loss: [loss], acc: [0], lr: [0] });
  const runs = Array.from({ length: 100 }, (_, seed) => run(seed < 95 ? 1 : 0));
  const [judgement] = judgeClaims({ rate: { a: runs } }, [claim]);
  expect(await summary['summary-2']!.judge(judgement!.share.low)).toMatchObject({ right: true });
});
