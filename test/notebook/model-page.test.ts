import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModel, saveModelPage, tf } from '../../lib/index.ts';
import { openBrowser } from '../support/browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'model page '));
let opened: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  opened = await openBrowser();
});
afterAll(async () => {
  await opened.close();
  rmSync(folder, { recursive: true });
});

/** Opens a page and counts what goes wrong or out. */
async function openPage(path: string) {
  const page = await opened.browser.newPage();
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('request', (request) => request.url().startsWith('file:') || wrong.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  return { page, wrong };
}

const status = '[role=status]';

test('a page with fields gives the probabilities that the model gives here', async () => {
  const model = createModel({ inputs: 3, classes: 4, hiddenUnits: [8, 6], seed: 5 });
  const [means, deviations, row] = [
    [1, -2, 30],
    [2, 0.5, 10],
    [1.5, -2.25, 44],
  ];
  const options = { title: 'Three <features>', classNames: ['a', 'b', 'c & d', 'e'], means, deviations };
  const { page, wrong } = await openPage(await saveModelPage(model, join(folder, 'fields'), options));
  expect(await page.$eval('h1', (heading) => heading.textContent)).toBe('Three <features>');
  for (const [i, value] of row.entries()) {
    await page.$eval(`#f${i}`, (field) => field.setAttribute('value', ''));
    await page.type(`#f${i}`, String(value));
  }
  await page.keyboard.press('Enter');
  await page.waitForSelector(`${status}[data-probabilities]`);
  const shown = JSON.parse(
    (await page.$eval(status, (one) => (one as HTMLElement).dataset.probabilities))!,
  ) as number[];
  const scaled = row.map((value, i) => (value - means[i]!) / deviations[i]!);
  const expected = (model.predict(tf.tensor2d([scaled])) as ReturnType<typeof tf.tensor>).dataSync();
  shown.forEach((value, i) => void expect(value).toBeCloseTo(expected[i]!, 5));
  const best = options.classNames[expected.indexOf(Math.max(...expected))]!;
  expect(await page.$eval(status, (one) => one.textContent)).toContain(`${best}, with a probability of`);
  expect(wrong).toEqual([]);
});

test('a page for many features takes a row of numbers, has examples, and says what is missing', async () => {
  const model = createModel({ inputs: 20, classes: 2, hiddenUnits: 4, seed: 1 });
  const examples = [Array.from({ length: 20 }, (_, i) => i / 10)];
  const { page, wrong } = await openPage(await saveModelPage(model, join(folder, 'row'), { examples }));
  await page.waitForFunction(() => 'tf' in window);
  await page.type('#row', '1, 2, three');
  await page.click('[type=submit]');
  await page.waitForFunction(() =>
    document.querySelector('[role=status]')!.textContent!.includes('must be 20 numbers'),
  );
  await page.click('[data-example="0"]');
  await page.waitForSelector(`${status}[data-probabilities]`);
  const shown = JSON.parse(
    (await page.$eval(status, (one) => (one as HTMLElement).dataset.probabilities))!,
  ) as number[];
  const expected = (model.predict(tf.tensor2d(examples)) as ReturnType<typeof tf.tensor>).dataSync();
  shown.forEach((value, i) => void expect(value).toBeCloseTo(expected[i]!, 5));
  expect(wrong).toEqual([]);
});

test('model.json and weights.bin are a model that TensorFlow.js loads', async () => {
  const model = createModel({ seed: 9 });
  await saveModelPage(model, join(folder, 'files'));
  const { modelTopology, weightsManifest } = JSON.parse(readFileSync(join(folder, 'files', 'model.json'), 'utf8'));
  const bytes = readFileSync(join(folder, 'files', 'weights.bin'));
  const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const weightSpecs = weightsManifest[0].weights;
  const loaded = await tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData }));
  const values = (one: typeof loaded) => one.getWeights().map((weight) => Array.from(weight.dataSync()));
  expect(values(loaded)).toEqual(values(model));
});

test('saveModelPage refuses names that do not fit the model', async () => {
  const model = createModel({ seed: 1 });
  const save = (options: object) => saveModelPage(model, join(folder, 'never'), options);
  await expect(save({ classNames: ['a'] })).rejects.toThrow('the length of classNames must be 3, got 1');
  await expect(save({ means: [1, 2, 3] })).rejects.toThrow('the length of means must be 2, got 3');
  await expect(save({ names: [] })).rejects.toThrow('unknown option names');
});
