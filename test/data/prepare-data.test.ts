import { afterEach, expect, test, vi } from 'vitest';
import { makeBlobs } from '../../lib/data/make-blobs.ts';
import { type PreparedData, prepareData } from '../../lib/data/prepare-data.ts';
import { RandomState } from '../../lib/data/random-state.ts';
import { toCategorical } from '../../lib/data/to-categorical.ts';
import reference from '../fixtures/make-blobs.json' with { type: 'json' };

afterEach(() => {
  vi.restoreAllMocks();
});

const shapes = ({ trainX, trainY, testX, testY }: PreparedData) => [trainX, trainY, testX, testY].map((t) => t.shape);

test('prepareData() halves 1,000 points in two dimensions and three classes', () => {
  expect(shapes(prepareData())).toEqual([
    [500, 2],
    [500, 3],
    [500, 2],
    [500, 3],
  ]);
});

test("prepareData() begins and ends with scikit-learn's rows of the lab's problem, in float32", () => {
  const { trainX, trainY, testX, testY } = prepareData();
  const wanted = reference.cases[0]!;
  const float32 = (rows: number[][]) => rows.map((row) => row.map(Math.fround));
  expect(trainX.arraySync().slice(0, 20)).toEqual(float32(wanted.first!.x));
  expect(testX.arraySync().slice(-20)).toEqual(float32(wanted.last!.x));
  expect(trainY.arraySync().slice(0, 20)).toEqual(toCategorical(wanted.first!.y, 3).arraySync());
  expect(testY.arraySync().slice(-20)).toEqual(toCategorical(wanted.last!.y, 3).arraySync());
});

test('prepareData(options) hands the options of makeBlobs on, and nTrain splits', () => {
  const options = { nSamples: 30, centers: 4, nFeatures: 3, clusterStd: 1, randomState: 5 };
  const data = prepareData({ ...options, nTrain: 20 });
  expect(shapes(data)).toEqual([
    [20, 3],
    [20, 4],
    [10, 3],
    [10, 4],
  ]);
  const { y } = makeBlobs(options);
  const classes = [...data.trainY.argMax(1).dataSync(), ...data.testY.argMax(1).dataSync()];
  expect(classes).toEqual(y);
});

test('prepareData(options) has a column for a class that one part does not hold', () => {
  const data = prepareData({ nSamples: [3, 1], shuffle: false, nTrain: 3, centers: 2 });
  expect(data.trainY.shape).toEqual([3, 2]);
  expect(data.testY.arraySync()).toEqual([[0, 1]]);
});

test('prepareData({ nTrain }) refuses to leave a part empty', () => {
  for (const nTrain of [0, 1000, 2.5, -1]) {
    const message = `prepareData: nTrain must be an integer from 1 to 999 (below nSamples), got ${nTrain}`;
    expect(() => prepareData({ nTrain })).toThrow(message);
  }
});

test('prepareData(options) refuses what makeBlobs refuses', () => {
  expect(() => prepareData({ clusterStd: -2 })).toThrow('makeBlobs: clusterStd must be >= 0, got -2');
});

test('prepareData(options) refuses a bad split before it draws a point', () => {
  const random = vi.spyOn(Math, 'random');
  const message = 'prepareData: nTrain must be an integer from 1 to 49 (below nSamples), got 50';
  const options = { nSamples: 50, nTrain: 50 };
  const draw = vi.spyOn(RandomState.prototype, 'uint32');
  expect(() => prepareData(options)).toThrow(message);
  expect(draw).not.toHaveBeenCalled();
  expect(random).not.toHaveBeenCalled();
  prepareData({ ...options, nTrain: 49 });
  expect(draw).toHaveBeenCalled();
});

test('prepareData({ nSamples }) refuses too few points for two parts', () => {
  for (const nSamples of [0, 1]) {
    const message = `prepareData: nSamples must be 2 points or more, got ${nSamples}`;
    expect(() => prepareData({ nSamples, nTrain: 1 })).toThrow(message);
  }
  expect(() => prepareData({ nSamples: 2.5 })).toThrow('makeBlobs: nSamples must be an integer >= 1, got 2.5');
  expect(() => prepareData({ nSamples: [0, 0, 0] })).toThrow('prepareData: nSamples must be 2 points or more');
});

test('prepareData(options) names the option that was meant, and wants an object', () => {
  const bad = (options: unknown) => () => prepareData(options as never);
  expect(bad({ n_train: 3 })).toThrow('prepareData: unknown option n_train; did you mean nTrain?');
  expect(bad({ n_samples: 3 })).toThrow('prepareData: unknown option n_samples; did you mean nSamples?');
  expect(bad(null)).toThrow('prepareData: options must be an object like { nTrain: ... }, got null');
});
