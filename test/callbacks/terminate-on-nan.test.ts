import { expect, test } from 'vitest';
import { EarlyStopping } from '../../lib/callbacks/early-stopping.ts';
import { TerminateOnNaN } from '../../lib/callbacks/terminate-on-nan.ts';
import { fit } from '../../lib/fit.ts';
import { tf } from '../../lib/tf.ts';
import { toyData } from '../optimizers/toy.ts';
import { compiledModel } from './drive.ts';

test('TerminateOnNaN stops after the batch whose loss is not finite, without validation', async () => {
  const { x, y } = toyData(96);
  const bad = tf.tidy(() => tf.concat([tf.fill([50, 2], 1), tf.fill([46, 2], Number.NaN)]));
  const callback = new TerminateOnNaN();
  const before = tf.memory().numTensors;
  const options = { epochs: 5, shuffle: false, callbacks: [callback, new EarlyStopping()] };
  const model = compiledModel();
  const made = tf.memory().numTensors - before;
  const { history } = await fit(model, bad, y, { ...options, validationData: [x, y] });
  expect(callback.stoppedAt).toEqual({ epoch: 0, batch: 1 });
  expect(history.loss.length).toBe(1);
  expect(history.val_loss).toBeUndefined();
  expect(tf.memory().numTensors).toBe(before + made);
});

test('TerminateOnNaN lets a training with finite losses run', async () => {
  const { x, y } = toyData();
  const callback = new TerminateOnNaN();
  const { history } = await fit(compiledModel(), x, y, { epochs: 3, callbacks: callback });
  expect(history.loss.length).toBe(3);
  expect(callback.stoppedAt).toBeUndefined();
});
