import { expect, test } from 'vitest';
import { createTrainer } from '../../lib/engine/index.ts';
import { createOptimizer } from '../../lib/optimizers/create-optimizer.ts';
import { tf } from '../../lib/tf.ts';

const kinds = ['sgd', 'rmsprop', 'adagrad', 'adam'] as const;

/** A linear network of three inputs and two outputs with its data, at given weights. */
function trainerOf(kind: (typeof kinds)[number], penalties: { l2?: number; weightDecay?: number }) {
  const trainer = createTrainer({
    layers: [{ inputs: 3, units: 2, activation: 'linear', useBias: true }],
    loss: 'squaredError',
    optimizer: { kind, learningRate: 0.1, rho: 0.9, beta1: 0.9, beta2: 0.999, ...penalties },
  });
  trainer.setWeights([
    [1, -2, 0.5, 3, -1, 0.25],
    [0.5, -1.5],
  ]);
  const data = trainer.addData({ x: Float32Array.from([1, 2, 3, -1, 0.5, 2]), y: Float32Array.from([1, 0, 0, 1]) });
  return { trainer, data };
}

test.each(kinds)('l2 adds its share of each weight to the gradient that %s sees', (kind) => {
  const l2 = 0.3;
  const { trainer, data } = trainerOf(kind, { l2 });
  const optimizer = createOptimizer(kind, { learningRate: 0.1 });
  const weights = trainer.getWeights().map((values) => tf.variable(tf.tensor1d(values)));
  for (let update = 0; update < 5; update++) {
    const gradients = trainer.gradient(data).map((gradient, i) => {
      const values = weights[i]!.dataSync();
      return { name: weights[i]!.name, tensor: tf.tensor1d(gradient.map((g, j) => g + l2 * values[j]!)) };
    });
    optimizer.applyGradients(gradients);
    trainer.trainEpoch(data);
    trainer.getWeights().forEach((values, i) => {
      const expected = weights[i]!.dataSync();
      values.forEach((value, j) => void expect(value).toBeCloseTo(expected[j]!, 5));
    });
  }
  trainer.dispose();
});

test.each(kinds)('weightDecay takes the rate times its share from each weight before %s steps', (kind) => {
  const plain = trainerOf(kind, {});
  const decayed = trainerOf(kind, { weightDecay: 0.5 });
  const before = plain.trainer.getWeights();
  for (const { trainer, data } of [plain, decayed]) trainer.trainEpoch(data);
  const without = plain.trainer.getWeights();
  decayed.trainer.getWeights().forEach((values, i) => {
    values.forEach((value, j) => void expect(value).toBeCloseTo(without[i]![j]! - 0.1 * 0.5 * before[i]![j]!, 5));
  });
  for (const { trainer } of [plain, decayed]) trainer.dispose();
});
