import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readProgress } from '../../lib/exercises/progress-file.ts';
import { startFakeKernel, stopFakeKernel, type Written } from './fake-kernel.ts';

let written: Written[];
let check: typeof import('../../lib/notebook/check.ts').check;
let folder: string;
let path: string;

beforeEach(async () => {
  vi.resetModules();
  written = startFakeKernel();
  folder = mkdtempSync(join(tmpdir(), 'check-'));
  path = join(folder, '.progress.json');
  vi.stubEnv('LEARNING_RATE_LAB_PROGRESS', path);
  vi.stubEnv('LEARNING_RATE_LAB_EXECUTED', undefined);
  ({ check } = await import('../../lib/notebook/check.ts'));
});
afterEach(() => {
  stopFakeKernel();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const shown = () => written.map(({ data }) => data);

test('check shows a right answer with its note, as HTML and text, and notes it', async () => {
  expect(await check('momentum-1', 0.02)).toMatchObject({ right: true });
  const [data] = shown();
  expect(Object.keys(data!)).toEqual(['text/html', 'text/plain']);
  expect(data!['text/plain']).toMatch(/^Right\. So a momentum of 0\.5/);
  expect(data!['text/html']).toMatch(
    /<div class="lab-check lab-check-right" role="status"[^>]*><strong>Right\.<\/strong> So/,
  );
  expect(Object.keys(readProgress(path))).toEqual(['momentum-1']);
});

test('check shows the hint of a wrong answer and notes nothing', async () => {
  const verdict = await check('momentum-1', 0.005);
  expect(verdict).toEqual({ right: false, hint: expect.stringContaining('divide the rate') });
  expect(shown()[0]!['text/plain']).toMatch(/^Not yet\. Momentum lengthens/);
  expect(shown()[0]!['text/html']).toContain('lab-check-wrong');
  expect(existsSync(path)).toBe(false);
});

test('check of undefined says what is still to be answered and notes nothing', async () => {
  expect(await check('momentum-1', undefined)).toEqual({ right: false, hint: 'not answered yet' });
  expect(shown()[0]!['text/plain']).toMatch(/^Not answered yet: the plain rate/);
  expect(existsSync(path)).toBe(false);
});

test('check of an unknown id throws and names the nearest, also for undefined', async () => {
  for (const answer of [1, undefined]) {
    await expect(check('momentum-11', answer)).rejects.toThrow(
      /no exercise 'momentum-11'; the nearest are 'momentum-1'/,
    );
  }
  expect(written).toEqual([]);
});

test('check waits for answers that are promises, and says why one failed', async () => {
  expect(await check('momentum-1', Promise.resolve(0.02))).toMatchObject({ right: true });
  const failing = Promise.reject(new Error('no such run'));
  expect(await check('momentum-1', failing)).toEqual({
    right: false,
    hint: 'Your answer could not be judged: no such run',
  });
});

test('check writes code in hints as code, and text that looks like HTML as text', async () => {
  await check('configuring-2', 0.0025);
  expect(shown()[0]!['text/html']).toContain('<code>wrong</code>');
  await check('momentum-2', () => {
    throw new Error('<img src=x onerror=alert(1)>');
  });
  expect(shown()[1]!['text/html']).toContain('&lt;img');
  expect(shown()[1]!['text/html']).not.toContain('<img');
});

test('check notes nothing while a book is executed', async () => {
  vi.stubEnv('LEARNING_RATE_LAB_EXECUTED', '1');
  expect(await check('momentum-1', 0.02)).toMatchObject({ right: true });
  expect(existsSync(path)).toBe(false);
});

test('check outside a notebook prints the text and notes nothing', async () => {
  stopFakeKernel();
  const print = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await check('momentum-1', 0.02);
  await check('momentum-1', 3);
  expect(print.mock.calls.map(([text]) => text)).toEqual([
    expect.stringMatching(/^Right\. .*\n$/),
    expect.stringMatching(/^Not yet\. .*\n$/),
  ]);
  expect(existsSync(path)).toBe(false);
});

test('check says so when the answer cannot be noted, and leaves the broken file as it is', async () => {
  writeFileSync(path, 'not JSON');
  expect(await check('momentum-1', 0.02)).toMatchObject({ right: true });
  expect(shown()[0]!['text/plain']).toMatch(/^Right\. .*could not be noted.*\.progress\.json.*mend it/);
  expect(readFileSync(path, 'utf8')).toBe('not JSON');
});

test('progress of a former kernel is still there', async () => {
  await check('momentum-1', 0.02);
  vi.resetModules();
  const again = await import('../../lib/notebook/check.ts');
  await again.check('decay-1', 1 / 1600);
  expect(Object.keys(readProgress(path))).toEqual(['decay-1', 'momentum-1']);
});
