import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { inRoot } from './support/paths.ts';

const lib = inRoot('lib');

/** Parts of lib from the ground up: a part may import those before it, and itself. */
const order = [
  'ground',
  'tf',
  'engine',
  'data',
  'schedules',
  'figures',
  'model',
  'loss',
  'optimizers',
  'callbacks',
  'fit',
];
order.push('finder', 'study', 'analysis', 'exercises', 'live', 'notebook', 'index');

/** Parts that stand alone: besides themselves they may import the ground only. */
const alone = new Set(['engine', 'schedules', 'figures']);

/** Small modules that know nothing of the others. */
const ground = new Set(['types', 'interruption', 'check-options', 'random', 'seed', 'shuffle', 'random-weights']);

/** The files of `data` that make tensors. */
const makesTensors = new Set(['data/prepare-data.ts', 'data/prepare-table.ts', 'data/to-categorical.ts']);

const sources = readdirSync(lib, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.includes('node_modules') && !path.startsWith('engine/assembly/'));

/** The part of the library that a file belongs to: its folder, else what its name begins with. */
function partOf(path: string): string {
  const [first, rest] = path.split('/');
  if (rest) return first!;
  const name = first!.replace(/\.ts$/, '');
  if (ground.has(name)) return 'ground';
  return order.find((part) => name === part || name.startsWith(`${part}-`)) ?? name;
}

/** Our own files that a file imports, types aside, as paths in lib. */
function importsOf(path: string): string[] {
  const text = readFileSync(join(lib, path), 'utf8');
  const found = text.matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from\s+'(\.[^']+)';/gms);
  return [...found].map(([, target]) => relative(lib, join(lib, dirname(path), target!)).replaceAll('\\', '/'));
}

test('every file of lib belongs to a part that has a place in the order', () => {
  expect(sources.filter((path) => !['ground', ...order].includes(partOf(path)))).toEqual([]);
});

test('imports in lib point one way', () => {
  const wrong = sources.flatMap((path) =>
    importsOf(path)
      .filter((target) => order.indexOf(partOf(target)) > order.indexOf(partOf(path)))
      .map((target) => `${path} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('engine, schedules and figures import nothing of ours but the ground', () => {
  const wrong = sources
    .filter((path) => alone.has(partOf(path)))
    .flatMap((path) => importsOf(path).map((target) => ({ path, target })))
    .filter(({ path, target }) => !['ground', partOf(path)].includes(partOf(target)));
  expect(wrong).toEqual([]);
});

test('data makes tensors where it is prepared for training alone', () => {
  const wrong = sources
    .filter((path) => partOf(path) === 'data' && !makesTensors.has(path))
    .filter((path) => importsOf(path).includes('tf.ts'));
  expect(wrong).toEqual([]);
});

test('the engine runs in a browser: it imports neither Node nor TensorFlow.js', () => {
  const wrong = sources
    .filter((path) => partOf(path) === 'engine')
    .filter((path) => {
      const text = readFileSync(join(lib, path), 'utf8');
      return /from '(node:|@tensorflow)/.test(text);
    });
  expect(wrong).toEqual([]);
});
