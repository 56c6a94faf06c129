import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startFakeKernel, stopFakeKernel, type Written } from './fake-kernel.ts';

let written: Written[];
let progress: typeof import('../../lib/notebook/index.ts').progress;
let interruption: { count: number };
const listeners = process.listeners('SIGINT');

beforeEach(async () => {
  vi.resetModules();
  vi.useFakeTimers({ toFake: ['Date'] });
  written = startFakeKernel();
  ({ progress } = await import('../../lib/notebook/index.ts'));
  ({ interruption } = await import('../../lib/interruption.ts'));
});
afterEach(() => {
  stopFakeKernel();
  vi.useRealTimers();
  for (const listener of process.listeners('SIGINT'))
    if (!listeners.includes(listener)) process.off('SIGINT', listener);
});

const texts = () => written.map(({ data }) => data['text/plain']);
const wait = (milliseconds: number) => vi.advanceTimersByTime(milliseconds);

/** What a fit calls, with so many milliseconds an epoch. */
async function fit(bar: ReturnType<typeof progress>, epochs: number, milliseconds: number) {
  const { onTrainBegin, onEpochEnd, onTrainEnd } = bar;
  await onTrainBegin();
  for (let epoch = 0; epoch < epochs; epoch++) {
    wait(milliseconds);
    await onEpochEnd();
  }
  await onTrainEnd();
}

test('progress counts the epochs of several fits in one display', async () => {
  const bar = progress(4, { label: 'rate 0.1' });
  await fit(bar, 2, 1000);
  bar.label = 'rate 1';
  await fit(bar, 2, 1000);
  expect(texts()).toEqual([
    'rate 0.1 · epoch 0 of 4',
    'rate 0.1 · epoch 1 of 4 · 3.0 s left',
    'rate 0.1 · epoch 2 of 4 · 2.0 s left',
    'rate 0.1 · epoch 2 of 4 · 2.0 s left',
    'rate 1 · epoch 2 of 4 · 2.0 s left',
    'rate 1 · epoch 3 of 4 · 1.0 s left',
    '4 epochs in 4.0 s',
    '4 epochs in 4.0 s',
  ]);
  expect(new Set(written.map(({ id }) => id)).size).toBe(1);
  expect(written.map(({ isUpdate }) => isUpdate)).toEqual([false, ...Array(7).fill(true)]);
});

test('progress shows a bar that can be read out', async () => {
  const bar = progress(1600, { label: '<rates>' });
  bar.update(400);
  const html = written[0]!.data['text/html'];
  expect(html).toContain('<progress max="1600" value="400" aria-label="&lt;rates&gt; · 400 of 1,600');
});

test('progress writes at most five times a second', async () => {
  await fit(progress(1000), 1000, 2);
  expect(written.length).toBeLessThan(15);
  expect(texts().at(-1)).toBe('1,000 epochs in 2.0 s');
});

test('progress does not count the time between fits', async () => {
  const bar = progress(2);
  wait(60_000);
  await fit(bar, 1, 500);
  wait(60_000);
  await fit(bar, 1, 500);
  expect(texts().at(-1)).toBe('2 epochs in 1.0 s');
});

test('progress.update moves the bar for work that is no fit', () => {
  const bar = progress(8, { label: 'momentum' });
  wait(1000);
  bar.update(2);
  wait(199);
  bar.update(3, 'too soon');
  wait(3000);
  bar.update(8, 'last');
  expect(texts()).toEqual(['momentum · 2 of 8 · 3.0 s left', '8 done in 4.2 s']);
  expect(bar.label).toBe('last');
});

test('progress begins anew in a display of its own when its cell is run again', async () => {
  const bar = progress(1);
  await fit(bar, 1, 2000);
  await fit(bar, 1, 3000);
  expect(texts().filter((text) => text.includes('in'))).toEqual(
    ['1 epoch in 2.0 s', '1 epoch in 3.0 s'].flatMap((t) => [t, t]),
  );
  expect(new Set(written.map(({ id }) => id)).size).toBe(2);
});

test('progress keeps its last state after an interrupt, and begins anew with the next fit', async () => {
  const bar = progress(10);
  await bar.onTrainBegin();
  wait(1000);
  await bar.onEpochEnd();
  interruption.count++;
  expect(texts().at(-1)).toBe('epoch 1 of 10 · 9.0 s left');
  await bar.onTrainBegin();
  expect(texts().at(-1)).toBe('epoch 0 of 10');
});

test('progress says long times in minutes', async () => {
  const bar = progress(2);
  await fit(bar, 1, 125_000);
  expect(texts().at(-1)).toBe('epoch 1 of 2 · 2 min 5 s left');
});

test('progress writes nothing outside a notebook', async () => {
  stopFakeKernel();
  await fit(progress(2), 2, 1000);
  expect(written).toEqual([]);
});

test('progress refuses a total that is no count', () => {
  expect(() => progress(0)).toThrow('progress: total must be an integer >= 1 (the epochs of all fits), got 0');
  expect(() => progress(1.5)).toThrow('got 1.5');
});
