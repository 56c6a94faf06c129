import { expect, test } from 'vitest';
import { toCategorical } from '../../lib/data/to-categorical.ts';

test('toCategorical(y) has a row of zeros with a single one for each class number', () => {
  const rows = toCategorical([0, 2, 1]);
  expect(rows.dtype).toBe('float32');
  expect(rows.arraySync()).toEqual([
    [1, 0, 0],
    [0, 0, 1],
    [0, 1, 0],
  ]);
});

test('toCategorical(y) has as many columns as the largest class needs', () => {
  expect(toCategorical([0, 4, 1]).shape).toEqual([3, 5]);
  expect(toCategorical([0]).arraySync()).toEqual([[1]]);
});

test('toCategorical(y, numClasses) has that many columns', () => {
  expect(toCategorical([1, 0], 4).arraySync()).toEqual([
    [0, 1, 0, 0],
    [1, 0, 0, 0],
  ]);
});

test('toCategorical(y) takes typed arrays', () => {
  expect(toCategorical(new Int32Array([1, 0])).arraySync()).toEqual([
    [0, 1],
    [1, 0],
  ]);
});

test('toCategorical(y) refuses what is no class number', () => {
  expect(() => toCategorical([0, 1.5])).toThrow('toCategorical: y[1] must be an integer >= 0, got 1.5');
  expect(() => toCategorical([-1])).toThrow('toCategorical: y[0] must be an integer >= 0, got -1');
  expect(() => toCategorical([Number.NaN])).toThrow('toCategorical: y[0] must be an integer >= 0, got NaN');
  expect(() => toCategorical([0, -1, 2], 3)).toThrow('toCategorical: y[1] must be an integer from 0 to 2, got -1');
  expect(() => toCategorical([0, 3], 3)).toThrow('toCategorical: y[1] must be an integer from 0 to 2, got 3');
});

test('toCategorical(y, numClasses) refuses less than one column', () => {
  expect(() => toCategorical([0], 0)).toThrow('toCategorical: numClasses must be an integer >= 1, got 0');
  expect(() => toCategorical([])).toThrow('toCategorical: numClasses must be an integer >= 1, got 0');
});
