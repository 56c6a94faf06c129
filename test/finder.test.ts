import { expect, test } from 'vitest';
import {
  categoricalCrossentropy,
  createModel,
  findLearningRate,
  getLearningRate,
  prepareData,
  sgd,
} from '../lib/index.ts';

const { trainX, trainY } = prepareData();

function compiled() {
  const model = createModel({ seed: 1 });
  model.compile({ optimizer: sgd({ learningRate: 0.01 }), loss: categoricalCrossentropy, metrics: ['accuracy'] });
  return model;
}

test('findLearningRate sweeps by equal factors and puts weights and rate back', async () => {
  const model = compiled();
  const before = model.getWeights().map((weight) => Array.from(weight.dataSync()));
  const { learningRates } = await findLearningRate(model, trainX, trainY, { from: 1e-5, to: 1e-2, steps: 31, seed: 1 });
  expect(learningRates.length).toBe(31);
  expect(learningRates[0]).toBeCloseTo(1e-5, 10);
  expect(learningRates[30]).toBeCloseTo(1e-2, 7);
  expect(learningRates[20]! / learningRates[10]!).toBeCloseTo(10, 3);
  expect(model.getWeights().map((weight) => Array.from(weight.dataSync()))).toEqual(before);
  expect(getLearningRate(model)).toBe(0.01);
});

test('findLearningRate ends where the loss blows up, and suggests a rate below that', async () => {
  const { learningRates, losses, suggestion } = await findLearningRate(compiled(), trainX, trainY, {
    to: 1000,
    seed: 1,
  });
  expect(learningRates.length).toBeLessThan(100);
  expect(learningRates.length).toBe(losses.length);
  expect(suggestion).toBeGreaterThan(1e-6);
  expect(suggestion).toBeLessThan(learningRates[learningRates.length - 1]!);
});

test('findLearningRate marks the steepest fall, the lowest loss and a tenth of its rate', async () => {
  const sweep = await findLearningRate(compiled(), trainX, trainY, { from: 1e-5, to: 0.1, steps: 60, seed: 2 });
  const { learningRates, losses, suggestion, minimum, tenthOfMinimum } = sweep;
  expect(losses[learningRates.indexOf(minimum)]).toBe(Math.min(...losses));
  expect(tenthOfMinimum).toBe(minimum / 10);
  const fallAt = (i: number) => losses[i - 1]! - losses[i + 1]!;
  const falls = losses.slice(2).map((_, i) => fallAt(i + 1));
  expect(fallAt(learningRates.indexOf(suggestion))).toBe(Math.max(...falls));
});

test('findLearningRate throws where the loss blows up at once', async () => {
  const sweep = findLearningRate(compiled(), trainX, trainY, { from: 1e6, to: 1e20, steps: 10, seed: 1 });
  await expect(sweep).rejects.toThrow('take a smaller from or larger batches');
});

test('findLearningRate gives the same sweep for the same seed', async () => {
  const sweep = () => findLearningRate(compiled(), trainX, trainY, { steps: 20, seed: 3 });
  expect(await sweep()).toEqual(await sweep());
});

test.each([
  [{ from: 0 }, 'from must be a number > 0, got 0'],
  [{ from: 1, to: 0.1 }, 'to must be a number above from, got 0.1'],
  [{ steps: 3 }, 'steps must be an integer >= 10, got 3'],
])('findLearningRate refuses %o', async (options, message) => {
  await expect(findLearningRate(compiled(), trainX, trainY, options)).rejects.toThrow(`findLearningRate: ${message}`);
});
