import { expect, test } from 'vitest';
import { LearningRateMonitor } from '../../lib/callbacks/learning-rate-monitor.ts';
import { ReduceLROnPlateau } from '../../lib/callbacks/reduce-lr-on-plateau.ts';
import { fit } from '../../lib/fit.ts';
import { sgd } from '../../lib/optimizers/sgd.ts';
import { tf } from '../../lib/tf.ts';
import { toyData } from '../optimizers/toy.ts';
import { compiledModel } from './drive.ts';

test('LearningRateMonitor records one rate an epoch and begins anew with each training', async () => {
  const monitor = new LearningRateMonitor();
  const model = compiledModel();
  const { x, y } = toyData();
  await fit(model, x, y, { epochs: 3, callbacks: monitor });
  expect(monitor.learningRates).toEqual([0.01, 0.01, 0.01]);
  await fit(model, x, y, { epochs: 2, callbacks: monitor });
  expect(monitor.learningRates).toEqual([0.01, 0.01]);
});

test('LearningRateMonitor records the rate before and after decay', async () => {
  const monitor = new LearningRateMonitor();
  const { x, y } = toyData(64);
  const model = compiledModel(sgd({ learningRate: 0.01, decay: 0.5 }));
  await fit(model, x, y, { epochs: 3, callbacks: monitor });
  expect(monitor.learningRates).toEqual([0.01, 0.01, 0.01]);
  expect(monitor.effectiveLearningRates.map(Math.fround)).toEqual(
    [2, 4, 6].map((n) => Math.fround(Math.fround(0.01) * Math.fround(1 / (1 + 0.5 * n)))),
  );
});

test('LearningRateMonitor after ReduceLROnPlateau records the rate of the next epoch, before it that of this one', async () => {
  const [before, after] = [new LearningRateMonitor(), new LearningRateMonitor()];
  const plateau = new ReduceLROnPlateau({ monitor: 'loss', patience: 1, minDelta: 100 });
  const { x, y } = toyData();
  const { history } = await fit(compiledModel(), x, y, { epochs: 3, callbacks: [before, plateau, after] });
  expect(before.learningRates).toEqual([0.01, 0.01, 0.0009999999]);
  expect(after.learningRates).toEqual([0.01, 0.0009999999, 0.00009999999]);
  expect(history.lr).toEqual(before.learningRates);
});

test('LearningRateMonitor works with an optimizer of tf.train', async () => {
  const monitor = new LearningRateMonitor();
  const { x, y } = toyData();
  await fit(compiledModel(tf.train.adam(0.002)), x, y, { epochs: 2, callbacks: monitor });
  expect(monitor.learningRates).toEqual([0.002, 0.002]);
  expect(monitor.effectiveLearningRates).toEqual([0.002, 0.002]);
});
