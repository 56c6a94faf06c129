import { expect, test } from 'vitest';
import { type ScatterPlotOptions, scatterPlot } from '../../lib/figures/index.ts';
import { expectFigure, layoutOf, namesOf } from './figure.ts';

const options: ScatterPlotOptions = {
  title: 'Blobs',
  x: [0, 1, 5, 6],
  y: [10, 11, 15, 16],
  classes: [0, 1, 1, 2],
  description: 'Three groups.',
};

// biome-ignore lint/suspicious/noExplicitAny: traces are JSON
const markersOf = (made = scatterPlot(options)): any[] => made.data.filter(({ mode }) => mode === 'markers');

test('scatterPlot(options) is plain data with titles and a description', () => {
  const figure = scatterPlot({ ...options, xTitle: 'Width' });
  expectFigure(figure, 'Blobs', 'Three groups.');
  expect(layoutOf(figure).xaxis.title.text).toBe('Width');
  expect(layoutOf(figure).yaxis.title.text).toBe('Feature 2');
});

test('scatterPlot(options) draws the points of each class with a colour and a symbol of its own', () => {
  const points = markersOf();
  expect(points.map(({ x, y }) => ({ x, y }))).toEqual([
    { x: [0], y: [10] },
    { x: [1, 5], y: [11, 15] },
    { x: [6], y: [16] },
  ]);
  expect(new Set(points.map(({ marker }) => marker.color)).size).toBe(3);
  expect(new Set(points.map(({ marker }) => marker.symbol)).size).toBe(3);
});

test('scatterPlot({ names }) names the classes, by default by their numbers', () => {
  expect(namesOf(markersOf())).toEqual(['class 0', 'class 1', 'class 2']);
  expect(namesOf(markersOf(scatterPlot({ ...options, names: ['a', 'b', 'c'] })))).toEqual(['a', 'b', 'c']);
});

test('scatterPlot(options) keeps the colour of a class where another one is missing', () => {
  const all = markersOf();
  const [only] = markersOf(scatterPlot({ ...options, classes: [2, 2, 2, 2] }));
  expect(only.marker).toEqual(all[2].marker);
});

test('scatterPlot(options) without classes draws one kind of points, and no legend', () => {
  const { classes: _, ...rest } = options;
  expect(markersOf(scatterPlot(rest))).toHaveLength(1);
  expect(layoutOf(scatterPlot(rest)).showlegend).toBe(false);
});

test('scatterPlot(options) has the same scale on both axes, so that round clusters look round', () => {
  const { yaxis } = layoutOf(scatterPlot(options));
  expect(yaxis.scaleanchor).toBe('x');
});

test('scatterPlot({ xRange, yRange }) sets the ranges', () => {
  const { xaxis, yaxis } = layoutOf(scatterPlot({ ...options, xRange: [-1, 7], yRange: [9, 17] }));
  expect([xaxis.range, yaxis.range]).toEqual([
    [-1, 7],
    [9, 17],
  ]);
});

test('scatterPlot({ lines }) draws lines over the points', () => {
  const lines = [{ name: 'boundary', x: [0, 6], y: [16, 10] }];
  const last = scatterPlot({ ...options, lines }).data.at(-1)!;
  expect(last).toMatchObject({ name: 'boundary', mode: 'lines', x: [0, 6], y: [16, 10] });
});

test('scatterPlot({ regions }) draws faint classes under the points', () => {
  const z = [
    [0, 1],
    [1, 2],
  ];
  const figure = scatterPlot({ ...options, regions: { x: [0, 6], y: new Float32Array([10, 16]), z } });
  expectFigure(figure, 'Blobs', 'Three groups.');
  expect(figure.data[0]).toMatchObject({ type: 'heatmap', x: [0, 6], y: [10, 16], z });
});

test('scatterPlot(options) refuses coordinates or classes that are not one a point', () => {
  expect(() => scatterPlot({ ...options, y: [1] })).toThrow('scatterPlot: y must hold 4 numbers, as x does, got 1');
  const message = 'scatterPlot: classes must hold 4 classes, one a point, got 2';
  expect(() => scatterPlot({ ...options, classes: [0, 1] })).toThrow(message);
});
