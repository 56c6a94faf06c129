import { expect, test } from 'vitest';
import { linePlot, medianBand } from '../../lib/figures/index.ts';
import { quantile } from '../../lib/study/statistics.ts';
import { expectFigure } from './figure.ts';

test('medianBand(curves) has the median at each epoch', () => {
  const curves = [
    [3, 6],
    [1, 4],
    [2, 5],
  ];
  expect(medianBand(curves).y).toEqual([2, 5]);
});

test('medianBand(curves) has the 5 and 95 percent quantiles as its edges', () => {
  const curves = Array.from({ length: 21 }, (_, run) => [run, 100 - 2 * run]);
  const { band } = medianBand(curves);
  for (const [epoch, [low, high]] of [[1, 19] as const, [62, 98] as const].entries()) {
    expect(band.low[epoch]).toBeCloseTo(low, 12);
    expect(band.high[epoch]).toBeCloseTo(high, 12);
  }
});

test('medianBand(curves, share) holds that share of the curves', () => {
  const curves = Array.from({ length: 11 }, (_, run) => [run]);
  expect(medianBand(curves, 0.5).band).toEqual({ low: [2.5], high: [7.5] });
  expect(medianBand(curves, 1).band).toEqual({ low: [0], high: [10] });
  expect(medianBand(curves, 0).band).toEqual({ low: [5], high: [5] });
});

test("medianBand(curves) agrees with the studies' quantile", () => {
  const values = [3.5, -1, 7.25, 0.5, 12, 4, 4];
  const { y, band } = medianBand(values.map((value) => [value]));
  expect(y[0]).toBe(quantile(values, 0.5));
  expect(band.low[0]).toBeCloseTo(quantile(values, 0.05), 12);
  expect(band.high[0]).toBeCloseTo(quantile(values, 0.95), 12);
});

test('medianBand(curves) of a single curve is that curve', () => {
  expect(medianBand([[1, 2]])).toEqual({ y: [1, 2], band: { low: [1, 2], high: [1, 2] } });
});

test('medianBand(curves) goes into a series as it is, also where most runs failed', () => {
  const curves = [[1, Number.NaN], [2, Number.NaN], new Float32Array([3, 3])];
  const shared = { title: 'T', xTitle: 'Epoch', yTitle: 'Loss', description: 'D.' };
  expectFigure(linePlot({ ...shared, series: [{ name: 'runs', ...medianBand(curves) }] }), 'T', 'D.');
});

test('medianBand(curves) refuses no curves, other lengths and shares out of range', () => {
  expect(() => medianBand([])).toThrow('medianBand: curves must hold at least one curve, got none');
  const lengths = 'medianBand: curves must have the same length, got 2 and 1; cut the longer ones';
  expect(() => medianBand([[1, 2], [1]])).toThrow(lengths);
  expect(() => medianBand([[1]], 1.5)).toThrow('medianBand: share must be from 0 to 1, got 1.5');
});
