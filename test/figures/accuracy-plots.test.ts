import { expect, test } from 'vitest';
import { accuracyOverlay, accuracyPanels, colors, seriesPanels } from '../../lib/figures/index.ts';
import type { History } from '../../lib/types.ts';
import { colorsOf, expectFigure, layoutOf, linesOf, namesOf } from './figure.ts';

const history = (level: number): History => ({
  loss: [1, level],
  acc: [level / 2, level],
  val_acc: [level / 4, level / 2],
  lr: [0.1, 0.01],
});
const runs = { '1': history(0.4), '0.1': history(0.8), '0.01': history(0.6) };
const ceilings = [{ y: 0.84, label: 'this test half' }];
const titlesOf = (made: ReturnType<typeof accuracyPanels>) =>
  layoutOf(made).annotations.map(({ text }: { text: string }) => text);

test('accuracyPanels(runs) has a panel a run, with train in blue and test in vermilion', () => {
  const figure = accuracyPanels(runs);
  const lines = linesOf(figure);
  expect(namesOf(lines)).toEqual(['train', 'test', 'train', 'test', 'train', 'test']);
  expect(colorsOf(figure)).toEqual(lines.map(({ name }) => (name === 'train' ? colors.train : colors.test)));
  expect(lines.map(({ y }) => y).slice(0, 2)).toEqual([
    [0.2, 0.4],
    [0.1, 0.2],
  ]);
});

test('accuracyPanels(runs) says what it shows, epochs from 1 and accuracies from 0 to 1', () => {
  const figure = accuracyPanels(runs);
  const title = 'Train and test accuracy';
  expectFigure(figure, title, `${title}: accuracy against epoch, one panel each for 1, 0.1 and 0.01.`);
  expect(linesOf(figure)[0].x).toEqual([1, 2]);
  expect(layoutOf(figure).yaxis.range).toEqual([0, 1]);
  expect(titlesOf(figure).slice(0, 3)).toEqual(Object.keys(runs));
  expect(titlesOf(figure).slice(3)).toEqual(['Epoch', 'Accuracy']);
});

test('accuracyPanels(runs, { label, ceilings, title, yRange, description }) takes them over', () => {
  const label = (name: string) => `rate ${name}`;
  const figure = accuracyPanels(runs, { label, ceilings, title: 'Rates', yRange: [0.2, 0.9], description: 'Mine.' });
  expectFigure(figure, 'Rates', 'Mine.');
  expect(titlesOf(figure)[0]).toBe('rate 1');
  expect(layoutOf(figure).yaxis.range).toEqual([0.2, 0.9]);
  expect(layoutOf(figure).shapes.map(({ y0 }: { y0: number }) => y0)).toEqual([0.84, 0.84, 0.84]);
});

test('accuracyOverlay(runs) has the test accuracy of all runs in one plot, each in a colour of its own', () => {
  const figure = accuracyOverlay(runs, { ceilings });
  const title = 'Test accuracy';
  expectFigure(figure, title, `${title}: accuracy against epoch in one plot for 1, 0.1 and 0.01.`);
  expect(namesOf(linesOf(figure))).toEqual(Object.keys(runs));
  expect(linesOf(figure).map(({ y }) => y)).toEqual(Object.values(runs).map(({ val_acc }) => val_acc));
  expect(new Set(colorsOf(figure)).size).toBe(3);
  expect(layoutOf(figure).shapes).toHaveLength(1);
});

test('accuracyOverlay(runs) of eight runs has eight colours, for numbers as for words', () => {
  const eight = (name: (i: number) => string) =>
    Object.fromEntries(Array.from({ length: 8 }, (_, i) => [name(i), history(0.1 * i)]));
  for (const name of [(i: number) => `1e-${i}`, (i: number) => `optimizer ${i}`]) {
    expect(new Set(colorsOf(accuracyOverlay(eight(name)))).size).toBe(8);
  }
});

test('accuracyOverlay(runs) with lists of runs draws median and band, and says so', () => {
  const figure = accuracyOverlay({ sgd: [0.2, 0.4, 0.6].map(history), adam: [history(0.8)] });
  const [sgd, adam] = linesOf(figure);
  expect(sgd.y).toEqual([0.1, 0.2]);
  expect(adam.y).toEqual([0.2, 0.4]);
  expect(figure.data).toHaveLength(4);
  expect(figure.description).toContain('median of up to 3 runs');
});

test('seriesPanels(runs, key) draws one curve of each run on shared axes', () => {
  const figure = seriesPanels(runs, 'lr', { yTitle: 'Learning rate', yType: 'log' });
  const title = 'Learning rate';
  expectFigure(figure, title, `${title}: ${title} against epoch, one panel each for 1, 0.1 and 0.01.`);
  expect(linesOf(figure).map(({ y }) => y)).toEqual([
    [0.1, 0.01],
    [0.1, 0.01],
    [0.1, 0.01],
  ]);
  expect(layoutOf(figure).yaxis.type).toBe('log');
  expect(layoutOf(figure).yaxis2.matches).toBe('y');
});

test('seriesPanels(runs, key) shows what belongs to the test set in its colour', () => {
  expect(new Set(colorsOf(seriesPanels(runs, 'loss')))).toEqual(new Set([colors.train]));
  expect(new Set(colorsOf(seriesPanels(runs, 'val_acc')))).toEqual(new Set([colors.test]));
});

test('accuracyPanels, accuracyOverlay and seriesPanels name the curve that a run lacks', () => {
  const poor = { '0.1': { loss: [1] } };
  expect(() => accuracyPanels(poor)).toThrow("accuracyPanels: the run '0.1' has no acc; it has loss");
  expect(() => accuracyOverlay(poor)).toThrow("accuracyOverlay: the run '0.1' has no val_acc; it has loss");
  expect(() => seriesPanels(poor, 'lr')).toThrow("seriesPanels: the run '0.1' has no lr; it has loss");
});

test('accuracyPanels, accuracyOverlay and seriesPanels want at least one run', () => {
  const message = 'runs must hold at least one run, got none';
  expect(() => accuracyPanels({})).toThrow(`accuracyPanels: ${message}`);
  expect(() => accuracyOverlay({})).toThrow(`accuracyOverlay: ${message}`);
  expect(() => seriesPanels({}, 'lr')).toThrow(`seriesPanels: ${message}`);
});
