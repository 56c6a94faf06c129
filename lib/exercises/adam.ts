import { effectiveRates } from '../analysis/effective-rates.ts';
import { makeRandom } from '../shuffle.ts';
import type { Exercises } from './exercise.ts';
import { expectNumber, isClose, judgeFunction, judgeNumber, right, wrong } from './judging.ts';

/** Which parts of Adam a reader left out, or put in another place. */
type Slip = 'correction' | 'correction1' | 'correction2' | 'root' | 'sign' | 'late' | 'inside';

/** The change of one weight by Adam over its gradients, with or without a slip. */
function changeBy(gradients: readonly number[], learningRate: number, slip?: Slip): number {
  let [m, v, change] = [0, 0, 0];
  for (const [index, g] of gradients.entries()) {
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g * g;
    const t = slip === 'late' ? index + 2 : index + 1;
    const first = slip === 'correction' || slip === 'correction1' ? 1 : 1 - 0.9 ** t;
    const second = slip === 'correction' || slip === 'correction2' ? 1 : Math.sqrt(1 - 0.999 ** t);
    change -= ((learningRate * second) / first) * (m / ((slip === 'root' ? v : Math.sqrt(v)) + 1e-7));
  }
  return slip === 'sign' ? -change : change;
}

const SLIPS: [Slip, string][] = [
  ['sign', 'The sign: the weight moves against its mean gradient.'],
  ['correction', 'Both means start at zero and are too small at first: the corrections are missing.'],
  ['correction1', 'The correction of m is missing: 1 - 0.9 ** t in the denominator.'],
  ['correction2', 'The correction of v is missing: the root of 1 - 0.999 ** t.'],
  ['root', 'The mean gradient is divided by the root of the mean square, not by the mean square.'],
  ['late', 'The first update has t = 1.'],
];

type Adam = (gradients: number[], learningRate: number) => unknown;
type Decay = (weight: number, learningRate: number, weightDecay: number) => unknown;

const RATE = 0.001;

/** Exercises of 'What Adam does'. */
export const adamExercises: Exercises = {
  'adam-1': {
    title: 'how far the first update of Adam moves a weight',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: -changeBy([250], RATE),
        mistakes: [
          [-RATE, 'The number of steps against the gradient was asked without its sign.'],
          [RATE * 250, 'That is the step of plain SGD. Adam divides by the root mean square of the gradients.'],
          [-changeBy([250], RATE, 'correction'), 'Both means are corrected for their start at zero.'],
          [-changeBy([250], RATE, 'correction1'), 'The mean gradient is corrected, too: by 1 - beta1.'],
          [RATE / 250, 'The gradient is divided by its own size, not the rate alone.'],
        ],
        hint: 'Put m = 0.1 g and v = 0.001 g² into the formula, with both corrections, and see what is left of g.',
        note: 'The size of the gradient drops out: both weights move by the learning rate.',
      }),
  },
  'adam-2': {
    title: 'Adam, as a function of the gradients',
    judge: (answer) =>
      judgeFunction<Adam>(answer, '(gradients, learningRate) => change', (f) => {
        const random = makeRandom('adam');
        for (let round = 0; round < 20; round++) {
          const gradients = Array.from({ length: 1 + round }, () => 4 * random() - 1.5);
          const rate = 10 ** (-4 + 3 * random());
          const value = expectNumber(f([...gradients], rate), 'the change');
          const expected = changeBy(gradients, rate);
          if (isClose(value, expected, 1e-4)) continue;
          const slip = SLIPS.find(([kind]) => isClose(value, changeBy(gradients, rate, kind), 1e-6));
          const fact = `after ${gradients.length} gradients the change is ${expected.toPrecision(4)}`;
          return wrong(slip ? slip[1] : `At a rate of ${rate.toPrecision(3)}, ${fact}, not ${value.toPrecision(4)}.`);
        }
        return right('These few lines are the whole optimizer.');
      }),
  },
  'adam-3': {
    title: 'an effective rate',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: effectiveRates([0.04], { optimizer: 'adam', learningRate: RATE, update: 1e6 })[0]!,
        mistakes: [
          [RATE, 'That is what the monitor shows. It is divided by something of the weight.'],
          [RATE / 0.04, 'The rate is divided by the root of v.'],
          [RATE * 0.2, 'Divided by the root of v, not multiplied.'],
          [RATE * 0.04, 'Divided, and by the root of v.'],
        ],
        hint: 'The rate over the root of v.',
        note: 'Five times what the monitor shows.',
      }),
  },
  'adam-4': {
    title: 'what AdamW adds to Adam',
    judge: (answer) =>
      judgeFunction<Decay>(answer, '(weight, learningRate, weightDecay) => weight', (f) => {
        for (const [w, rate, decay] of [
          [2, 0.01, 0.5],
          [-3, 0.1, 0.004],
          [0.5, 0.001, 1],
        ] as const) {
          const value = expectNumber(f(w, rate, decay), `f(${w}, ${rate}, ${decay})`);
          if (isClose(value, w - rate * decay * w, 1e-9)) continue;
          const slips: [number, string][] = [
            [w - decay * w, 'The learning rate is missing: a schedule lowers the decay with it.'],
            [w - rate * decay, 'A share of the weight is taken away, not the same amount from each.'],
            [w + rate * decay * w, 'The weight should shrink, and it grows.'],
            [rate * decay * w, 'That is what is taken away. What is left of the weight?'],
            [w - rate * decay * w * w, 'The weight itself, not its square: the square is in the penalty.'],
          ];
          const slip = slips.find(([number]) => isClose(value, number, 1e-9));
          return wrong(slip ? slip[1] : `From ${w} a share of ${rate} times ${decay} goes away.`);
        }
        return right('In AdamW this happens before the step of Adam, to every weight.');
      }),
  },
};
