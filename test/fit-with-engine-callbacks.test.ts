import type * as TF from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { EarlyStopping } from '../lib/callbacks/early-stopping.ts';
import { LearningRateScheduler } from '../lib/callbacks/learning-rate-scheduler.ts';
import { ModelCheckpoint } from '../lib/callbacks/model-checkpoint.ts';
import { type FitOptions, fit } from '../lib/fit.ts';
import { interruption } from '../lib/interruption.ts';
import { categoricalCrossentropy } from '../lib/loss.ts';
import { createOptimizer } from '../lib/optimizers/create-optimizer.ts';
import { setLearningRate } from '../lib/optimizers/learning-rate.ts';
import { tf } from '../lib/tf.ts';
import { compiledModel } from './callbacks/drive.ts';
import { toyData } from './optimizers/toy.ts';

beforeAll(async () => void (await tf.setBackend('cpu')));

const HOOKS = ['onTrainBegin', 'onEpochBegin', 'onBatchBegin', 'onBatchEnd', 'onEpochEnd', 'onTrainEnd'] as const;
const ENGINES = ['fused', 'tfjs'] as const;

// With Adam the first updates of all biases are of the same size, and accuracies would depend on ties.
const momentum = () => createOptimizer('sgd', { learningRate: 0.05, momentum: 0.9 });
const numbers = (model: TF.LayersModel) => model.getWeights().flatMap((weight) => Array.from(weight.dataSync()));

/** The same fit with both engines; `watch` gets the model and returns the callbacks. Gives what both noted and ended with. */
async function withBoth(watch: (model: TF.Sequential, notes: number[][]) => FitOptions['callbacks']) {
  const { x, y } = toyData();
  const outcomes = [];
  for (const engine of ENGINES) {
    const model = compiledModel(momentum());
    const notes: number[][] = [];
    const callbacks = watch(model, notes);
    const options: FitOptions = { epochs: 3, batchSize: 16, seed: 1, validationData: [x, y], callbacks, engine };
    const { history } = await fit(model, x, y, options);
    const state = (await model.optimizer.getWeights()).map(({ tensor }) => Array.from(tensor.dataSync()));
    outcomes.push([...notes, ...Object.values(history), numbers(model), ...state] as number[][]);
  }
  return outcomes;
}

function expectSame([ours, theirs]: number[][][]): void {
  expect(ours.map((list) => list.length)).toEqual(theirs.map((list) => list.length));
  ours.forEach((list, i) => {
    for (const [j, value] of list.entries()) expect(Math.abs(value - theirs[i][j])).toBeLessThan(1e-4);
  });
}

test.each(HOOKS)('with the fused engine %s sees the weights of now', async (hook) => {
  const both = await withBoth((model, notes) => ({ [hook]: () => void notes.push(numbers(model)) }));
  expect(both[0].length).toBeGreaterThan(5);
  expectSame(both);
});

test.each(HOOKS)('with the fused engine %s can set weights', async (hook) => {
  const halve = (model: TF.LayersModel) =>
    tf.tidy(() => model.setWeights(model.getWeights().map((w) => tf.mul(w, 0.5))));
  expectSame(await withBoth((model) => ({ [hook]: () => halve(model) })));
});

test.each(HOOKS)('with the fused engine %s can set one weight with assign', async (hook) => {
  const zero = (model: TF.LayersModel) => {
    const bias = model.getWeights()[1] as TF.Variable;
    tf.tidy(() => bias.assign(tf.onesLike(bias)));
  };
  expectSame(await withBoth((model) => ({ [hook]: () => zero(model) })));
});

test.each(HOOKS)('with the fused engine %s can set the learning rate', async (hook) => {
  expectSame(
    await withBoth((model) => {
      let calls = 0;
      return { [hook]: () => setLearningRate(model, 0.001 * (1 + (calls++ % 7))) };
    }),
  );
});

test.each(HOOKS)('with the fused engine %s can use the model', async (hook) => {
  const { x, y } = toyData(7);
  const use = async (model: TF.Sequential, notes: number[][]) => {
    const predicted = model.predict(x) as TF.Tensor;
    const [loss] = model.evaluate(x, y) as TF.Scalar[];
    notes.push(Array.from(await predicted.data()), Array.from(await loss.data()));
  };
  expectSame(await withBoth((model, notes) => ({ [hook]: () => use(model, notes) })));
});

test('with the fused engine hooks see the state of the optimizer', async () => {
  const look = async (model: TF.LayersModel, notes: number[][]) => {
    notes.push([model.optimizer.iterations]);
    for (const { tensor } of await model.optimizer.getWeights()) notes.push(Array.from(tensor.dataSync()));
  };
  expectSame(await withBoth((model, notes) => ({ onEpochEnd: () => look(model, notes) })));
  expectSame(await withBoth((model, notes) => ({ onBatchEnd: () => look(model, notes) })));
});

test('with the fused engine a schedule can look at the weights', async () => {
  const schedule = (model: TF.LayersModel, notes: number[][]) => (_: number, rate: number) => {
    notes.push(numbers(model));
    return rate / 2;
  };
  expectSame(await withBoth((model, notes) => [new LearningRateScheduler(schedule(model, notes))]));
});

test('with the fused engine hooks see the logs of model.fit', async () => {
  const both = await withBoth((_, notes) => {
    const note = (_index: number, logs?: TF.Logs) => void notes.push(Object.values(logs!).slice(0, 4));
    return { onBatchEnd: note, onEpochEnd: note };
  });
  expectSame(both);
});

test('with the fused engine the best weights are restored and kept as with model.fit', async () => {
  expectSame(
    await withBoth((_, notes) => {
      const checkpoint = new ModelCheckpoint({ monitor: 'val_loss', mode: 'max' });
      const stopping = new EarlyStopping({ monitor: 'val_loss', mode: 'max', patience: 1, restoreBestWeights: true });
      const note = () => void notes.push(...checkpoint.bestWeights!.map(({ values }) => Array.from(values)));
      return [checkpoint, stopping, { onTrainEnd: note }];
    }),
  );
});

test.each([
  'onBatchBegin',
  'onBatchEnd',
  'onEpochBegin',
  'onEpochEnd',
] as const)('with the fused engine %s can stop the training', async (hook) => {
  expectSame(
    await withBoth((model, notes) => ({
      [hook]: (index: number) => {
        notes.push([index]);
        if (index === 1) model.stopTraining = true;
      },
    })),
  );
});

test('with the fused engine the count of tensors grows by the slots of the optimizer alone', async () => {
  const { x, y } = toyData();
  for (const optimizer of [
    createOptimizer('sgd'),
    createOptimizer('adam'),
    tf.train.adam(),
    tf.train.momentum(0.1, 0.9),
  ]) {
    const counts = [];
    for (const engine of ENGINES) {
      const model = compiledModel(engine === 'fused' ? optimizer : makeAgain(optimizer));
      const before = tf.memory().numTensors;
      const onEpochEnd = () => void numbers(model);
      await fit(model, x, y, { epochs: 2, validationSplit: 0.2, callbacks: { onEpochEnd }, engine });
      counts.push(tf.memory().numTensors - before);
      await fit(model, x, y, { epochs: 2, engine });
      counts.push(tf.memory().numTensors - before);
    }
    expect(counts.slice(0, 2), optimizer.getClassName()).toEqual(counts.slice(2));
  }
});

function makeAgain(optimizer: TF.Optimizer): TF.Optimizer {
  const type = optimizer.constructor as unknown as { fromConfig(type: unknown, config: object): TF.Optimizer };
  return type.fromConfig(type, optimizer.getConfig());
}

test('with the fused engine other work runs in between, and sees the weights of now', async () => {
  const { x, y } = toyData(2000);
  const model = compiledModel();
  const seen = new Set<number>();
  const timer = setInterval(() => seen.add(numbers(model)[0]), 1);
  await fit(model, x, y, { epochs: 600, batchSize: 4, yieldEvery: 1, engine: 'fused' });
  clearInterval(timer);
  expect(seen.size).toBeGreaterThan(1);
});

test('with the fused engine an interruption stops the training', async () => {
  const { x, y } = toyData();
  setTimeout(() => interruption.count++, 20);
  const training = fit(compiledModel(), x, y, { epochs: 1_000_000, engine: 'fused' });
  await expect(training).rejects.toThrow(/fit: interrupted after epoch \d+ of 1000000/);
});

test('a model can be trained on by model.fit after the fused engine', async () => {
  const { x, y } = toyData();
  const outcomes = [];
  for (const engine of ENGINES) {
    const model = compiledModel(tf.train.adam(0.01));
    await fit(model, x, y, { epochs: 3, shuffle: false, engine });
    const { history } = await model.fit(x, y, { epochs: 2, shuffle: false, verbose: 0 });
    outcomes.push([history.loss as number[], numbers(model)]);
  }
  expectSame(outcomes);
});

const dense = (options: object = {}) => tf.layers.dense({ units: 3, ...options });

test.each([
  [
    'a dropout layer',
    () => [dense({ inputShape: [2] }), tf.layers.dropout({ rate: 0.5 }), dense({ activation: 'softmax' })],
  ],
  ['a regularizer', () => [dense({ inputShape: [2], kernelRegularizer: 'l1l2', activation: 'softmax' })]],
  ['a constraint', () => [dense({ inputShape: [2], kernelConstraint: 'nonNeg', activation: 'softmax' })]],
  ['another activation', () => [dense({ inputShape: [2], activation: 'selu' }), dense({ activation: 'softmax' })]],
  ['a frozen layer', () => [dense({ inputShape: [2], trainable: false }), dense({ activation: 'softmax' })]],
])('fit leaves a model with %s to model.fit, and with engine fused it throws', async (_, layers) => {
  const { x, y } = toyData();
  const model = tf.sequential({ layers: layers() });
  model.compile({ optimizer: 'sgd', loss: categoricalCrossentropy });
  expect((await fit(model, x, y)).history.loss.length).toBe(1);
  await expect(fit(model, x, y, { engine: 'fused' })).rejects.toThrow("fit: engine 'fused' cannot run this: ");
});

test.each([
  ['another loss', { loss: 'meanAbsoluteError' }],
  ['another metric', { metrics: ['mse'] }],
  ['another optimizer', { optimizer: 'adamax' }],
])('fit leaves %s to model.fit, and with engine fused it throws', async (_, options) => {
  const { x, y } = toyData();
  const model = tf.sequential({ layers: [dense({ inputShape: [2], activation: 'softmax' })] });
  model.compile({ optimizer: 'sgd', loss: categoricalCrossentropy, ...options } as never);
  expect((await fit(model, x, y)).history.loss.length).toBe(1);
  await expect(fit(model, x, y, { engine: 'fused' })).rejects.toThrow("fit: engine 'fused' cannot run this: ");
});

test('a fit with hooks for each batch lets other work run within a long batch and a long validation', async () => {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 600, activation: 'relu', inputShape: [600] }),
      tf.layers.dense({ units: 2, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
  const [x, y] = [tf.ones([3000, 600]), tf.oneHot(tf.zeros([3000], 'int32'), 2).toFloat()];
  const at: string[] = [];
  const hooks = { onBatchBegin: async () => void at.push('begin'), onBatchEnd: async () => void at.push('end') };
  const other = setInterval(() => at.push('other'), 0);
  const settings = { batchSize: 3000, yieldEvery: 1, engine: 'fused' } as const;
  await fit(model, x, y, { ...settings, validationData: [x, y] as never, callbacks: hooks });
  clearInterval(other);
  expect(at.slice(at.indexOf('begin'), at.indexOf('end'))).toContain('other');
});
