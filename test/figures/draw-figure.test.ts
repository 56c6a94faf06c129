import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accuracyPanels, linePlot } from '../../lib/figures/index.ts';
import { figureHtml, plotlyScript } from '../../lib/notebook/figure-html.ts';
import { openBrowser, watch } from '../support/browser.ts';
import { inRoot } from '../support/paths.ts';

const run = { loss: [1, 0.5], acc: [0.4, 0.8], val_acc: [0.3, 0.7] };
const panels = accuracyPanels(Object.fromEntries([...'abcdefgh'].map((name) => [name, run])));
const line = linePlot({
  title: 'A long title that does not fit into one line on a telephone, and wraps',
  xTitle: 'Epoch',
  yTitle: 'Loss',
  series: [1, 2, 3, 4, 5, 6].map((i) => ({ name: `a rather long name ${i}`, y: [i, 1], color: '#000000' })),
  description: 'Six lines.',
});
const figures = [panels, line].map((figure, i) => figureHtml(figure, i + 1)).join('\n');

let folder: string;
let browser: Browser;
let close: () => Promise<void>;
beforeAll(async () => {
  mkdirSync(inRoot('.cache', 'test'), { recursive: true });
  folder = mkdtempSync(inRoot('.cache', 'test', 'figures-'));
  ({ browser, close } = await openBrowser());
});
afterAll(async () => {
  await close?.();
  rmSync(folder, { recursive: true, force: true });
});

const style = '<style>html[data-theme=dark] body { background: #111; color: #ddd }</style>';

/** Opens a page with the parts in its body, and waits until its figures are drawn and at rest. */
async function open(body: string, width = 1000): Promise<{ page: Page; seen: ReturnType<typeof watch> }> {
  const path = join(folder, 'page.html');
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${style}`;
  writeFileSync(path, `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`);
  const page = await browser.newPage();
  await page.setViewport({ width, height: 800 });
  const seen = watch(page);
  await page.goto(pathToFileURL(path).href);
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.lab-figure')].every((figure) => figure.querySelector('.main-svg')),
  );
  await rest();
  return { page, seen };
}
const rest = () => new Promise((resolve) => setTimeout(resolve, 900));

/** How many panels lie side by side, and whether figures overlap or leave the page. */
const measure = (page: Page) =>
  page.evaluate(() => {
    const boxes = [...document.querySelectorAll('.lab-figure')].map((figure) => {
      const [outer, svg] = [figure, figure.querySelector('.main-svg')!].map((part) => part.getBoundingClientRect());
      return { height: Math.round(outer!.height), drawn: Math.round(svg!.height), width: Math.round(svg!.width) };
    });
    const lefts = [...document.querySelectorAll('.lab-figure')[0]!.querySelectorAll('.cartesianlayer > .subplot')].map(
      (plot) => Math.round(plot.getBoundingClientRect().left / 10),
    );
    const overflow = document.documentElement.scrollWidth - window.innerWidth;
    return { boxes, overflow, panels: lefts.length };
  });

test.each([
  ['before the figures', plotlyScript() + figures],
  ['after the figures', figures + plotlyScript()],
  [
    'on a page with an AMD loader',
    `<script>window.define = () => {}; define.amd = {};</script>${figures}${plotlyScript()}`,
  ],
])('figures are drawn with Plotly %s, without an error or a request', async (_, body) => {
  const { page, seen } = await open(body);
  expect(seen).toEqual({ errors: [], outside: [] });
  const { boxes, panels: drawn } = await measure(page);
  expect(drawn).toBe(8);
  for (const { height, drawn: inner } of boxes) expect(inner).toBe(height);
  await page.close();
});

test('figures fit a telephone, grow for their legends, and follow the width', async () => {
  const { page } = await open(plotlyScript() + figures, 375);
  const narrow = await measure(page);
  expect(narrow.overflow).toBeLessThanOrEqual(0);
  for (const { height, drawn, width } of narrow.boxes) {
    expect(drawn).toBe(height);
    expect(width).toBeLessThanOrEqual(375);
  }
  await page.setViewport({ width: 1000, height: 800 });
  await rest();
  const wide = await measure(page);
  expect(wide.boxes[0]!.width).toBeGreaterThan(900);
  // Eight panels: four rows of two on the telephone, two rows of four on the wide page.
  expect(wide.boxes[0]!.height).toBeLessThan(narrow.boxes[0]!.height);
  await page.close();
});

test('figures take the colour of the page, and black lines turn white on a dark one', async () => {
  const { page } = await open(plotlyScript() + figures);
  const colorsNow = () =>
    page.evaluate(() => {
      const second = document.querySelectorAll('.lab-figure')[1]!;
      const [title, path] = [second.querySelector('.xtitle')!, second.querySelector('.js-line')!];
      return [getComputedStyle(title).fill, getComputedStyle(path).stroke];
    });
  expect(await colorsNow()).toEqual(['rgb(0, 0, 0)', 'rgb(0, 0, 0)']);
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
  await rest();
  expect(await colorsNow()).toEqual(['rgb(221, 221, 221)', 'rgb(255, 255, 255)']);
  await page.close();
});

test('a page without Plotly shows the description', async () => {
  const page = await browser.newPage();
  await page.setContent(figures);
  await page.waitForFunction(() => document.querySelectorAll('.lab-figure')[1]?.textContent === 'Six lines.', {
    timeout: 20_000,
  });
  await page.close();
});
