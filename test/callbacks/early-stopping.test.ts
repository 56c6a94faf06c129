import type * as TF from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { EarlyStopping } from '../../lib/callbacks/early-stopping.ts';
import { tf } from '../../lib/tf.ts';
import { compiledModel, drive, valLosses } from './drive.ts';

/** How many epochs run with these validation losses. */
async function epochsRun(options: object, ...losses: number[]): Promise<number> {
  return (await drive(new EarlyStopping(options), valLosses(...losses))).rates.length;
}

test('EarlyStopping stops after patience epochs without improvement; patience 0 is like 1', async () => {
  expect(await epochsRun({}, 1, 0.9, 0.9, 0.8)).toBe(3);
  expect(await epochsRun({ patience: 1 }, 1, 0.9, 0.9, 0.8)).toBe(3);
  expect(await epochsRun({ patience: 2 }, 1, 0.9, 0.9, 0.8, 0.8, 0.8, 0.8)).toBe(6);
  expect(await epochsRun({ patience: 3 }, 1, 0.9, 0.9, 0.8)).toBe(4);
});

test('EarlyStopping takes a gain of minDelta or less for none', async () => {
  expect(await epochsRun({ minDelta: 0.25 }, 1, 0.75, 0.1)).toBe(2);
  expect(await epochsRun({ minDelta: 0.25 }, 1, 0.74, 0.1)).toBe(3);
});

test('EarlyStopping with a baseline stops where it is not beaten', async () => {
  expect(await epochsRun({ baseline: 0.5, patience: 2 }, 0.9, 0.8, 0.4)).toBe(2);
  expect(await epochsRun({ baseline: 0.5, patience: 2 }, 0.9, 0.4, 0.45, 0.45, 0.1)).toBe(4);
});

test("EarlyStopping with 'acc' in the name waits for it to rise", async () => {
  const accuracies = [0.5, 0.6, 0.5, 0.7].map((acc) => ({ val_acc: acc }));
  expect((await drive(new EarlyStopping({ monitor: 'val_accuracy' }), accuracies)).rates.length).toBe(3);
  expect((await drive(new EarlyStopping({ monitor: 'val_acc', mode: 'min' }), accuracies)).rates.length).toBe(2);
});

test('EarlyStopping takes NaN for no improvement', async () => {
  expect(await epochsRun({ patience: 2 }, Number.NaN, Number.NaN, 0.1)).toBe(2);
});

test('EarlyStopping says where it stopped and what was best', async () => {
  const callback = new EarlyStopping({ patience: 2 });
  await drive(callback, valLosses(1, 0.5, 0.7, 0.6, 0.1));
  expect([callback.stoppedEpoch, callback.bestEpoch, callback.best]).toEqual([3, 1, 0.5]);
  await drive(callback, valLosses(1, 0.5));
  expect(callback.stoppedEpoch).toBe(0);
});

/** Sets every weight to a number that tells the epoch, before the epoch's end. */
function markWeights(model: TF.Sequential, epoch: number): void {
  tf.tidy(() => model.setWeights(model.getWeights().map((weight) => tf.fill(weight.shape, epoch))));
}

async function lastWeightWith(options: object, losses: number[]): Promise<number> {
  const callback = new EarlyStopping(options);
  const model = compiledModel();
  const begin = callback.onEpochBegin.bind(callback);
  callback.onEpochBegin = async (epoch) => {
    markWeights(model, epoch);
    await begin(epoch);
  };
  await drive(callback, valLosses(...losses), model);
  return model.getWeights()[0].dataSync()[0];
}

test('EarlyStopping restores the best weights only when asked to and only when it has stopped the training', async () => {
  expect(await lastWeightWith({ patience: 2, restoreBestWeights: true }, [1, 0.5, 0.7, 0.7, 0.1])).toBe(1);
  expect(await lastWeightWith({ patience: 2 }, [1, 0.5, 0.7, 0.7, 0.1])).toBe(3);
  expect(await lastWeightWith({ patience: 9, restoreBestWeights: true }, [1, 0.5, 0.7, 0.7])).toBe(3);
});

test('EarlyStopping leaves the weights where nothing beat the baseline', async () => {
  expect(await lastWeightWith({ baseline: 0.1, patience: 2, restoreBestWeights: true }, [1, 0.5])).toBe(1);
});

test('EarlyStopping leaves no tensors behind when it restores weights', async () => {
  const model = compiledModel();
  const before = tf.memory().numTensors;
  await drive(new EarlyStopping({ restoreBestWeights: true }), valLosses(1, 0.5, 0.7), model);
  expect(tf.memory().numTensors).toBe(before);
});

test('new EarlyStopping(options) refuses what cannot be', () => {
  const make = (options: object) => () => new EarlyStopping(options);
  expect(make({ patience: -1 })).toThrow('EarlyStopping: patience must be an integer >= 0 (epochs), got -1');
  expect(make({ minDelta: -1 })).toThrow('EarlyStopping: minDelta must be a number >= 0, got -1');
  expect(make({ baseline: '1' })).toThrow("EarlyStopping: baseline must be a number, got '1'");
  expect(make({ restore_best_weights: true })).toThrow('did you mean restoreBestWeights?');
});

test('EarlyStopping throws where the monitored number is missing', async () => {
  const missing = drive(new EarlyStopping({ monitor: 'val_acc' }), [{ loss: 1 }]);
  await expect(missing).rejects.toThrow("EarlyStopping: no 'val_acc' among the epoch's numbers (loss)");
});
