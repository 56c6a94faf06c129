import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chapters, exercises, type Verdict } from '../../lib/exercises/index.ts';
import * as lab from '../../lib/index.ts';
import { startFakeKernel, stopFakeKernel, type Written } from '../notebook/fake-kernel.ts';
import { exercisesIn, freeNames, importsOf, notebookNames, runTypeScript } from './notebook-exercises.ts';

let written: Written[];
const before = process.env.LEARNING_RATE_LAB_EXECUTED;
beforeEach(() => {
  // A kernel that executes a book: outputs are caught, and no progress is noted.
  process.env.LEARNING_RATE_LAB_EXECUTED = '1';
  written = startFakeKernel();
});
afterEach(stopFakeKernel);
afterAll(() => {
  if (before === undefined) delete process.env.LEARNING_RATE_LAB_EXECUTED;
  else process.env.LEARNING_RATE_LAB_EXECUTED = before;
});

/** Runs a cell and returns what its calls of `check` said. */
async function verdictsOf(code: string): Promise<{ id: string; verdict: Verdict }[]> {
  const verdicts: { id: string; verdict: Verdict }[] = [];
  const check = async (id: string, answer: unknown) => {
    const verdict = await lab.check(id, answer);
    verdicts.push({ id, verdict });
    return verdict;
  };
  await runTypeScript(code, { ...lab, check });
  return verdicts;
}

test('every exercise of the library is in exactly one notebook, in its own, and the other way round', () => {
  const there = Object.fromEntries(notebookNames.map((name) => [name, exercisesIn(name).map(({ id }) => id)]));
  const expected = Object.fromEntries(
    chapters.map((chapter) => [chapter.notebook, Object.keys(chapter.exercises)] as const),
  );
  expect(there).toEqual(expected);
  expect(Object.keys(exercises)).toHaveLength(Object.values(expected).flat().length);
});

test('the ids of a notebook are its key and a number counted from 1', () => {
  for (const { notebook, exercises: own } of chapters) {
    const ids = Object.keys(own);
    const key = ids[0]!.replace(/-\d+$/, '');
    expect(ids, notebook).toEqual(ids.map((_, i) => `${key}-${i + 1}`));
  }
});

describe.each(notebookNames)('notebook %s', (notebook) => {
  const own = exercisesIn(notebook);

  test('has 3 to 5 exercises', () => {
    expect(own.length).toBeGreaterThanOrEqual(3);
    expect(own.length).toBeLessThanOrEqual(5);
  });

  test.each(own.map((one) => [one.id, one] as const))('%s: the folded solution is right', async (id, { solution }) => {
    expect(await verdictsOf(solution)).toEqual([{ id, verdict: expect.objectContaining({ right: true }) }]);
    expect(written.map(({ data }) => data['text/plain']).at(-1)).toMatch(/^Right\./);
  });

  test.each(own.map((one) => [one.id, one] as const))('%s: the stub runs and is not answered', async (id, { stub }) => {
    expect(await verdictsOf(stub)).toEqual([{ id, verdict: { right: false, hint: 'not answered yet' } }]);
    expect(written.map(({ data }) => data['text/plain'])).toEqual([expect.stringMatching(/^Not answered yet: /)]);
  });

  test('imports all names of the library that its solutions use', () => {
    const used = own.flatMap(({ solution }) => [...freeNames(solution)].filter((name) => name in lab));
    const imported = importsOf(notebook);
    expect(used.filter((name) => !imported.includes(name))).toEqual([]);
  });
});
