import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  categoricalCrossentropy,
  createModel,
  createOptimizer,
  fit,
  prepareData,
  ReduceLROnPlateau,
  type RunHistory,
  sgd,
  study,
  type Variants,
} from '../../lib/index.ts';

const variants: Variants = {
  plain: { learningRate: 0.1 },
  nesterov: { learningRate: 0.01, momentum: 0.9, nesterov: true, decay: 0.001 },
  plateau: { learningRate: 0.1, reduceLROnPlateau: { patience: 2, minDelta: 0.01 } },
  adam: { optimizer: 'adam' },
  cosine: { schedule: { name: 'cosineDecay', learningRate: 0.1, decaySteps: 12 } },
  stopped: { learningRate: 0.1, earlyStopping: { patience: 2 } },
};
const options = { seeds: 7, epochs: 12 };

const digestOf = (histories: Record<string, RunHistory[]>) =>
  createHash('sha256').update(JSON.stringify(histories)).digest('hex').slice(0, 16);

test('study gives the same numbers to the bit whatever the number of workers', async () => {
  const [one, two, three] = [
    await study(variants, { ...options, workers: 1 }),
    await study(variants, { ...options, workers: 2 }),
    await study(variants, { ...options, workers: 3 }),
  ];
  expect(two.histories).toEqual(one.histories);
  expect(three.histories).toEqual(one.histories);
});

test('study gives the same numbers on every machine', async () => {
  const { histories } = await study(variants, { ...options, workers: 1 });
  expect(digestOf(histories)).toBe('b31c681b45cb0c54');
});

test('study gives the numbers of fit with the fused engine for the same seed', async () => {
  const { trainX, trainY, testX, testY } = prepareData();
  const adamw = { optimizer: 'adamw', weightDecay: 0.1, beta1: 0.8, beta2: 0.99, epsilon: 0.001 } as const;
  const { histories } = await study({ ...variants, adamw }, { ...options, seeds: [3], workers: 1 });
  const settings = {
    plain: { optimizer: sgd({ learningRate: 0.1 }), callbacks: [] },
    nesterov: { optimizer: sgd({ learningRate: 0.01, momentum: 0.9, nesterov: true, decay: 0.001 }), callbacks: [] },
    plateau: {
      optimizer: sgd({ learningRate: 0.1 }),
      callbacks: [new ReduceLROnPlateau({ patience: 2, minDelta: 0.01 })],
    },
    adam: { optimizer: createOptimizer('adam'), callbacks: [] },
    adamw: {
      optimizer: createOptimizer('adamw', { weightDecay: 0.1, beta1: 0.8, beta2: 0.99, epsilon: 0.001 }),
      callbacks: [],
    },
  };
  for (const [name, { optimizer, callbacks }] of Object.entries(settings)) {
    const model = createModel({ seed: 3 });
    model.compile({ optimizer, loss: categoricalCrossentropy, metrics: ['accuracy'] });
    const { history } = await fit(model, trainX, trainY, {
      ...{ epochs: 12, validationData: [testX, testY], seed: 3, callbacks, engine: 'fused' },
    });
    for (const key of ['loss', 'acc', 'val_loss', 'val_acc'])
      expect((histories as Record<string, RunHistory[]>)[name]![0]![key], name).toEqual(history[key]);
  }
});

test('study keeps the rate of each epoch: after schedules, drops and decay', async () => {
  const { histories } = await study(variants, { ...options, seeds: [1], workers: 1 });
  expect(histories.plain![0]!.lr).toEqual(Array(12).fill(0.1));
  expect(histories.cosine![0]!.lr[6]).toBeCloseTo(0.05, 7);
  expect(histories.nesterov![0]!.lr[0]).toBeCloseTo(0.01 / (1 + 0.001 * 15), 8);
  expect(histories.stopped![0]!.loss.length).toBeLessThanOrEqual(12);
});

test('study reports progress run by run and can be stopped', async () => {
  const seen: number[] = [];
  await study({ plain: {} }, { seeds: 12, epochs: 1, workers: 1, onProgress: (done, total) => seen.push(done, total) });
  expect(seen).toEqual([5, 12, 10, 12, 12, 12]);
  const controller = new AbortController();
  const stopped = study(
    { plain: {} },
    { seeds: 50, workers: 1, signal: controller.signal, onProgress: () => controller.abort() },
  );
  await expect(stopped).rejects.toThrow(/abort/);
});

test.each([
  [{ wrong: { learningRate: -1 } }, {}, "variant 'wrong'"],
  [{ wrong: { lr: 0.1 } }, {}, 'did you mean learningRate?'],
  [{ wrong: { schedule: { name: 'staircase' } } }, {}, "got 'staircase'"],
  [{ wrong: { reduceLROnPlateau: { factor: 2 } } }, {}, 'factor must be'],
  [{ wrong: { optimizer: 'adam', epsilon: 0 } }, {}, 'epsilon must be a number > 0, got 0'],
  [{ wrong: { l2: -1 } }, {}, 'l2 must be a number >= 0, got -1'],
  [{ wrong: { optimizer: 'adam', weightDecay: 0.1 } }, {}, 'unknown option weightDecay'],
  [{ plain: {} }, { seeds: 0 }, 'seeds must be'],
  [{ plain: {} }, { workers: 0 }, 'workers must be an integer >= 1, got 0'],
  [{ plain: {} }, { epochs: 1.5 }, 'epochs must be an integer >= 1, got 1.5'],
])('study refuses %o with %o before any training', async (wrong, wrongOptions, message) => {
  await expect(study(wrong as Variants, wrongOptions)).rejects.toThrow(message);
});

test('study gives back what it kept in a folder, and trains what is new', async () => {
  const keep = mkdtempSync(join(tmpdir(), 'study '));
  const { plain, adam } = variants as Record<'plain' | 'adam', Variants[string]>;
  const settings = { seeds: 3, epochs: 4, workers: 1, keep };
  const first = await study({ plain }, settings);
  expect(readdirSync(keep)).toHaveLength(1);
  const heard: number[] = [];
  const again = await study({ adam, plain }, { ...settings, onProgress: (done) => heard.push(done) });
  expect(again.histories.plain).toEqual(first.histories.plain);
  expect(heard).toEqual([3, 6]);
  expect(again.histories.adam).toEqual((await study({ adam }, { ...settings, keep: '' })).histories.adam);
  expect(readdirSync(keep)).toHaveLength(2);
  // The same setting, written in another way; other seeds; other epochs.
  await study({ plain: { ...plain, optimizer: undefined } as never }, settings);
  expect(readdirSync(keep)).toHaveLength(2);
  await study(
    { plain: { ...plain, learningRate: plain.learningRate ?? 0.01, momentum: undefined } as never },
    settings,
  );
  expect(readdirSync(keep)).toHaveLength(2);
  await study({ plain }, { ...settings, epochs: 5 });
  expect(readdirSync(keep)).toHaveLength(3);
  // More seeds are added to those that are there; fewer are taken from them, in the order asked for.
  const more = await study({ plain }, { ...settings, seeds: 4 });
  expect(more.histories.plain!.slice(0, 3)).toEqual(first.histories.plain);
  const few = await study({ plain }, { ...settings, seeds: [4, 2], onProgress: (done) => heard.push(-done) });
  expect(heard).toEqual([3, 6, -2]);
  expect(few.histories.plain).toEqual([more.histories.plain![3], more.histories.plain![1]]);
  expect(readdirSync(keep)).toHaveLength(3);
  rmSync(keep, { recursive: true });
});

test('what a study has trained when it is stopped is kept, and only the rest is trained later', async () => {
  const keep = mkdtempSync(join(tmpdir(), 'study '));
  const settings = { seeds: 12, epochs: 2, workers: 1, keep };
  const { plain, adam } = variants as Record<'plain' | 'adam', Variants[string]>;
  const controller = new AbortController();
  const abort = (done: number) => done >= 10 && controller.abort();
  await expect(study({ plain, adam }, { ...settings, signal: controller.signal, onProgress: abort })).rejects.toThrow(
    /abort/,
  );
  const heard: number[] = [];
  const later = await study({ plain, adam }, { ...settings, onProgress: (done) => heard.push(done) });
  expect(heard[0]).toBe(10);
  expect(heard[heard.length - 1]).toBe(24);
  expect(later.histories).toEqual((await study({ plain, adam }, { ...settings, keep: '' })).histories);
  rmSync(keep, { recursive: true });
});
