import { expect, test } from 'vitest';
import { LearningRateScheduler } from '../../lib/callbacks/learning-rate-scheduler.ts';
import { sgd } from '../../lib/optimizers/sgd.ts';
import { compiledModel, drive } from './drive.ts';

const EPOCHS = Array(4).fill({});

test('LearningRateScheduler sets the rate at the beginning of each epoch and logs it', async () => {
  const { rates, logs } = await drive(new LearningRateScheduler((epoch) => 0.1 / (epoch + 1)), EPOCHS);
  expect(rates.map(Math.fround)).toEqual([0.1, 0.1 / 2, 0.1 / 3, 0.1 / 4].map(Math.fround));
  expect(logs.map((log) => log.lr)).toEqual(rates);
});

test('LearningRateScheduler gives the schedule the epoch from 0 and the exact float32 rate', async () => {
  const seen: [number, number][] = [];
  const schedule = (epoch: number, lr: number) => {
    seen.push([epoch, lr]);
    return lr * 0.5;
  };
  await drive(new LearningRateScheduler(schedule), EPOCHS.slice(0, 2), compiledModel(sgd({ learningRate: 0.01 })));
  expect(seen).toEqual([
    [0, 0.009999999776482582],
    [1, 0.004999999888241291],
  ]);
});

test('LearningRateScheduler throws where the schedule returns no rate', async () => {
  const none = drive(new LearningRateScheduler((() => {}) as never), EPOCHS);
  await expect(none).rejects.toThrow(
    'LearningRateScheduler: what the schedule returns for epoch 0 must be a number >= 0, got undefined',
  );
  const negative = drive(new LearningRateScheduler((epoch) => 1 - epoch), EPOCHS);
  await expect(negative).rejects.toThrow('for epoch 2 must be a number >= 0, got -1');
});

test('new LearningRateScheduler(schedule) refuses what is not a function', () => {
  expect(() => new LearningRateScheduler(0.1 as never)).toThrow(
    'LearningRateScheduler: schedule must be a function (epoch, learningRate) => learningRate, got 0.1',
  );
});
