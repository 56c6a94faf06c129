import type * as TF from '@tensorflow/tfjs';
import { expect, test, vi } from 'vitest';
import { LearningRateMonitor } from '../lib/callbacks/learning-rate-monitor.ts';
import { fit } from '../lib/fit.ts';
import { interruption } from '../lib/interruption.ts';
import { tf } from '../lib/tf.ts';
import { compiledModel } from './callbacks/drive.ts';
import { toyData, toyModel } from './optimizers/toy.ts';

const weightsOf = (model: TF.LayersModel) => model.getWeights().map((weight) => Array.from(weight.dataSync()));

test('fit(model, x, y, options) returns the History of model.fit, of numbers alone', async () => {
  const { x, y } = toyData();
  const options = { epochs: 3, batchSize: 8, shuffle: false, validationData: [x, y] as [TF.Tensor, TF.Tensor] };
  const theirs = await compiledModel().fit(x, y, { ...options, verbose: 0 });
  const ours = await fit(compiledModel(), x, y, { ...options, engine: 'tfjs' });
  expect(ours.history).toEqual(theirs.history);
  expect(ours.epoch).toEqual([0, 1, 2]);
  expect(Object.keys(ours.history).sort()).toEqual(['acc', 'loss', 'val_acc', 'val_loss']);
});

test('fit has the defaults of model.fit: one epoch, batches of 32', async () => {
  const { x, y } = toyData(70);
  const batches: number[] = [];
  const { history } = await fit(compiledModel(), x, y, {
    callbacks: { onBatchEnd: (batch) => void batches.push(batch) },
  });
  expect(history.loss.length).toBe(1);
  expect(batches).toEqual([0, 1, 2]);
});

test('fit with a seed repeats itself, and with another seed it does not', async () => {
  const { x, y } = toyData();
  const train = async (seed: number) => {
    const model = compiledModel();
    const { history } = await fit(model, x, y, { epochs: 3, batchSize: 8, seed });
    return { history, weights: weightsOf(model) };
  };
  const [a, b, c] = [await train(1), await train(1), await train(2)];
  expect(a).toEqual(b);
  expect(a.weights).not.toEqual(c.weights);
});

test('fit with a seed repeats itself also where several fits run at the same time', async () => {
  const { x, y } = toyData();
  const train = async (seed: number) => {
    const { history } = await fit(compiledModel(), x, y, { epochs: 4, batchSize: 8, seed });
    return history.loss;
  };
  const alone = [await train(1), await train(2), await train(3)];
  expect(await Promise.all([train(1), train(2), train(3)])).toEqual(alone);
});

test('fit with a seed leaves Math.random to everybody else', async () => {
  const { x, y } = toyData();
  const original = Math.random;
  const seen: boolean[] = [];
  const look = () => void seen.push(Math.random === original);
  const callbacks = { onEpochBegin: look, onBatchBegin: look, onBatchEnd: look, onEpochEnd: look };
  await fit(compiledModel(), x, y, { epochs: 2, seed: 1, callbacks });
  expect(seen.every(Boolean)).toBe(true);
  expect(Math.random).toBe(original);
});

test('fit calls callbacks of all kinds in their order, each on its own object, with numbers in the logs', async () => {
  const calls: string[] = [];
  class Noting extends tf.Callback {
    override async onEpochEnd(epoch: number, logs?: Record<string, unknown>) {
      calls.push(`class ${epoch} ${typeof logs?.loss}`);
    }
  }
  const plain = {
    name: 'plain',
    onTrainBegin() {
      calls.push(`${this.name} begins`);
    },
    async onEpochEnd(epoch: number, logs?: TF.Logs) {
      calls.push(`${this.name} ${epoch} ${typeof logs?.val_acc}`);
    },
    onTrainEnd() {
      calls.push(`${this.name} ends`);
    },
  };
  const { x, y } = toyData();
  const callbacks = [new Noting(), plain, new LearningRateMonitor(), tf.callbacks.earlyStopping({ patience: 9 })];
  await fit(compiledModel(), x, y, { epochs: 2, validationData: [x, y], callbacks });
  const both = (epoch: number) => [`class ${epoch} number`, `plain ${epoch} number`];
  expect(calls).toEqual(['plain begins', ...both(0), ...both(1), 'plain ends']);
});

test('fit lets callbacks put numbers into the History and stop the training', async () => {
  const { x, y } = toyData();
  const model = compiledModel();
  const onEpochEnd = (epoch: number, logs?: TF.Logs) => {
    logs!.extra = 10 * epoch;
    if (epoch === 1) model.stopTraining = true;
  };
  const { history } = await fit(model, x, y, { epochs: 5, callbacks: [{ onEpochEnd }] });
  expect(history.extra).toEqual([0, 10]);
});

test.each([
  'onTrainBegin',
  'onEpochBegin',
  'onBatchBegin',
  'onBatchEnd',
  'onEpochEnd',
  'onTrainEnd',
] as const)('fit throws what a callback throws and leaves no tensors behind: %s', async (hook) => {
  const { x, y } = toyData();
  const model = compiledModel();
  const before = tf.memory().numTensors;
  let calls = 0;
  const fail = () => {
    calls++;
    throw new Error('from the callback');
  };
  const options = { epochs: 3, batchSize: 8, seed: 1, validationData: [x, y] as [TF.Tensor, TF.Tensor] };
  const original = Math.random;
  await expect(fit(model, x, y, { ...options, callbacks: { [hook]: fail } })).rejects.toThrow('from the callback');
  expect(calls).toBe(1);
  expect(tf.memory().numTensors).toBe(before);
  expect(Math.random).toBe(original);
  expect((await fit(model, x, y, options)).history.loss.length).toBe(3);
});

test('fit stops when the user interrupts, and says after which epoch', async () => {
  const { x, y } = toyData();
  const model = compiledModel();
  const before = tf.memory().numTensors;
  const onBatchEnd = (batch: number) => void (batch === 1 && (epochs === 2 ? interruption.count++ : 0));
  let epochs = 0;
  const callbacks = { onBatchEnd, onEpochEnd: () => void epochs++ };
  const interrupted = fit(model, x, y, { epochs: 9, batchSize: 8, callbacks });
  await expect(interrupted).rejects.toThrow('fit: interrupted after epoch 2 of 9');
  expect(tf.memory().numTensors).toBe(before);
  expect((await fit(model, x, y)).history.loss.length).toBe(1);
});

test('fit lets other work run while it trains', async () => {
  const { x, y } = toyData(400);
  let ticks = 0;
  const timer = setInterval(() => ticks++, 1);
  await fit(compiledModel(), x, y, { epochs: 300, batchSize: 4, yieldEvery: 1 });
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(0);
});

test('fit calls onYield with the epoch, the batch and numbers', async () => {
  const { x, y } = toyData();
  const onYield = vi.fn();
  await fit(compiledModel(), x, y, { epochs: 2, batchSize: 20, yieldEvery: 'batch', callbacks: { onYield } });
  expect(onYield.mock.calls.map(([epoch, batch]) => [epoch, batch])).toEqual([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  expect(typeof onYield.mock.calls[0][2].loss).toBe('number');
});

test('fit takes a validation split, class weights and an initial epoch', async () => {
  const { x, y } = toyData();
  const epochs: number[] = [];
  const onEpochBegin = (epoch: number) => void epochs.push(epoch);
  const options = { epochs: 4, initialEpoch: 2, validationSplit: 0.25, classWeight: { 0: 1, 1: 2, 2: 0.5 }, seed: 1 };
  const { history } = await fit(compiledModel(), x, y, { ...options, callbacks: { onEpochBegin } });
  expect(epochs).toEqual([2, 3]);
  expect(history.val_loss!.length).toBe(2);
});

test('fit trains models with several inputs, by list and by name', async () => {
  const [a, b] = [tf.input({ shape: [2], name: 'left' }), tf.input({ shape: [1], name: 'right' })];
  const joined = tf.layers.concatenate().apply([a, b]) as TF.SymbolicTensor;
  const output = tf.layers.dense({ units: 1 }).apply(joined) as TF.SymbolicTensor;
  const model = tf.model({ inputs: [a, b], outputs: output });
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  const [left, right, y] = [tf.ones([6, 2]), tf.ones([6]), tf.ones([6])];
  expect((await fit(model, [left, right], y)).history.loss.length).toBe(1);
  expect((await fit(model, { left, right }, y)).history.loss.length).toBe(1);
  await expect(fit(model, left, y)).rejects.toThrow('fit: x must be 2 tensors, one for each of left, right');
  await expect(fit(model, { left } as never, y)).rejects.toThrow('fit: x.right must be a tensor, got undefined');
});

test('fit takes sparse targets where the loss does', async () => {
  const model = toyModel();
  model.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy' });
  const { x } = toyData();
  const y = tf.tensor1d(Array.from({ length: 40 }, (_, i) => i % 3));
  expect((await fit(model, x, y)).history.loss.length).toBe(1);
});

test('fit refuses a model that is not compiled, and what is no model', async () => {
  const { x, y } = toyData();
  await expect(fit(toyModel(), x, y)).rejects.toThrow(
    'fit: the model is not compiled; call model.compile({ optimizer, loss, metrics }) first',
  );
  await expect(fit(x as never, x, y)).rejects.toThrow(
    'fit: model must be a model of TensorFlow.js layers, got an object',
  );
});

test.each([
  [{ epochs: 0 }, 'fit: epochs must be an integer >= 1, got 0'],
  [{ epochs: 2.5 }, 'fit: epochs must be an integer >= 1, got 2.5'],
  [{ batchSize: '32' }, "fit: batchSize must be an integer >= 1, got '32'"],
  [{ batch_size: 32 }, 'fit: unknown option batch_size; did you mean batchSize?'],
  [{ validation_data: [] }, 'fit: unknown option validation_data; did you mean validationData?'],
  [{ learningRate: 1 }, 'fit: unknown option learningRate; the options are epochs, batchSize'],
  [{ epochs: 3, initialEpoch: 3 }, 'fit: initialEpoch must be < epochs, got 3 and 3'],
  [{ validationSplit: 1 }, 'fit: validationSplit must be a number from 0 to below 1, got 1'],
  [{ validationSplit: 0.99 }, 'fit: validationSplit 0.99 of 40 samples leaves 0 to train and 40 to validate'],
  [{ validationData: [1] }, 'fit: validationData must be a pair [x, y], got an array of 1'],
  [{ shuffle: 'batch' }, "fit: shuffle must be true or false, got 'batch'"],
  [{ seed: Number.NaN }, 'fit: seed must be a number or a string, got NaN'],
  [{ engine: 'gpu' }, "fit: engine must be 'auto', 'fused' or 'tfjs', got 'gpu'"],
  [{ sampleWeight: 1 }, 'fit: sampleWeight is not supported by TensorFlow.js; use classWeight'],
  [{ yieldEvery: 'now' }, "fit: yieldEvery must be 'auto', 'batch', 'epoch', 'never' or milliseconds, got 'now'"],
  [{ yieldEvery: 'never', callbacks: { onYield: () => {} } }, "fit: yieldEvery is 'never', but a callback has onYield"],
  [{ callbacks: [LearningRateMonitor] }, 'put an object in: new LearningRateMonitor(...)'],
  [{ callbacks: [{}] }, 'fit: callbacks[0] must be a callback or have one of onTrainBegin'],
  [{ callbacks: [{ onEpochEnd: 1 }] }, 'fit: callbacks[0].onEpochEnd must be a function, got 1'],
])('fit(model, x, y, %o) throws before training', async (options, message) => {
  const { x, y } = toyData();
  const model = compiledModel();
  const before = weightsOf(model);
  await expect(fit(model, x, y, options as never)).rejects.toThrow(message);
  expect(weightsOf(model)).toEqual(before);
});

test('fit refuses data that do not fit the model, saying which and how', async () => {
  const { x, y } = toyData();
  const model = compiledModel();
  const bad = (someX: unknown, someY: unknown, options = {}) => fit(model, someX as never, someY as never, options);
  await expect(bad(tf.zeros([40, 3]), y)).rejects.toThrow("fit: x must be of shape [n, 2] for this model, got '40, 3'");
  await expect(bad(x, tf.zeros([40]))).rejects.toThrow("fit: y must be of shape [n, 3] for this model, got '40'");
  await expect(bad(x, tf.zeros([39, 3]))).rejects.toThrow('fit: y must have 40 samples like x, got 39');
  await expect(bad(tf.zeros([0, 2]), tf.zeros([0, 3]))).rejects.toThrow('must have at least 1 sample, got 0');
  await expect(bad([[1, 2]], y)).rejects.toThrow('fit: x must be a tensor, got an array; make one with tf.tensor2d(x)');
  await expect(bad(undefined, y)).rejects.toThrow('fit: x must be a tensor, got undefined');
  const validationData = [x, tf.zeros([40, 2])];
  await expect(bad(x, y, { validationData })).rejects.toThrow('fit: validationData[1] must be of shape [n, 3]');
  const gone = tf.zeros([40, 2]);
  gone.dispose();
  await expect(bad(gone, y)).rejects.toThrow('fit: x has been disposed; make the tensor again');
});
