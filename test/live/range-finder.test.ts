import { expect, test } from 'vitest';
import {
  categoricalCrossentropy,
  createModel,
  findLearningRate,
  prepareData,
  rangeFinder,
  sgd,
} from '../../lib/index.ts';
import { runSweep } from '../../lib/live/range-finder-run.ts';

test.each([
  { from: 1e-6, to: 10, steps: 100, batchSize: 32, seed: 1 },
  { from: 1e-4, to: 1, steps: 37, batchSize: 100, seed: 5 },
])('the range finder gives the numbers of findLearningRate to the bit: %j', async (settings) => {
  const { seed, ...options } = settings;
  const { trainX, trainY } = prepareData();
  const model = createModel({ seed });
  model.compile({ optimizer: sgd(), loss: categoricalCrossentropy, metrics: ['accuracy'] });
  const { learningRates, losses, ...marks } = await findLearningRate(model, trainX, trainY, { ...options, seed });
  expect(runSweep(settings)).toEqual({ learningRates, losses, marks });
  model.dispose();
});

test('rangeFinder says what it finds, or that the loss blew up at once', () => {
  expect(rangeFinder().description).toMatch(
    /^A learning-rate range test\. The loss falls most steeply at 0\.\d+ and is lowest at/,
  );
  expect(rangeFinder({ from: 1e4, to: 1e8 }).description).toMatch(/The loss blew up after [0-2] updates/);
});

test.each([
  [{ from: -1 }, 'rangeFinder: from must be > 0, got -1'],
  [{ from: 1, to: 0.5 }, 'rangeFinder: to must be a number above from, got 0.5'],
  [{ steps: 5 }, 'rangeFinder: steps must be an integer from 10 to 1000, got 5'],
  [{ step: 5 }, 'step'],
])('rangeFinder refuses %j', (options, message) => {
  expect(() => rangeFinder(options as object)).toThrow(message);
});
