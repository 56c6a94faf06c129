import { expect, test } from 'vitest';
import { categoricalCrossentropy } from '../lib/loss.ts';
import { tf } from '../lib/tf.ts';

test('categoricalCrossentropy(yTrue, yPred) is -log of the probability of the true class', () => {
  const yTrue = tf.tensor2d([
    [1, 0, 0],
    [0, 0, 1],
  ]);
  const yPred = tf.tensor2d([
    [0.5, 0.25, 0.25],
    [0.125, 0.75, 0.125],
  ]);
  const loss = categoricalCrossentropy(yTrue, yPred);
  expect(loss.shape).toEqual([2]);
  const [first, second] = loss.dataSync();
  expect(first).toBeCloseTo(Math.log(2), 6);
  expect(second).toBeCloseTo(Math.log(8), 6);
});

test('categoricalCrossentropy weighs all classes where the targets are probabilities, and takes integers', () => {
  const yPred = tf.tensor2d([[0.5, 0.5]]);
  expect(categoricalCrossentropy(tf.tensor2d([[0.25, 0.75]]), yPred).dataSync()[0]).toBeCloseTo(Math.log(2), 6);
  expect(categoricalCrossentropy(tf.tensor2d([[0, 1]], [1, 2], 'int32'), yPred).dataSync()[0]).toBeCloseTo(
    Math.log(2),
    6,
  );
});

test('categoricalCrossentropy is not clipped at 1e-7, and finite at 0', () => {
  const yTrue = tf.tensor2d([
    [1, 0],
    [1, 0],
  ]);
  const yPred = tf.tensor2d([
    [1e-20, 1],
    [0, 1],
  ]);
  const [small, zero] = categoricalCrossentropy(yTrue, yPred).dataSync();
  expect(small).toBeCloseTo(20 * Math.log(10), 3);
  expect(zero).toBeCloseTo(87.3365, 3);
});

test('categoricalCrossentropy through a softmax has the gradient p - y, also where the sample is badly wrong', () => {
  const yTrue = tf.tensor2d([[1, 0, 0]]);
  const loss = (logits: ReturnType<typeof tf.tensor2d>) => tf.sum(categoricalCrossentropy(yTrue, tf.softmax(logits)));
  const gradient = tf
    .grad(loss as never)(tf.tensor2d([[-30, 0, 1]]))
    .dataSync();
  expect(gradient[0]).toBeCloseTo(-1, 5);
  expect(gradient[1]).toBeCloseTo(1 / (1 + Math.E), 5);
  expect(gradient[2]).toBeCloseTo(Math.E / (1 + Math.E), 5);
});

test('categoricalCrossentropy leaves no tensors but its result', () => {
  const [yTrue, yPred] = [tf.tensor2d([[1, 0]]), tf.tensor2d([[0.5, 0.5]])];
  const before = tf.memory().numTensors;
  categoricalCrossentropy(yTrue, yPred).dispose();
  expect(tf.memory().numTensors).toBe(before);
});
