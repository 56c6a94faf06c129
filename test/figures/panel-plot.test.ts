import { expect, test } from 'vitest';
import { type PanelPlotOptions, panelPlot } from '../../lib/figures/index.ts';
import { expectFigure, layoutOf, linesOf } from './figure.ts';

const series = (scale: number) => [
  { name: 'train', y: [scale, 2 * scale], color: '#0072B2' },
  { name: 'test', y: [3 * scale, scale], color: '#D55E00' },
];
const options: PanelPlotOptions = {
  title: 'Rates',
  xTitle: 'Epoch',
  yTitle: 'Accuracy',
  panels: [1, 2, 3, 4, 5].map((scale) => ({ title: `rate ${scale}`, series: series(scale) })),
  description: 'Five panels.',
};

/** The axes of a figure by name, in the order of the panels. */
const axesOf = (letter: 'x' | 'y', made = panelPlot(options)) =>
  Object.entries(layoutOf(made)).filter(([key]) => key.startsWith(`${letter}axis`)) as [
    string,
    Record<string, unknown>,
  ][];

test('panelPlot(options) is plain data with a title and a description', () => {
  expectFigure(panelPlot(options), 'Rates', 'Five panels.');
});

test('panelPlot(options) draws the lines of each panel on axes of its own', () => {
  const lines = linesOf(panelPlot(options));
  expect(lines.map(({ xaxis, yaxis }) => `${xaxis} ${yaxis}`)).toEqual(
    ['x y', 'x2 y2', 'x3 y3', 'x4 y4', 'x5 y5'].flatMap((axes) => [axes, axes]),
  );
  expect(lines.filter(({ xaxis }) => xaxis === 'x2').map(({ y }) => y)).toEqual([
    [2, 4],
    [6, 2],
  ]);
});

test('panelPlot(options) shares the axes of all panels', () => {
  for (const letter of ['x', 'y'] as const) {
    const axes = axesOf(letter);
    expect(axes).toHaveLength(5);
    expect(axes.map(([, axis]) => axis.matches)).toEqual([undefined, ...Array(4).fill(letter)]);
  }
});

test('panelPlot({ yRange, yType }) sets the same range and type in every panel', () => {
  const made = panelPlot({ ...options, yRange: [0.01, 1], yType: 'log', xRange: [0, 200] });
  for (const [, axis] of axesOf('y', made)) expect(axis).toMatchObject({ type: 'log', range: [-2, 0] });
  for (const [, axis] of axesOf('x', made)) expect(axis).toMatchObject({ type: 'linear', range: [0, 200] });
});

test('panelPlot(options) names each panel, and the shared axes once', () => {
  const texts = layoutOf(panelPlot(options)).annotations.map(({ text }: { text: string }) => text);
  expect(texts).toEqual(['rate 1', 'rate 2', 'rate 3', 'rate 4', 'rate 5', 'Epoch', 'Accuracy']);
});

test('panelPlot(options) has one entry in the legend for lines of the same name', () => {
  const lines = linesOf(panelPlot(options));
  expect(lines.filter(({ showlegend }) => showlegend).map(({ name }) => name)).toEqual(['train', 'test']);
  expect(layoutOf(panelPlot(options)).showlegend).toBe(true);
});

test('panelPlot(options) gives lines of the same name the same colour in every panel', () => {
  const lines = linesOf(panelPlot(options));
  for (const name of ['train', 'test']) {
    const colors = lines.filter((trace) => trace.name === name).map(({ line }) => line.color);
    expect(new Set(colors).size).toBe(1);
  }
});

test('panelPlot({ references }) draws the levels in every panel, with one entry in the legend', () => {
  const { shapes } = layoutOf(panelPlot({ ...options, references: [{ y: 0.82, label: 'ceiling' }] }));
  expect(shapes.map(({ yref }: { yref: string }) => yref)).toEqual(['y', 'y2', 'y3', 'y4', 'y5']);
  for (const shape of shapes) expect(shape).toMatchObject({ y0: 0.82, y1: 0.82 });
  expect(shapes.filter(({ showlegend }: { showlegend: boolean }) => showlegend)).toHaveLength(1);
});

test('panelPlot(options) draws the references of a panel in that panel alone', () => {
  const panels = options.panels.map((panel, i) => (i === 2 ? { ...panel, references: [{ y: 1, label: 'a' }] } : panel));
  const { shapes } = layoutOf(panelPlot({ ...options, panels }));
  expect(shapes.map(({ yref }: { yref: string }) => yref)).toEqual(['y3']);
});

/** The place of each panel: left, right, bottom and top, as shares of the figure. */
const placesOf = (made: ReturnType<typeof panelPlot>) => {
  const domains = (letter: 'x' | 'y') => axesOf(letter, made).map(([, axis]) => axis.domain as [number, number]);
  return domains('x').map(([left, right], i) => ({
    left,
    right,
    bottom: domains('y')[i]![0],
    top: domains('y')[i]![1],
  }));
};

test('panelPlot(options) sets panels of the same size that do not overlap, row by row', () => {
  const places = placesOf(panelPlot({ ...options, columns: 2 }));
  const [first, second, third] = places;
  expect(second!.left).toBeGreaterThan(first!.right);
  expect(second!.top).toBe(first!.top);
  expect(third!.top).toBeLessThan(first!.bottom);
  expect(third!.left).toBe(first!.left);
  for (const { left, right, bottom, top } of places) {
    expect(right - left).toBeCloseTo(first!.right - first!.left, 10);
    expect(top - bottom).toBeCloseTo(first!.top - first!.bottom, 10);
    for (const share of [left, right, bottom, top]) expect(share >= 0 && share <= 1).toBe(true);
  }
});

test('panelPlot({ columns }) sets so many panels side by side', () => {
  const rowsOf = (columns: number) => new Set(placesOf(panelPlot({ ...options, columns })).map(({ top }) => top)).size;
  expect([1, 2, 3, 5].map(rowsOf)).toEqual([5, 3, 2, 1]);
});

test('panelPlot(options) grows with its rows', () => {
  const heights = [5, 2, 1].map((columns) => layoutOf(panelPlot({ ...options, columns })).height);
  expect(heights).toEqual([...heights].sort((a, b) => a - b));
  expect(new Set(heights).size).toBe(3);
});

test('panelPlot(options) refuses no panels and no columns', () => {
  expect(() => panelPlot({ ...options, panels: [] })).toThrow(
    'panelPlot: panels must hold at least one panel, got none',
  );
  for (const columns of [0, 1.5]) {
    expect(() => panelPlot({ ...options, columns })).toThrow(
      `panelPlot: columns must be an integer >= 1, got ${columns}`,
    );
  }
});

test('panelPlot(options) refuses a logarithmic range that is not positive, and x of another length than y', () => {
  const message = 'panelPlot: the range of a logarithmic axis must be > 0, got [-1, 1]';
  expect(() => panelPlot({ ...options, yType: 'log', yRange: [-1, 1] })).toThrow(message);
  const panels = [{ title: 'a', series: [{ name: 'a', y: [1, 2], x: [1] }] }];
  expect(() => panelPlot({ ...options, panels })).toThrow("figures: x of the series 'a' must hold 2 numbers");
});
