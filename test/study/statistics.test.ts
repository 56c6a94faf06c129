import { expect, test } from 'vitest';
import {
  convergedAt,
  dropsOf,
  finalLevel,
  firstEpochAt,
  mean,
  median,
  quantile,
  volatility,
} from '../../lib/study/statistics.ts';

/** numpy.quantile([3.5, -1, 7.25, 0.5, 12, 4, 4], q) of NumPy 2.4. */
const values = [3.5, -1, 7.25, 0.5, 12, 4, 4];
const numpy = [
  [0, -1],
  [0.05, -0.55],
  [0.1, -0.1],
  [0.25, 2],
  [0.5, 4],
  [0.75, 5.625],
  [0.9, 9.15],
  [0.95, 10.575],
  [1, 12],
];

test('quantile(values, q) interpolates as numpy.quantile does', () => {
  for (const [q, wanted] of numpy) expect(quantile(values, q!)).toBeCloseTo(wanted!, 12);
});

test('quantile(values, q) leaves its values as they are, and takes typed arrays', () => {
  const unsorted = [3, 1, 2];
  expect(quantile(unsorted, 0.5)).toBe(2);
  expect(unsorted).toEqual([3, 1, 2]);
  expect(quantile(new Float32Array([10, 9, 1]), 0.5)).toBe(9);
  expect(quantile([42], 0.3)).toBe(42);
});

test('quantile(values, q) reaches infinity where a run never got there', () => {
  const epochs = [10, 20, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  expect(quantile(epochs, 0)).toBe(10);
  expect(quantile(epochs, 0.9)).toBe(Number.POSITIVE_INFINITY);
  expect(quantile([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY], 0.5)).toBe(Number.POSITIVE_INFINITY);
});

test('quantile(values, q) throws without values and out of range', () => {
  expect(() => quantile([], 0.5)).toThrow('quantile: values must hold at least one number, got none');
  for (const q of [-0.1, 1.1, Number.NaN]) {
    expect(() => quantile([1], q)).toThrow(`quantile: q must be from 0 to 1, got ${q}`);
  }
});

test('median(values) has half of the numbers below', () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('mean(values) is their sum over their count, and NaN of none', () => {
  expect(mean([1, 2, 6])).toBe(3);
  expect(mean([])).toBeNaN();
});

test('finalLevel(curve) is the mean of the last 10 epochs', () => {
  expect(finalLevel([...Array(190).fill(0), 0, 1, 0, 1, 0, 1, 0, 1, 0, 1])).toBe(0.5);
  expect(finalLevel([9, 1, 3], 2)).toBe(2);
  expect(finalLevel([1, 3])).toBe(2);
});

test('firstEpochAt(curve, level) counts from 1, and is infinite where the level is never reached', () => {
  expect(firstEpochAt([0.1, 0.5, 0.4, 0.6], 0.5)).toBe(2);
  expect(firstEpochAt([0.9], 0.5)).toBe(1);
  expect(firstEpochAt([0.1, 0.2], 0.5)).toBe(Number.POSITIVE_INFINITY);
});

test('volatility(curve) is the root mean square of the steps in the second half', () => {
  expect(volatility([9, -9, 9, -9, 1, 1, 1, 1])).toBe(0);
  expect(volatility([0, 0, 0, 0, 0, 3, -1, -1])).toBeCloseTo(Math.sqrt((9 + 16 + 0) / 3), 14);
  expect(volatility([0, 0, 1, 3])).toBe(2);
});

test('volatility(curve) of a steady rise is its single step', () => {
  expect(volatility(Array.from({ length: 200 }, (_, i) => i / 1000))).toBeCloseTo(0.001, 14);
});

test('convergedAt(curve, tolerance) is the first epoch from which the curve stays near its end', () => {
  expect(convergedAt([0, 0.5, 0.79, 0.81, 0.8], 0.02)).toBe(3);
  expect(convergedAt([0.8, 0, 0.8, 0.8], 0.02)).toBe(3);
  expect(convergedAt([0.8, 0.8], 0.02)).toBe(1);
  expect(convergedAt([0, 0, 1], 0.02)).toBe(3);
});

test('dropsOf(rates) lists the epochs, counted from 1, after which the rate was lower', () => {
  expect(dropsOf([0.1, 0.1, 0.01, 0.01, 0.001])).toEqual([3, 5]);
  expect(dropsOf([0.1, 0.1])).toEqual([]);
  expect(dropsOf([0.1, 0.2, 0.2])).toEqual([]);
});
