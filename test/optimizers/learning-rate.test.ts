import type * as TF from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { fit } from '../../lib/fit.ts';
import { categoricalCrossentropy } from '../../lib/loss.ts';
import { createOptimizer } from '../../lib/optimizers/create-optimizer.ts';
import { getEffectiveLearningRate, getLearningRate, setLearningRate } from '../../lib/optimizers/learning-rate.ts';
import { tf } from '../../lib/tf.ts';
import { toyData, toyModel } from './toy.ts';

function modelWith(optimizer: TF.Optimizer): TF.Sequential {
  const model = toyModel();
  model.compile({ optimizer, loss: categoricalCrossentropy });
  return model;
}

const OPTIMIZERS: [string, () => TF.Optimizer][] = [
  ['sgd', () => createOptimizer('sgd', { learningRate: 0.01 })],
  ['rmsprop', () => createOptimizer('rmsprop', { learningRate: 0.01 })],
  ['adagrad', () => createOptimizer('adagrad', { learningRate: 0.01 })],
  ['adam', () => createOptimizer('adam', { learningRate: 0.01 })],
  ['tf.train.sgd', () => tf.train.sgd(0.01)],
  ['tf.train.momentum', () => tf.train.momentum(0.01, 0.9)],
  ['tf.train.rmsprop', () => tf.train.rmsprop(0.01)],
  ['tf.train.adagrad', () => tf.train.adagrad(0.01)],
  ['tf.train.adadelta', () => tf.train.adadelta(0.01)],
  ['tf.train.adam', () => tf.train.adam(0.01)],
  ['tf.train.adamax', () => tf.train.adamax(0.01)],
];

test.each(OPTIMIZERS)('getLearningRate reads what setLearningRate set: %s', (_, make) => {
  const model = modelWith(make());
  expect(getLearningRate(model)).toBe(0.01);
  setLearningRate(model, 0.3);
  expect(getLearningRate(model)).toBe(0.3);
});

test.each(OPTIMIZERS)('setLearningRate(model, 0) freezes the weights from the next update on: %s', async (_, make) => {
  const model = modelWith(make());
  const { x, y } = toyData();
  await fit(model, x, y);
  setLearningRate(model, 0);
  const before = model.getWeights().map((weight) => Array.from(weight.dataSync()));
  await fit(model, x, y, { seed: 1 });
  const after = model.getWeights().map((weight) => Array.from(weight.dataSync()));
  expect(after).toEqual(before);
});

test('getEffectiveLearningRate applies the decay at the present count of updates', async () => {
  const model = modelWith(createOptimizer('sgd', { learningRate: 0.01, decay: 0.5 }));
  expect(getEffectiveLearningRate(model)).toBe(0.01);
  const { x, y } = toyData();
  await fit(model, x, y);
  expect(getLearningRate(model)).toBe(0.01);
  expect(getEffectiveLearningRate(model)).toBe(0.005);
  expect(getEffectiveLearningRate(modelWith(tf.train.rmsprop(0.01, 0.9)))).toBe(0.01);
});

test('getLearningRate and setLearningRate refuse what cannot be', () => {
  expect(() => getLearningRate(toyModel())).toThrow('getLearningRate: the model is not compiled; call model.compile');
  const model = modelWith(createOptimizer('sgd'));
  expect(() => setLearningRate(model, -1)).toThrow('setLearningRate: learningRate must be a number >= 0, got -1');
  expect(() => setLearningRate(model, undefined as never)).toThrow('got undefined');
});
