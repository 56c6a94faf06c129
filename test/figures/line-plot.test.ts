import { expect, test } from 'vitest';
import { type LinePlotOptions, linePlot } from '../../lib/figures/index.ts';
import { colorsOf, expectFigure, layoutOf, linesOf, namesOf } from './figure.ts';

const options: LinePlotOptions = {
  title: 'Decay',
  xTitle: 'Update',
  yTitle: 'Learning rate',
  series: [
    { name: 'halved', y: [1, 0.5, 0.25] },
    { name: 'constant', y: new Float32Array([1, 1, 1]), x: [0, 10, 20] },
  ],
  description: 'One rate that halves and one that stays.',
};

test('linePlot(options) is plain data with titles, axes and description', () => {
  const figure = linePlot(options);
  expectFigure(figure, 'Decay', options.description);
  expect(layoutOf(figure).xaxis.title.text).toBe('Update');
  expect(layoutOf(figure).yaxis.title.text).toBe('Learning rate');
});

test('linePlot(options) draws a line a series, against 1 to n or its own x', () => {
  const lines = linesOf(linePlot(options));
  expect(namesOf(lines)).toEqual(['halved', 'constant']);
  expect(lines.map(({ x }) => x)).toEqual([
    [1, 2, 3],
    [0, 10, 20],
  ]);
  expect(lines.map(({ y }) => y)).toEqual([
    [1, 0.5, 0.25],
    [1, 1, 1],
  ]);
});

test('linePlot(options) gives each series a colour of its own, or the one it has', () => {
  const eight = Array.from({ length: 8 }, (_, i) => ({ name: `run ${i}`, y: [i] }));
  expect(new Set(colorsOf(linePlot({ ...options, series: eight }))).size).toBe(8);
  const series = [{ name: 'a', y: [1], color: '#123456', dash: 'dot', width: 4, opacity: 0.5 }];
  const [line] = linesOf(linePlot({ ...options, series }));
  expect(line).toMatchObject({ opacity: 0.5, line: { color: '#123456', dash: 'dot', width: 4 } });
});

test('linePlot(options) leaves a gap where a value is not finite', () => {
  const [line] = linesOf(
    linePlot({ ...options, series: [{ name: 'a', y: [1, Number.NaN, Number.POSITIVE_INFINITY] }] }),
  );
  expect(line.y).toEqual([1, null, null]);
});

test('linePlot(options) draws a band as two edges behind its line, without entries in the legend', () => {
  const series = [{ name: 'median', y: [2, 3], color: '#0072B2', band: { low: [1, 2], high: [3, 5] } }];
  const { data } = linePlot({ ...options, series });
  expect(data.map(({ y }) => y)).toEqual([
    [1, 2],
    [3, 5],
    [2, 3],
  ]);
  expect(data.map(({ showlegend }) => showlegend)).toEqual([false, false, true]);
  expect(data[1]).toMatchObject({ fill: 'tonexty' });
  expect(data[1]!.fillcolor).toMatch(/^rgba\(0, 114, 178, 0\.\d+\)$/);
});

test('linePlot({ references }) draws a labelled level across the plot for each', () => {
  const references = [
    { y: 0.822, label: 'population' },
    { y: 0.84, label: 'this test half' },
  ];
  const { shapes } = layoutOf(linePlot({ ...options, references }));
  expect(shapes).toHaveLength(2);
  for (const [index, { y, label }] of references.entries()) {
    expect(shapes[index]).toMatchObject({ type: 'line', y0: y, y1: y, x0: 0, x1: 1, xref: 'x domain', yref: 'y' });
    expect(JSON.stringify(shapes[index])).toContain(label);
  }
  expect(shapes[0].line.dash).not.toBe(shapes[1].line.dash);
});

test('linePlot({ xRange, yRange }) sets the ranges, as exponents where an axis is logarithmic', () => {
  const ranges = { xRange: [0, 10], yRange: [1e-7, 1] } as const;
  const { xaxis, yaxis } = layoutOf(linePlot({ ...options, ...ranges, yType: 'log' }));
  expect(xaxis).toMatchObject({ type: 'linear', range: [0, 10] });
  expect(yaxis.type).toBe('log');
  expect(yaxis.range[0]).toBeCloseTo(-7, 12);
  expect(yaxis.range[1]).toBe(0);
});

test('linePlot(options) leaves the ranges to the data by default', () => {
  const { xaxis, yaxis } = layoutOf(linePlot(options));
  expect([xaxis.range, yaxis.range]).toEqual([undefined, undefined]);
  expect([xaxis.type, yaxis.type]).toEqual(['linear', 'linear']);
});

test('linePlot(options) has a legend for several lines, and none for one that the axis names', () => {
  expect(layoutOf(linePlot(options)).showlegend).toBe(true);
  expect(layoutOf(linePlot({ ...options, series: options.series.slice(0, 1) })).showlegend).toBe(false);
  const references = [{ y: 0.5, label: 'half' }];
  expect(layoutOf(linePlot({ ...options, series: options.series.slice(0, 1), references })).showlegend).toBe(true);
});

test('linePlot({ height }) is so high', () => {
  expect(layoutOf(linePlot({ ...options, height: 333 })).height).toBe(333);
});

test('linePlot(options) leaves its options as they are', () => {
  const before = structuredClone(options);
  linePlot({ ...options, references: [{ y: 1, label: 'one' }] }).data[0]!.name = 'changed';
  expect(options).toEqual(before);
});

test('linePlot(options) makes figures that share nothing', () => {
  const [one, other] = [linePlot(options), linePlot(options)];
  layoutOf(one).xaxis.title.text = 'changed';
  layoutOf(one).template.layout.font.size = 99;
  expect(layoutOf(other).xaxis.title.text).toBe('Update');
  expect(layoutOf(other).template.layout.font.size).not.toBe(99);
});

test('linePlot(options) refuses x or a band of another length than y', () => {
  const wrong = (more: object) => () => linePlot({ ...options, series: [{ name: 'a', y: [1, 2, 3], ...more }] });
  expect(wrong({ x: [1, 2] })).toThrow("figures: x of the series 'a' must hold 3 numbers, as y does, got 2");
  const band = { low: [1, 2, 3], high: [1] };
  expect(wrong({ band })).toThrow("figures: band.high of the series 'a' must hold 3 numbers, as y does, got 1");
});

test('linePlot(options) refuses a logarithmic range that is not positive', () => {
  const wrong = () => linePlot({ ...options, yType: 'log', yRange: [0, 1] });
  expect(wrong).toThrow('linePlot: the range of a logarithmic axis must be > 0, got [0, 1]');
});
