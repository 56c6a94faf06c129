import { adamExercises } from '../../lib/exercises/adam.ts';
import { testExercises } from './expect-verdicts.ts';

interface Slips {
  first?: boolean;
  second?: boolean;
  root?: boolean;
  sign?: number;
  from?: number;
}

/** Adam over the gradients of one weight, with a slip. */
function adamOf({ first = true, second = true, root = true, sign = -1, from = 1 }: Slips = {}) {
  return (gradients: number[], learningRate: number) => {
    let [m, v, change] = [0, 0, 0];
    gradients.forEach((g, index) => {
      m += 0.1 * (g - m);
      v += 0.001 * (g * g - v);
      const t = index + from;
      const mean = first ? m / (1 - 0.9 ** t) : m;
      const correction = second ? Math.sqrt(1 - 0.999 ** t) : 1;
      change += (sign * learningRate * mean * correction) / ((root ? Math.sqrt(v) : v) + 1e-7);
    });
    return change;
  };
}

testExercises(adamExercises, {
  'adam-1': {
    right: [0.001],
    wrong: [
      [-0.001, /without its sign/],
      [0.25, /step of plain SGD/],
      [0.001 * Math.sqrt(10), /corrected for their start/],
      [0.0001, /The mean gradient is corrected/],
      [0.000004, /not the rate alone/],
      [1, /what is left of g/],
    ],
  },
  'adam-2': {
    right: [adamOf()],
    wrong: [
      [adamOf({ sign: 1 }), /The sign/],
      [adamOf({ first: false, second: false }), /the corrections are missing/],
      [adamOf({ first: false }), /correction of m/],
      [adamOf({ second: false }), /correction of v/],
      [adamOf({ root: false }), /by the root of the mean square/],
      [adamOf({ from: 2 }), /t = 1/],
      [() => 0, /the change is .* not 0/],
      [() => 'much', /must be a number/],
      [0.001, /a function \(gradients, learningRate\)/],
    ],
  },
  'adam-3': {
    right: [0.005],
    wrong: [
      [0.001, /what the monitor shows/],
      [0.025, /root of v/],
      [0.0002, /not multiplied/],
      [0.00004, /and by the root/],
      [1, /rate over the root/],
    ],
  },
  'adam-4': {
    right: [(w: number, rate: number, decay: number) => w * (1 - rate * decay)],
    wrong: [
      [(w: number, _: number, decay: number) => w - decay * w, /learning rate is missing/],
      [(w: number, rate: number, decay: number) => w - rate * decay, /not the same amount/],
      [(w: number, rate: number, decay: number) => w + rate * decay * w, /it grows/],
      [(w: number, rate: number, decay: number) => rate * decay * w, /what is taken away/],
      [(w: number, rate: number, decay: number) => w - rate * decay * w * w, /not its square/],
      [() => 0, /a share of/],
      [undefined, /a function \(weight, learningRate, weightDecay\)/],
    ],
  },
});
