import type * as TF from '@tensorflow/tfjs';
import { configuring } from '../../lib/exercises/configuring.ts';
import { getLearningRate, setLearningRate } from '../../lib/optimizers/learning-rate.ts';
import { testExercises } from './expect-verdicts.ts';

/** A maker of callbacks that halve the rate after the epochs that a rule picks. */
const halveWhen = (picks: (epoch: number) => boolean) => (model: TF.LayersModel) => ({
  onEpochEnd: async (epoch: number) => {
    if (picks(epoch)) setLearningRate(model, getLearningRate(model) / 2);
  },
});

const spent = Array.from({ length: 3200 }, (_, t) => 0.01 / (1 + 0.01 * t)).reduce((sum, rate) => sum + rate, 0);

testExercises(configuring, {
  'configuring-1': {
    right: [spent / 3200, 0.0011],
    wrong: [
      [spent, /sum of all rates/],
      [spent / 200, /not by the 200 epochs/],
      [0.01 / 33, /at the end/],
      [(0.01 + 0.01 / 33) / 2, /not fall along a line/],
      [0.0055, /12.5 epochs/],
      [0.01, /Add up/],
    ],
  },
  'configuring-2': {
    right: [0.01 / 2 ** 22],
    wrong: [
      [0.0025, /was meant/],
      [0.01 / 2 ** 16, /from epoch 20 on it is two/],
      [0.01 / 2 ** 20, /are six/],
      [0.005, /How many halvings/],
    ],
  },
  'configuring-3': {
    right: [(epoch: number) => Math.min(0.01, 0.001 + 0.0018 * epoch)],
    wrong: [
      [(epoch: number) => Math.min(0.01, 0.001 + (0.009 * epoch) / 4), /epoch 4 already/],
      [(epoch: number) => Math.min(0.01, 0.001 + 0.0018 * (epoch + 1)), /counted from 0/],
      [(epoch: number) => Math.min(0.01, 0.002 * epoch), /begins at 0/],
      [(epoch: number) => (epoch < 5 ? 0.001 : 0.01), /jumps/],
      [(epoch: number) => 0.001 + 0.0018 * epoch, /beyond 0.01/],
      [(epoch: number, rate: number) => (epoch < 5 ? 0.001 + 0.0018 * epoch : rate), /depends on the rate/],
      [() => 0.01, /In epoch 0 the rate must be 0.001/],
      [0.01, /a function \(epoch\) => rate/],
    ],
  },
  'configuring-4': {
    right: [halveWhen((epoch) => epoch % 2 === 1)],
    wrong: [
      [halveWhen(() => false), /stayed 0.01/],
      [halveWhen(() => true), /not of every second/],
      [halveWhen((epoch) => epoch % 2 === 0), /one epoch early/],
      [halveWhen((epoch) => epoch > 0 && epoch % 2 === 0), /one epoch late/],
      [halveWhen((epoch) => epoch === 5), /must be 0.01, 0.005/],
      [() => undefined, /must return the callback/],
    ],
  },
});
