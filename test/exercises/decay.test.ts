import { decay } from '../../lib/exercises/decay.ts';
import { testExercises } from './expect-verdicts.ts';

const share = Array.from({ length: 3200 }, (_, t) => 1 / (1 + 0.01 * t)).reduce((sum, one) => sum + one, 0);
const flat = (then: (epoch: number) => number) => (epoch: number) => (epoch < 100 ? 0.01 : then(epoch));

testExercises(decay, {
  'decay-1': {
    right: [1 / 1600, 0.000625],
    wrong: [
      [0.01, /100 updates/],
      [1 / 3200, /200 epochs/],
      [1600, /Upside down/],
      [2 / 1600, /a third/],
      [5, /How many updates/],
    ],
  },
  'decay-2': {
    right: [32 / share],
    wrong: [
      [(0.01 * share) / 3200, /Upside down/],
      [0.33, /spends too much/],
      [3200 / share, /Multiply by 0.01/],
      [0.01 * share, /must become 0.01 · 3200/],
      [2 / share, /3,200/],
      [7, /start of 1/],
    ],
  },
  'decay-3': {
    right: [flat((epoch) => 0.01 * (1 - (epoch - 100) / 100)), (epoch: number) => Math.min(0.01, (200 - epoch) * 1e-4)],
    wrong: [
      [flat((epoch) => 0.01 * (1 - epoch / 200)), /falls to a half at once/],
      [flat((epoch) => 0.01 - 0.0002 * (epoch - 100)), /below 0/],
      [(epoch: number) => (0.01 * (200 - epoch)) / 200, /epochs 0 to 99/],
      [flat((epoch) => Math.max(0, 0.01 * (199 - epoch)) / 100), /one epoch early/],
      [flat((epoch) => Math.max(0, 0.01 * (199 - epoch)) / 99), /nothing would be learned/],
      [() => 0.01, /never falls/],
      [flat((epoch) => (epoch < 200 ? 0.0001 * (200 - epoch) : 0.01)), /At epoch 200 it must be 0/],
      [flat(() => 0.001), /In epoch 100 the rate must be 0.01/],
    ],
  },
  'decay-4': {
    right: [150.5],
    wrong: [
      [150, /staircase/],
      [1.505, /Divide it by 0.01/],
      [50.5, /second half alone/],
      [2408, /16 of them/],
      [149.5, /beginning/],
      [200, /Add up/],
    ],
  },
});
