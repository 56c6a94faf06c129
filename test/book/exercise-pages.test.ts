import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exercisesIn, notebookNames } from '../exercises/notebook-exercises.ts';
import { inRoot } from '../support/paths.ts';

const page = (name: string) => {
  const path = inRoot('site', `${name}.html`);
  if (!existsSync(path)) throw new Error('site/ is not there: `npm start` builds the book');
  return readFileSync(path, 'utf8');
};
const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

test.each(notebookNames)('page %s has its exercises open, and their solutions folded', (name) => {
  const html = page(name);
  const exercises = exercisesIn(name).length;
  expect(count(html, /<h3>Exercise /g)).toBe(exercises);
  expect(count(html, /<details><summary>Solution<\/summary>/g)).toBe(exercises);
  expect(count(html, /lab-check-open/g)).toBe(exercises);
  expect(count(html, /lab-check-(right|wrong)/g)).toBe(0);
  // The kernel does not print the verdict below what check shows.
  expect(html).not.toContain('not answered yet&#39;');
});
