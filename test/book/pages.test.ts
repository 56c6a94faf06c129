import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as lab from '../../lib/index.ts';
import { cellsOf, importsOf, notebookNames } from '../exercises/notebook-exercises.ts';
import { inRoot } from '../support/paths.ts';

const page = (name: string) => readFileSync(inRoot('notebooks', `${name}.md`), 'utf8');
const pages = readdirSync(inRoot('notebooks')).filter((name) => name.endsWith('.md'));
const sourceOf = (notebook: string, type: string) =>
  cellsOf(notebook)
    .filter(({ cell_type }) => cell_type === type)
    .map(({ source }) => [source].flat().join(''))
    .join('\n');

/** Links of a text to files of the book, without what stands behind a #. */
const localLinks = (text: string) =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^(https?:|#|mailto:)/.test(target))
    .map((target) => target.replace(/#.*/, ''));

/** The rows of the tables of a page, as their cells. */
const rowsOf = (text: string) =>
  [...text.matchAll(/^\| (.*) \|$/gm)]
    .map(([, cells]) => cells!.split(' | '))
    .filter(([first]) => !/^(-+:?|Name|Notebook|setting)$/.test(first!));

const missing = (links: string[]) => links.filter((target) => !existsSync(inRoot('notebooks', target)));

test.each(pages)('links of %s lead to pages that are there', (name) => {
  expect(missing(localLinks(readFileSync(inRoot('notebooks', name), 'utf8')))).toEqual([]);
});

test.each(notebookNames)('links of notebook %s lead to pages that are there', (name) => {
  expect(missing(localLinks(sourceOf(name, 'markdown')))).toEqual([]);
});

test('the first page has a line for each notebook in reading order, with its title and a question', () => {
  const rows = rowsOf(page('index'));
  const expected = notebookNames.map((name) => {
    const [, title] = [cellsOf(name)[0]!.source]
      .flat()
      .join('')
      .match(/^# (.*)/)!;
    return `[${title!.trim()}](${name}.ipynb)`;
  });
  expect(rows.map(([link]) => link)).toEqual(expected);
  for (const [link, question] of rows) expect(question, link).toMatch(/^[A-Z].*\?$/);
});

test('the contents of the first page name every page', () => {
  const [, contents] = page('index').match(/```\{toctree\}([\s\S]*?)```/)!;
  const entries = contents!.split('\n').filter((line) => line && !line.startsWith(':'));
  const named = (name: string) => entries.includes(name) || entries.includes(`${name[0]}*`);
  const all = [...notebookNames, ...pages.map((name) => name.replace('.md', ''))].filter((name) => name !== 'index');
  expect(all.filter((name) => !named(name))).toEqual([]);
});

const reference = rowsOf(page('reference')).map(([name, text, where]) => ({ name: name!.slice(1, -1), text, where }));

test('the reference has each value of the library once, with a line of what it is', () => {
  expect(reference.map(({ name }) => name).sort()).toEqual(Object.keys(lab).sort());
  for (const { name, text } of reference) expect(text!.length, name).toBeGreaterThan(10);
});

test('the reference leads to notebooks that use what they are said to, and to one if there is any', () => {
  for (const { name, where } of reference) {
    const users = notebookNames.filter((notebook) => {
      const code = sourceOf(notebook, 'code').replace(/import (type )?\{[^}]*\} from '[^']*';/g, '');
      return importsOf(notebook).includes(name) && new RegExp(`\\b${name}\\b`).test(code);
    });
    const links = localLinks(where!).filter((target) => target.endsWith('.ipynb'));
    expect(
      links.filter((target) => !users.includes(target.replace('.ipynb', ''))),
      name,
    ).toEqual([]);
    expect([name, links.length > 0]).toEqual([name, users.length > 0]);
  }
});

test('the glossary is in alphabetical order, and each term leads to where it is taught', () => {
  const entries = page('glossary')
    .split('\n\n')
    .filter((paragraph) => paragraph.startsWith('**'));
  const terms = entries.map((entry) => entry.match(/^\*\*(.*?)\.\*\*/)![1]!.toLowerCase());
  expect(terms).toEqual([...terms].sort());
  expect(terms.length).toBeGreaterThan(40);
  for (const entry of entries) expect(entry).toMatch(/ → \[[^\]]+\]\(\d\d-[\w-]+\.ipynb\)/);
});

test('the glossary names notebooks by their titles', () => {
  const titles = new Map(rowsOf(page('index')).map(([link]) => [link!, true]));
  const links = [...page('glossary').matchAll(/\[[^\]]+\]\([^)]+\)/g)].map(([link]) => link);
  expect(links.filter((link) => !titles.has(link))).toEqual([]);
});
