import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, watch } from '../support/browser.ts';
import { inRoot } from '../support/paths.ts';

const names = readdirSync(inRoot('notebooks'))
  .filter((name) => name.endsWith('.ipynb'))
  .map((name) => name.replace('.ipynb', ''));
const pages = ['index', 'laboratory', 'glossary', 'reference', 'summary-page', ...names];
const site = (page: string) => inRoot('site', `${page}.html`);
const html = (page: string) => readFileSync(site(page), 'utf8');
const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

let browser: Browser;
let close: () => Promise<void>;
beforeAll(async () => {
  if (!existsSync(site('index'))) throw new Error('site/ is not there: `npm start` builds the book');
  ({ browser, close } = await openBrowser());
});
afterAll(() => close?.());

/** Opens a page of the book from the file system, and waits until its figures are drawn. */
async function open(
  name: string,
  width: number,
  dark = false,
): Promise<{ page: Page; seen: ReturnType<typeof watch> }> {
  const page = await browser.newPage();
  const seen = watch(page);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]);
  await page.setViewport({ width, height: 900 });
  await page.goto(pathToFileURL(site(name)).href, { waitUntil: 'load' });
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('.lab-figure')].every((figure) => figure.querySelector('.main-svg')) &&
      [...document.querySelectorAll<HTMLElement>('[data-live]')].every((place) => place.dataset.drawn !== undefined),
    { timeout: 30_000 },
  );
  return { page, seen };
}

test('the book has its notebooks in reading order, all executed without error', () => {
  const numbers = names.map((name) => name.slice(0, 2));
  expect(numbers).toEqual([...new Set(numbers)].sort());
  expect(numbers).toEqual(expect.arrayContaining(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11']));
  expect(names.filter((name) => /class="[^"]*(traceback|output error)/.test(html(name)))).toEqual([]);
});

test('the book has at least 15 figures, each with a description', () => {
  const figures = names.map((name) => count(html(name), /class="lab-figure"/g)).reduce((sum, n) => sum + n, 0);
  expect(figures).toBeGreaterThanOrEqual(15);
  for (const name of names) {
    expect(count(html(name), /class="lab-figure"[^>]*aria-label="[^"]{20,}"/g)).toBe(
      count(html(name), /class="lab-figure"/g),
    );
  }
});

test('the five studies made their 24 fits of 200 epochs, to the end', () => {
  const fits = { '04': 8, '05': 4, '06': 4, '07': 4, '08': 4 };
  for (const [number, count] of Object.entries(fits)) {
    const page = html(names.find((name) => name.startsWith(number))!);
    const [, done, total] = page.match(/class="lab-progress" data-done="(\d+)" data-total="(\d+)"/)!;
    expect([number, Number(done), Number(total)]).toEqual([number, count * 200, count * 200]);
  }
});

test.each(pages)('page %s draws its figures without an error or a request, and fits a phone', async (name) => {
  const { page, seen } = await open(name, 1200);
  expect(seen).toEqual({ errors: [], outside: [] });
  await page.setViewport({ width: 375, height: 900 });
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const tooWide = () =>
    page.evaluate(
      () =>
        [...document.querySelectorAll('.lab-figure .main-svg, .lab-live-plot .main-svg')].filter(
          (svg) => svg.getBoundingClientRect().width > 375,
        ).length,
    );
  await expect.poll(tooWide, { timeout: 15_000 }).toBe(0);
  // Nothing but code and tables scrolls sideways.
  await expect.poll(overflow, { timeout: 15_000 }).toBeLessThanOrEqual(0);
  await page.close();
});

test('a dark page has light text in its figures', async () => {
  const { page } = await open('04-learning-rate-dynamics', 1200, true);
  const [red, green, blue] = await page.evaluate(() => {
    const text = document.querySelector('.lab-figure .xtitle, .lab-figure .annotation-text');
    const probe = getComputedStyle(text as Element).fill;
    return (probe.match(/\d+/g) ?? []).map(Number);
  });
  expect((red! + green! + blue!) / 3).toBeGreaterThan(150);
  await page.close();
});

test('formulas are in the pages, rendered, with fonts of the book', () => {
  expect(count(html('01-learning-rate-and-gradient-descent'), /class="katex"/g)).toBeGreaterThan(3);
  expect(existsSync(inRoot('site', '_static', 'katex', 'fonts', 'KaTeX_Main-Regular.woff2'))).toBe(true);
});

test('pages lead to the next and the previous one, and code can be copied', async () => {
  const { page } = await open('05-momentum', 1200);
  const links = await page.$$eval('.prev-next-area a', (found) => found.map((link) => link.getAttribute('href')));
  expect(links).toEqual(['04-learning-rate-dynamics.html', '06-learning-rate-decay.html']);
  expect(await page.$$eval('button.copybtn', (found) => found.length)).toBeGreaterThan(3);
  await page.close();
});

test('the search finds a word from the file system', async () => {
  const { page } = await open('index', 1200);
  await page.goto(`${pathToFileURL(site('search')).href}?q=momentum`);
  await page.waitForSelector('#search-results li a', { timeout: 20_000 });
  const found = await page.$$eval('#search-results li a', (links) => links.map((link) => link.getAttribute('href')));
  expect(found.some((href) => href?.includes('05-momentum'))).toBe(true);
  await page.close();
});
