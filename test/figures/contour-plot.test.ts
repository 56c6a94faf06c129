import { expect, test } from 'vitest';
import { type ContourPlotOptions, contourPlot } from '../../lib/figures/index.ts';
import { expectFigure, layoutOf } from './figure.ts';

const options: ContourPlotOptions = {
  title: 'Bowl',
  xTitle: 'w1',
  yTitle: 'w2',
  xRange: [-2, 2],
  yRange: [-1, 3],
  f: (x, y) => x ** 2 + 4 * (y - 1) ** 2,
  resolution: 5,
  description: 'A long bowl.',
};

// biome-ignore lint/suspicious/noExplicitAny: traces are JSON
const contourOf = (made: { data: any[] }) => made.data.find(({ type }) => type === 'contour');

test('contourPlot(options) is plain data with titles and a description', () => {
  const figure = contourPlot(options);
  expectFigure(figure, 'Bowl', 'A long bowl.');
  expect(layoutOf(figure).xaxis).toMatchObject({ title: { text: 'w1' }, range: [-2, 2] });
  expect(layoutOf(figure).yaxis).toMatchObject({ title: { text: 'w2' }, range: [-1, 3] });
});

test('contourPlot(options) draws heights on an even grid, rows by y and columns by x', () => {
  const { x, y, z } = contourOf(contourPlot(options));
  expect([x, y]).toEqual([
    [-2, -1, 0, 1, 2],
    [-1, 0, 1, 2, 3],
  ]);
  // The square root of the height above the lowest point.
  expect(z[2]).toEqual([2, 1, 0, 1, 2]);
  expect(z.map((row: number[]) => row[2])).toEqual([4, 2, 0, 2, 4]);
});

test('contourPlot(options) has 61 points a side by default', () => {
  const { resolution: _, ...rest } = options;
  const { x, z } = contourOf(contourPlot(rest));
  expect([x.length, z.length, z[0].length]).toEqual([61, 61, 61]);
});

test('contourPlot({ paths }) draws walks with their points over the contours', () => {
  const paths = [
    { name: 'small', x: [2, 1], y: [3, 2] },
    { name: 'large', x: [2, -2], y: [3, 0] },
  ];
  const figure = contourPlot({ ...options, paths });
  const walks = figure.data.slice(-2);
  expect(walks).toMatchObject(paths.map((path) => ({ ...path, mode: 'lines+markers' })));
  expect(layoutOf(figure).showlegend).toBe(true);
  expectFigure(figure, 'Bowl', 'A long bowl.');
});

test('contourPlot(options) of a plain, or of a function with gaps, is plain data as well', () => {
  expectFigure(contourPlot({ ...options, f: () => 1 }), 'Bowl', 'A long bowl.');
  expectFigure(contourPlot({ ...options, f: (x) => Math.log(x) }), 'Bowl', 'A long bowl.');
});

test('contourPlot({ paths }) refuses x of another length than y', () => {
  const paths = [{ name: 'walk', x: [1], y: [1, 2] }];
  expect(() => contourPlot({ ...options, paths })).toThrow("figures: x of the series 'walk' must hold 2 numbers");
});
