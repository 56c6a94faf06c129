import axe from 'axe-core';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { descent, rangeFinder } from '../../lib/index.ts';
import { descend, describeDescent } from '../../lib/live/descent-path.ts';
import { runSweep } from '../../lib/live/range-finder-run.ts';
import { firefox, openBrowser, openFirefox, watch } from '../support/browser.ts';
import { makeLivePage } from './live-page.ts';

const live = makeLivePage([descent({ momentum: 0.5 }), rangeFinder({ from: 1e-5 })]);
afterAll(live.remove);

/** What a component has drawn last, its sentence, and the curves of its last figure. */
const drawn = (page: Page, name: string) =>
  page.$eval(`[data-live="${name}"]`, (place) => {
    const plots = [...place.querySelectorAll('.lab-live-plot')] as unknown as {
      data: { name?: string; x: number[]; y: number[] }[];
    }[];
    const curves = plots.at(-1)!.data.map(({ name, x, y }) => ({ name, x, y }));
    const settings = JSON.parse((place as HTMLElement).dataset.drawn!);
    return { settings, curves, status: place.querySelector('.lab-live-status')!.textContent };
  });

async function expectNumbersOfNode(page: Page): Promise<void> {
  const walk = await drawn(page, 'descent');
  expect(walk.status).toBe(describeDescent(walk.settings));
  expect(walk.curves[0]!.y).toEqual(descend(walk.settings).loss);
  const sweep = await drawn(page, 'range-finder');
  const { learningRates, losses, marks } = runSweep(sweep.settings);
  expect(sweep.curves[0]).toMatchObject({ x: learningRates, y: losses });
  expect(sweep.curves.slice(1).map(({ x }) => x[0])).toEqual(
    marks ? [marks.suggestion, marks.minimum, marks.tenthOfMinimum] : [],
  );
}

const browsers = [
  ['Chromium', openBrowser, false],
  ['Firefox', openFirefox, firefox === undefined],
] as const;

for (const [name, launch, isMissing] of browsers) {
  describe.skipIf(isMissing)(`bowl and range finder in ${name}`, () => {
    let browser: Browser;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ browser, close } = await launch());
    });
    afterAll(() => close?.());

    test('each slider changes the figures to the numbers of Node, by keyboard and by mouse; the address holds them', async () => {
      const page = await browser.newPage();
      const seen = watch(page);
      await page.setViewport({ width: 1000, height: 1200 });
      await page.goto(live.url);
      await page.waitForFunction(() => document.querySelectorAll('[data-drawn]').length === 2);
      await expectNumbersOfNode(page);
      for (const input of await page.$$('input[type=range]')) {
        const state = () =>
          page.$$eval('[data-live]', (places) => places.map((one) => (one as HTMLElement).dataset.drawn).join(' '));
        const changed = (before: string) => expect.poll(state, { timeout: 8000 }).not.toBe(before);
        const before = await state();
        await input.press('ArrowRight');
        await changed(before);
        await expectNumbersOfNode(page);
        const now = await state();
        const { x, y, width, height } = (await input.boundingBox())!;
        await page.mouse.click(x + 0.3 * width, y + height / 2);
        await changed(now);
        await expectNumbersOfNode(page);
      }
      const [walk, sweep] = [await drawn(page, 'descent'), await drawn(page, 'range-finder')];
      // The address follows when the reader has paused.
      await page.waitForFunction(
        (seed) => /lab=.*learningRate=/.test(location.hash) && location.hash.endsWith(`seed=${seed}`),
        {},
        sweep.settings.seed,
      );
      const url = page.url();
      await page.goto('about:blank');
      await page.goto(url);
      await page.waitForFunction(() => document.querySelectorAll('[data-drawn]').length === 2);
      expect(await drawn(page, 'descent')).toEqual(walk);
      expect(await drawn(page, 'range-finder')).toEqual(sweep);
      expect(seen).toEqual({ errors: [], outside: [] });
      await page.close();
    }, 60_000);

    test.each([1000, 375])('axe finds nothing serious at a width of %i', async (width) => {
      const page = await browser.newPage();
      await page.setViewport({ width, height: 900 });
      await page.goto(live.url);
      await page.waitForFunction(() => document.querySelectorAll('[data-drawn]').length === 2);
      await page.evaluate(axe.source);
      const found = await page.evaluate(async () => {
        const { violations } = await (window as unknown as { axe: typeof import('axe-core') }).axe.run();
        return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      });
      expect(found.filter((one) => /^(serious|critical)/.test(one))).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
      await page.close();
    });
  });
}
