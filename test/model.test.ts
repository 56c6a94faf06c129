import { expect, test } from 'vitest';
import { type CreateModelOptions, createModel } from '../lib/model.ts';
import { tf } from '../lib/tf.ts';

/** All weights of a model, as numbers. */
const weightsOf = (options: CreateModelOptions) =>
  createModel(options)
    .getWeights()
    .map((weight) => weight.dataSync());
const shapesOf = (options: CreateModelOptions) =>
  createModel(options)
    .getWeights()
    .map(({ shape }) => shape);
const activationsOf = (options: CreateModelOptions) =>
  createModel(options).layers.map((layer) => layer.getConfig().activation);

test('createModel() has 2 inputs, 50 hidden units with ReLU, and a softmax over 3 classes', () => {
  const model = createModel({ seed: 1 });
  expect(shapesOf({ seed: 1 })).toEqual([[2, 50], [50], [50, 3], [3]]);
  expect(activationsOf({ seed: 1 })).toEqual(['relu', 'softmax']);
  expect(model.countParams()).toBe(303);
});

test('createModel(options) gives probabilities that sum to 1', () => {
  const model = createModel({ inputs: 4, classes: 5, seed: 1 });
  const output = model.predict(tf.ones([7, 4])) as ReturnType<typeof tf.ones>;
  expect(output.shape).toEqual([7, 5]);
  for (const sum of output.sum(1).dataSync()) expect(sum).toBeCloseTo(1, 5);
});

test('createModel({ hiddenUnits }) has a layer for each number, or none', () => {
  expect(shapesOf({ inputs: 3, hiddenUnits: [8, 4], classes: 2 })).toEqual([[3, 8], [8], [8, 4], [4], [4, 2], [2]]);
  expect(shapesOf({ hiddenUnits: [] })).toEqual([[2, 3], [3]]);
});

test('createModel({ activation }) is that of the hidden layers', () => {
  expect(activationsOf({ hiddenUnits: [5, 5], activation: 'tanh' })).toEqual(['tanh', 'tanh', 'softmax']);
});

test('createModel({ seed }) starts with the same bits in every call', () => {
  expect(weightsOf({ seed: 1 })).toEqual(weightsOf({ seed: 1 }));
  expect(weightsOf({ seed: 0 })).toEqual(weightsOf({ seed: 0 }));
});

test('createModel({ seed }) starts elsewhere with another seed', () => {
  expect(weightsOf({ seed: 1 })[0]).not.toEqual(weightsOf({ seed: 2 })[0]);
  expect(weightsOf({ seed: 1 })[2]).not.toEqual(weightsOf({ seed: 2 })[2]);
});

test('createModel() without seed starts elsewhere each time', () => {
  expect(weightsOf({})[0]).not.toEqual(weightsOf({})[0]);
});

test('createModel(options) starts within the bounds of heUniform and glorotUniform, biases at 0', () => {
  const [kernel, bias, lastKernel, lastBias] = weightsOf({ inputs: 6, hiddenUnits: 300, seed: 1 });
  const largest = (weights: ArrayLike<number>) => Math.max(...Array.from(weights, Math.abs));
  const [he, glorot] = [Math.sqrt(6 / 6), Math.sqrt(6 / (300 + 3))];
  expect(largest(kernel!)).toBeLessThanOrEqual(Math.fround(he));
  expect(largest(kernel!)).toBeGreaterThan(0.98 * he);
  expect(largest(lastKernel!)).toBeLessThanOrEqual(Math.fround(glorot));
  expect(largest(lastKernel!)).toBeGreaterThan(0.98 * glorot);
  expect([...bias!, ...lastBias!].every((value) => value === 0)).toBe(true);
});

test('createModel({ kernelInitializer }) is that of the hidden layers, the last one keeps glorotUniform', () => {
  const config = (index: number) => createModel({ kernelInitializer: 'glorotUniform' }).layers[index]!.getConfig();
  const distribution = { mode: 'fanAvg', distribution: 'uniform' };
  expect(config(0).kernelInitializer).toMatchObject({ config: distribution });
  expect(config(1).kernelInitializer).toMatchObject({ config: distribution });
  const kernel = weightsOf({ kernelInitializer: 'glorotUniform', seed: 1 })[0]!;
  expect(Math.max(...kernel)).toBeLessThanOrEqual(Math.sqrt(6 / 52));
});

test('createModel(options) leaves no tensors behind but its weights', () => {
  createModel().dispose();
  const before = tf.memory().numTensors;
  createModel({ seed: 1 }).dispose();
  expect(tf.memory().numTensors).toBe(before);
});

const bad: [options: object, message: string][] = [
  [{ inputs: 0 }, 'createModel: inputs must be an integer >= 1, got 0'],
  [{ hiddenUnits: 2.5 }, 'createModel: hiddenUnits must be an integer >= 1, or a list of these, got 2.5'],
  [{ hiddenUnits: [50, 0] }, 'createModel: hiddenUnits must be an integer >= 1, or a list of these, got an array of 2'],
  [{ seed: Number.NaN }, 'createModel: seed must be a finite number or text, got NaN'],
  [{ seed: null }, 'createModel: seed must be a finite number or text, got null'],
  [{ classes: 1 }, 'createModel: classes must be an integer >= 2, got 1'],
  [{ activation: 'swish' }, "createModel: activation must be one of relu, tanh, sigmoid, elu, linear, got 'swish'"],
  [
    { kernelInitializer: 'he_uniform' },
    "createModel: kernelInitializer must be heUniform or glorotUniform, got 'he_uniform'",
  ],
  [{ hidden_units: 50 }, 'createModel: unknown option hidden_units; did you mean hiddenUnits?'],
];

for (const [options, message] of bad) {
  test(`createModel(${JSON.stringify(options)}) throws`, () => {
    expect(() => createModel(options)).toThrow(message);
  });
}
