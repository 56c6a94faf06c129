import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { linePlot } from '../../lib/figures/index.ts';
import { startFakeKernel, stopFakeKernel, type Written } from './fake-kernel.ts';

const figure = linePlot({
  title: 'Loss',
  xTitle: 'Epoch',
  yTitle: 'Loss',
  series: [{ name: 'a', y: [1, 2] }],
  description: 'A line that rises.',
});
const listeners = process.listeners('SIGINT');

let written: Written[];
let show: (value: unknown) => void;
let table: typeof import('../../lib/notebook/index.ts').table;

beforeEach(async () => {
  vi.resetModules();
  written = startFakeKernel();
  ({ show, table } = await import('../../lib/notebook/index.ts'));
});
afterEach(() => {
  stopFakeKernel();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  for (const listener of process.listeners('SIGINT'))
    if (!listeners.includes(listener)) process.off('SIGINT', listener);
});

const carriesPlotly = ({ data }: Written) => data['text/html'].includes('plotly.js v');

test('show writes a figure as one display in three formats', () => {
  show(figure);
  expect(written).toHaveLength(1);
  const { data } = written[0]!;
  expect(Object.keys(data)).toEqual(['application/vnd.plotly.v1+json', 'text/html', 'text/plain']);
  expect(data['text/plain']).toBe('A line that rises.');
  expect(data['application/vnd.plotly.v1+json']).toEqual({
    data: figure.data,
    layout: figure.layout,
    config: { displaylogo: false },
  });
  expect(JSON.parse(JSON.stringify(data))).toEqual(data);
});

test('show carries Plotly along with the first figure of a notebook only', () => {
  for (let i = 0; i < 3; i++) show(figure);
  expect(written.map(carriesPlotly)).toEqual([true, false, false]);
  const ids = written.map(({ data }) => /id="(lab-figure-[^"]+)"/.exec(data['text/html'])?.[1]);
  expect(new Set(ids).size).toBe(3);
});

test('show carries no Plotly where the page brings it', () => {
  vi.stubEnv('LEARNING_RATE_LAB_PLOTLY', 'page');
  show(figure);
  expect(written.map(carriesPlotly)).toEqual([false]);
});

test('show writes a table, and a list of rows, as HTML and text', () => {
  show(table([{ rate: 0.1 }], { caption: 'Rates' }));
  show([{ rate: 0.1 }]);
  expect(written.map(({ data }) => Object.keys(data))).toEqual([
    ['text/html', 'text/plain'],
    ['text/html', 'text/plain'],
  ]);
  expect(written.map(({ data }) => data['text/plain'])).toEqual(['Rates\nrate\n 0.1', 'rate\n 0.1']);
});

test('show writes any other value as the console would', () => {
  for (const value of ['words', 3, [1, 2], [], new Map([[1, 2]]), undefined, [{ nested: { a: 1 } }]]) show(value);
  expect(written.map(({ data }) => data)).toEqual(
    ['words', '3', '[ 1, 2 ]', '[]', 'Map(1) { 1 => 2 }', 'undefined', '[ { nested: { a: 1 } } ]'].map((text) => ({
      'text/plain': text,
    })),
  );
});

test('show prints the text outside a notebook', () => {
  stopFakeKernel();
  const print = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  show(figure);
  show([{ rate: 0.1 }]);
  expect(print.mock.calls.map(([text]) => text)).toEqual(['A line that rises.\n', 'rate\n 0.1\n']);
});

test('importing the notebook part of the library in a kernel lets interrupts reach it', () => {
  expect(process.listeners('SIGINT').length).toBe(listeners.length + 1);
});
