import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { progressPath, readProgress, recordSolved } from '../../lib/exercises/progress-file.ts';
import { inRoot } from '../support/paths.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'progress-'));
  path = join(folder, '.progress.json');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test('progressPath is in the root of the checkout, also from the folder of the notebooks', () => {
  vi.stubEnv('LEARNING_RATE_LAB_PROGRESS', '');
  for (const from of [inRoot(), inRoot('notebooks'), inRoot('lib', 'data')]) {
    expect(progressPath(from)).toBe(inRoot('.progress.json'));
  }
});

test('progressPath outside a checkout is in the folder itself', () => {
  vi.stubEnv('LEARNING_RATE_LAB_PROGRESS', '');
  const inside = join(folder, 'a', 'b');
  mkdirSync(inside, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "another" }');
  expect(progressPath(inside)).toBe(join(inside, '.progress.json'));
});

test('progressPath is what LEARNING_RATE_LAB_PROGRESS says', () => {
  vi.stubEnv('LEARNING_RATE_LAB_PROGRESS', path);
  expect(progressPath()).toBe(path);
});

test('readProgress of no file is no progress', () => {
  expect(readProgress(path)).toEqual({});
});

test('recordSolved keeps what was there, the first time of each, in the order of the ids', () => {
  recordSolved('momentum-2', path, new Date('2026-01-02T03:04:05Z'));
  recordSolved('decay-1', path, new Date('2026-01-03T00:00:00Z'));
  recordSolved('momentum-2', path, new Date('2027-01-01T00:00:00Z'));
  expect(readProgress(path)).toEqual({
    'decay-1': '2026-01-03T00:00:00.000Z',
    'momentum-2': '2026-01-02T03:04:05.000Z',
  });
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(/\n$/);
  expect(Object.keys(JSON.parse(text).solved)).toEqual(['decay-1', 'momentum-2']);
});

test('recordSolved leaves nothing but the file', () => {
  recordSolved('decay-1', path);
  expect(readdirSync(folder)).toEqual(['.progress.json']);
});

const broken = {
  'half a file': '{ "version": 1, "solved": { "decay-1"',
  'no file of progress': '[1, 2]',
  null: 'null',
  'another version': '{ "version": 2, "solved": {} }',
  'a list of ids': '{ "version": 1, "solved": ["decay-1"] }',
  'an id without time': '{ "version": 1, "solved": { "decay-1": true } }',
  'an empty file': '',
};
for (const [name, text] of Object.entries(broken)) {
  test(`${name} is refused with its path, and not overwritten`, () => {
    writeFileSync(path, text);
    expect(() => readProgress(path)).toThrow(path);
    expect(() => readProgress(path)).toThrow(/^progress: .*mend it, or move it away/);
    expect(() => recordSolved('decay-1', path)).toThrow(/mend it/);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
}

test('recordSolved says when the file cannot be written, and leaves nothing behind', () => {
  const nowhere = join(folder, 'missing', '.progress.json');
  expect(() => recordSolved('decay-1', nowhere)).toThrow(/^progress: .* cannot be written/);
  expect(existsSync(join(folder, 'missing'))).toBe(false);
});
