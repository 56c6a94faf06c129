import { expect, test } from 'vitest';
import { arrangePanels } from '../../lib/figures/arrange-panels.ts';
import { panelPlot } from '../../lib/figures/index.ts';
import { layoutOf } from './figure.ts';

/** The layout of eight panels for a width in pixels. */
function arranged(width: number) {
  const names = Array.from({ length: 8 }, (_, i) => `rate ${i} with a longer name`);
  const panels = names.map((title) => ({ title, series: [{ name: 'a', y: [1, 2] }] }));
  const figure = panelPlot({ title: 'T', xTitle: 'X', yTitle: 'Y', panels, columns: 4, description: 'D.' });
  const layout = layoutOf(figure);
  arrangePanels(layout, width);
  const axes = (letter: string) => names.map((_, i) => layout[`${letter}axis${i ? i + 1 : ''}`]);
  return { layout, x: axes('x'), y: axes('y') };
}

/** How many panels stand side by side. */
const columnsFor = (width: number) => new Set(arranged(width).x.map(({ domain }) => domain[0])).size;

test('arrangePanels(layout, width) sets fewer panels side by side on narrow pages', () => {
  const columns = [1200, 760, 500, 360, 200].map(columnsFor);
  expect(columns[0]).toBe(4);
  expect(columns).toEqual([...columns].sort((a, b) => b - a));
  expect(columns.at(-1)).toBe(1);
});

test('arrangePanels(layout, width) writes numbers at the outer axes only', () => {
  const { x, y } = arranged(760);
  expect(y.map(({ showticklabels }) => showticklabels)).toEqual([true, false, false, false, true, false, false, false]);
  expect(x.map(({ showticklabels }) => showticklabels)).toEqual([...Array(4).fill(false), ...Array(4).fill(true)]);
});

test('arrangePanels(layout, width) breaks titles that are wider than a panel', () => {
  const titles = arranged(500)
    .layout.annotations.slice(0, 8)
    .map(({ text }: { text: string }) => text);
  for (const title of titles) expect(title).toContain('<br>');
  expect(titles[3].replaceAll('<br>', ' ')).toBe('rate 3 with a longer name');
});

test('arrangePanels(layout, width) gives the same layout when it arranges anew', () => {
  const { layout } = arranged(360);
  arrangePanels(layout, 760);
  expect(layout).toEqual(arranged(760).layout);
});
