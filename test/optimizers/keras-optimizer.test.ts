import type * as TF from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { fit } from '../../lib/fit.ts';
import { categoricalCrossentropy } from '../../lib/loss.ts';
import { createOptimizer, type OptimizerName, optimizerNames } from '../../lib/optimizers/create-optimizer.ts';
import { tf } from '../../lib/tf.ts';
import { toyData, toyModel } from './toy.ts';

const decay = 0.01;
const OPTIONS = {
  sgd: { momentum: 0.9, decay },
  rmsprop: { decay },
  adagrad: { decay },
  adam: {},
  adamw: { decay, weightDecay: 0.1 },
};
const SLOTS = { sgd: ['momentum'], rmsprop: ['rms'], adagrad: ['accumulator'], adam: ['m', 'v'], adamw: ['m', 'v'] };

function compiled(name: OptimizerName) {
  const model = toyModel();
  const optimizer = createOptimizer(name, OPTIONS[name]);
  model.compile({ optimizer, loss: categoricalCrossentropy, metrics: ['accuracy'] });
  return { model, optimizer };
}

test.each(
  optimizerNames,
)('%s: getWeights lists the updates and the slots, in the order of the weights', async (name) => {
  const { model, optimizer } = compiled(name);
  const { x, y } = toyData();
  await fit(model, x, y, { epochs: 2, shuffle: false });
  const weights = await optimizer.getWeights();
  const names = model.trainableWeights.map((weight) => weight.name);
  const expected = SLOTS[name].flatMap((kind) => names.map((weight) => `${weight}/${kind}`));
  expect(weights.map((weight) => weight.name)).toEqual(['iter', ...expected]);
  expect(weights[0].tensor.dataSync()[0]).toBe(4);
  tf.dispose([x, y, weights[0].tensor]);
  model.dispose();
  optimizer.dispose();
});

test.each(optimizerNames)('%s: setWeights in another optimizer goes on where the first one was', async (name) => {
  const { x, y } = toyData();
  const whole = compiled(name);
  const { history } = await fit(whole.model, x, y, { epochs: 4, shuffle: false });

  const first = compiled(name);
  await fit(first.model, x, y, { epochs: 2, shuffle: false });
  const second = compiled(name);
  second.model.setWeights(first.model.getWeights());
  await second.optimizer.setWeights(await first.optimizer.getWeights());
  const resumed = await fit(second.model, x, y, { epochs: 4, initialEpoch: 2, shuffle: false });
  expect(resumed.history.loss).toEqual(history.loss.slice(2));
  expect(second.optimizer.iterations).toBe(8);
});

test.each(optimizerNames)('%s: training leaves no tensors but the slots, and dispose frees these', async (name) => {
  const { model, optimizer } = compiled(name);
  const { x, y } = toyData();
  const before = tf.memory().numTensors;
  await fit(model, x, y, { epochs: 2, validationData: [x, y] });
  expect(tf.memory().numTensors - before).toBe(4 * SLOTS[name].length);
  await fit(model, x, y, { epochs: 1, validationSplit: 0.25 });
  expect(tf.memory().numTensors - before).toBe(4 * SLOTS[name].length);
  optimizer.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test.each(optimizerNames)('%s: fromConfig makes the same optimizer from getConfig', (name) => {
  const optimizer = createOptimizer(name, OPTIONS[name]);
  const kind = optimizer.constructor as unknown as {
    fromConfig: (cls: unknown, config: unknown) => typeof optimizer;
  };
  const copy = kind.fromConfig(kind, optimizer.getConfig());
  expect(copy.getConfig()).toEqual(optimizer.getConfig());
  expect(copy.getClassName()).toBe(optimizer.getClassName());
});

test('a second model with the same optimizer gets slots of its own, and the count of updates goes on', async () => {
  const { model, optimizer } = compiled('sgd');
  const { x, y } = toyData();
  await fit(model, x, y);
  const other = toyModel();
  other.compile({ optimizer, loss: categoricalCrossentropy });
  await fit(other, x, y);
  const weights = await optimizer.getWeights();
  expect(weights.length).toBe(1 + 8);
  expect(optimizer.iterations).toBe(4);
});

test('a weight without a gradient stays as it is', () => {
  const weight = tf.variable(tf.scalar(1));
  const optimizer = createOptimizer('adam');
  optimizer.applyGradients([{ name: weight.name, tensor: null as never }]);
  expect(weight.dataSync()[0]).toBe(1);
  expect(optimizer.iterations).toBe(1);
});

test('setWeights refuses the state of another kind and of other shapes', async () => {
  const iter = { name: 'iter', tensor: tf.scalar(1, 'int32') };
  const wrongKind = createOptimizer('adam').setWeights([iter, { name: 'w/rms', tensor: tf.zeros([2]) }]);
  await expect(wrongKind).rejects.toThrow("adam: a stored weight must be named .../m or .../v, got 'w/rms'");
  const optimizer = createOptimizer('rmsprop');
  await optimizer.setWeights([iter, { name: 'w/rms', tensor: tf.zeros([2]) }]);
  const weight = tf.variable(tf.zeros([3]));
  const step = () => optimizer.applyGradients({ [weight.name]: tf.zeros([3]) });
  expect(step).toThrow("rmsprop: the stored w/rms must be of shape [3], got '[2]'");
});

test.each(
  optimizerNames,
)('%s: a model saved with its optimizer is loaded with its rate, slots and updates', async (name) => {
  const { x, y } = toyData();
  const model = toyModel();
  model.compile({ optimizer: createOptimizer(name, OPTIONS[name]), loss: 'meanSquaredError' });
  await fit(model, x, y, { epochs: 2, shuffle: false });
  let saved: TF.io.ModelArtifacts | undefined;
  const keep = async (artifacts: TF.io.ModelArtifacts) => {
    saved = artifacts;
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const } };
  };
  await model.save(tf.io.withSaveHandler(keep), { includeOptimizer: true });
  const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved!));
  expect(loaded.optimizer.getConfig()).toEqual(model.optimizer.getConfig());
  const options = { epochs: 4, initialEpoch: 2, shuffle: false, engine: 'tfjs' as const };
  const [resumed, whole] = [await fit(loaded, x, y, options), await fit(model, x, y, options)];
  expect(resumed.history.loss).toEqual(whole.history.loss);
});
