import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ModelCheckpoint } from '../../lib/callbacks/model-checkpoint.ts';
import { fit } from '../../lib/fit.ts';
import { backend, tf } from '../../lib/tf.ts';
import { toyData } from '../optimizers/toy.ts';
import { compiledModel, drive, valLosses } from './drive.ts';

test('ModelCheckpoint keeps the weights of the best epoch in memory and restores them', async () => {
  const { x, y } = toyData();
  const checkpoint = new ModelCheckpoint();
  const model = compiledModel();
  const before = tf.memory().numTensors;
  const options = { epochs: 4, validationData: [x, y] as [typeof x, typeof y], seed: 1, callbacks: checkpoint };
  const { history } = await fit(model, x, y, options);
  expect(checkpoint.best).toBe(Math.min(...history.val_loss!));
  expect(history.val_loss![checkpoint.bestEpoch]).toBe(checkpoint.best);
  await fit(model, x, y, { epochs: 3 });
  checkpoint.restore();
  const [loss] = model.evaluate(x, y) as ReturnType<typeof tf.scalar>[];
  expect(loss.dataSync()[0]).toBeCloseTo(checkpoint.best, 6);
  expect(checkpoint.savedPaths).toEqual([]);
  expect(tf.memory().numTensors).toBe(before + 2);
});

test('ModelCheckpoint takes only what is better than all before for the best', async () => {
  const checkpoint = new ModelCheckpoint();
  await drive(checkpoint, valLosses(1, 0.5, 0.5, 0.6));
  expect([checkpoint.best, checkpoint.bestEpoch]).toEqual([0.5, 1]);
  const rising = new ModelCheckpoint({ monitor: 'val_acc' });
  await drive(
    rising,
    [0.5, 0.7, 0.7, 0.6].map((acc) => ({ val_acc: acc })),
  );
  expect([rising.best, rising.bestEpoch]).toEqual([0.7, 1]);
});

test('ModelCheckpoint goes on comparing in a second training, as in Keras', async () => {
  const checkpoint = new ModelCheckpoint();
  await drive(checkpoint, valLosses(0.5));
  await drive(checkpoint, valLosses(0.7));
  expect(checkpoint.best).toBe(0.5);
});

test('ModelCheckpoint looks at every period-th epoch alone', async () => {
  const checkpoint = new ModelCheckpoint({ period: 2 });
  await drive(checkpoint, valLosses(0.1, 0.9, 0.2, 0.8));
  expect([checkpoint.best, checkpoint.bestEpoch]).toEqual([0.8, 3]);
});

test.runIf(backend.native)('ModelCheckpoint saves the model where its path says, and it can be loaded', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'checkpoint-'));
  try {
    const all = new ModelCheckpoint({ filepath: join(folder, 'all-{epoch:02d}-{val_loss:.2f}') });
    await drive(all, valLosses(0.5, 0.7));
    expect(all.savedPaths).toEqual([join(folder, 'all-01-0.50'), join(folder, 'all-02-0.70')]);
    const best = new ModelCheckpoint({ filepath: join(folder, 'best-{epoch}'), saveBestOnly: true });
    const { model } = await drive(best, valLosses(0.5, 0.7, 0.4));
    expect(best.savedPaths).toEqual([join(folder, 'best-1'), join(folder, 'best-3')]);
    expect(existsSync(join(folder, 'best-2'))).toBe(false);
    const loaded = await tf.loadLayersModel(`file://${join(folder, 'best-3')}/model.json`);
    expect(loaded.getWeights()[0].dataSync()).toEqual(model.getWeights()[0].dataSync());
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('ModelCheckpoint throws where the monitored number is missing', async () => {
  await expect(drive(new ModelCheckpoint(), [{ loss: 1 }])).rejects.toThrow("ModelCheckpoint: no 'val_loss' among");
});

test('ModelCheckpoint throws before training where nothing can save to its path', async () => {
  const callback = new ModelCheckpoint({ filepath: 'nowhere://model' });
  await expect(drive(callback, valLosses(1))).rejects.toThrow(
    "ModelCheckpoint: nothing here can save to 'nowhere://model'",
  );
});

test('ModelCheckpoint.restore throws where nothing has been kept', () => {
  expect(() => new ModelCheckpoint().restore()).toThrow('ModelCheckpoint: no best weights yet');
});

test('new ModelCheckpoint(options) refuses what cannot be', () => {
  const make = (options: object) => () => new ModelCheckpoint(options);
  expect(make({ period: 0 })).toThrow('ModelCheckpoint: period must be an integer >= 1 (epochs), got 0');
  expect(make({ save_best_only: true })).toThrow('did you mean saveBestOnly?');
  expect(make({ filepath: '' })).toThrow("ModelCheckpoint: filepath must be a path or absent, got ''");
});
