import { expect, test } from 'vitest';
import { type HeatmapPlotOptions, heatmapPlot } from '../../lib/figures/index.ts';
import { expectFigure, layoutOf } from './figure.ts';

const options: HeatmapPlotOptions = {
  title: 'Accuracy',
  xTitle: 'Learning rate',
  yTitle: 'Momentum',
  zTitle: 'Test accuracy',
  x: [0.1, 0.01, '1e-3'],
  y: [0, 0.9],
  z: [new Float32Array([0.5, 0.25, Number.NaN]), [0.75, 0.5, 0.25]],
  description: 'A table of accuracies.',
};

test('heatmapPlot(options) is plain data with titles and a description', () => {
  const figure = heatmapPlot(options);
  expectFigure(figure, 'Accuracy', 'A table of accuracies.');
  expect(layoutOf(figure).xaxis.title.text).toBe('Learning rate');
  expect(layoutOf(figure).yaxis.title.text).toBe('Momentum');
  expect(figure.data[0]).toMatchObject({ colorbar: { title: { text: 'Test accuracy' } } });
});

test('heatmapPlot(options) has a cell a value, names as text, and gaps where a value is missing', () => {
  expect(heatmapPlot(options).data[0]).toMatchObject({
    type: 'heatmap',
    x: ['0.1', '0.01', '1e-3'],
    y: ['0', '0.9'],
    z: [
      [0.5, 0.25, null],
      [0.75, 0.5, 0.25],
    ],
  });
  const { xaxis, yaxis } = layoutOf(heatmapPlot(options));
  expect([xaxis.type, yaxis.type]).toEqual(['category', 'category']);
});

test('heatmapPlot({ format }) writes the numbers into the cells, or none', () => {
  expect(heatmapPlot(options).data[0]!.texttemplate).toBe('%{z:.2f}');
  expect(heatmapPlot({ ...options, format: '.0%' }).data[0]!.texttemplate).toBe('%{z:.0%}');
  expect(heatmapPlot({ ...options, format: '' }).data[0]).not.toHaveProperty('texttemplate');
});

test('heatmapPlot({ zRange }) fixes what the colours mean', () => {
  expect(heatmapPlot({ ...options, zRange: [0, 1] }).data[0]).toMatchObject({ zmin: 0, zmax: 1 });
  expect(heatmapPlot(options).data[0]).not.toHaveProperty('zmin');
});

test('heatmapPlot(options) refuses a table that does not fit its names', () => {
  const message = 'heatmapPlot: z must have 2 rows, one for each name of y, got 1';
  expect(() => heatmapPlot({ ...options, z: [[1, 2, 3]] })).toThrow(message);
  const short = [
    [1, 2, 3],
    [1, 2],
  ];
  const rows = 'heatmapPlot: rows of z must have 3 values, one for each name of x, got 2';
  expect(() => heatmapPlot({ ...options, z: short })).toThrow(rows);
});
