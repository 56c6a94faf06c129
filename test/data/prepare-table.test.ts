import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { prepareTable } from '../../lib/index.ts';
import { inRoot } from '../support/paths.ts';

const folder = mkdtempSync(join(tmpdir(), 'a table '));
afterAll(() => void rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, 'table.csv');
  writeFileSync(path, text);
  return path;
}

const rowsOf = (tensor: { arraySync(): unknown }) => tensor.arraySync() as number[][];

test('a CSV file becomes two parts with all rows, names and one-hot classes', () => {
  const path = file('\uFEFFheight,"width, in cm",kind\n1,10,cat\n2,20,dog\n\n3,30,"cat"\n4,40,ant\n');
  const table = prepareTable(path, { target: 'kind', testShare: 0.25, standardise: false });
  expect(table.featureNames).toEqual(['height', 'width, in cm']);
  expect(table.classNames).toEqual(['ant', 'cat', 'dog']);
  const rows = [...rowsOf(table.trainX), ...rowsOf(table.testX)];
  const classes = [...rowsOf(table.trainY), ...rowsOf(table.testY)].map((row) => table.classNames[row.indexOf(1)]);
  expect(table.trainX.shape).toEqual([3, 2]);
  const kinds = Object.fromEntries(rows.map(([height], i) => [height, classes[i]]));
  expect(kinds).toEqual({ 1: 'cat', 2: 'dog', 3: 'cat', 4: 'ant' });
  for (const [height, width] of rows) expect(width).toBe(10 * height!);
});

test('the training rows have mean 0 and deviation 1, a constant column stays at 0, test rows go through the same', () => {
  const x = Array.from({ length: 20 }, (_, i) => [i * i, 5, Math.sin(i)]);
  const y = x.map((_, i) => i % 2);
  const { trainX, testX, means, deviations } = prepareTable({ x, y }, { seed: 3 });
  for (const column of [0, 2]) {
    const values = rowsOf(trainX).map((row) => row[column]!);
    expect(values.reduce((a, b) => a + b) / 10).toBeCloseTo(0, 5);
    expect(values.reduce((a, b) => a + b * b, 0) / 10).toBeCloseTo(1, 5);
  }
  expect(rowsOf(trainX).map((row) => row[1])).toEqual(Array(10).fill(0));
  const back = [...rowsOf(trainX), ...rowsOf(testX)].map((row) => Math.round(row[0]! * deviations[0]! + means[0]!));
  expect(back.sort((a, b) => a - b)).toEqual(x.map(([square]) => square));
});

test('the same seed gives the same split, another one another', () => {
  const x = Array.from({ length: 30 }, (_, i) => [i]);
  const y = x.map((_, i) => i % 3);
  const split = (seed: number) => rowsOf(prepareTable({ x, y }, { seed, standardise: false }).trainX).flat();
  expect(split(1)).toEqual(split(1));
  expect(split(1)).not.toEqual(split(2));
});

test('the digits are those of scikit-learn, and are scaled as its StandardScaler does', () => {
  const reference = JSON.parse(readFileSync(inRoot('test', 'fixtures', 'sklearn-digits.json'), 'utf8'));
  const all = prepareTable(inRoot('notebooks', 'data', 'digits.csv'), { target: 'digit', standardise: false });
  expect(all.classNames).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  const pixels = [...rowsOf(all.trainX), ...rowsOf(all.testX)];
  expect(pixels).toHaveLength(reference.rows);
  expect(pixels.flat().reduce((a, b) => a + b)).toBe(reference.sum);
  const counts = [...rowsOf(all.trainY), ...rowsOf(all.testY)].reduce(
    (sums, row) => sums.map((sum, i) => sum + row[i]!),
    Array<number>(10).fill(0),
  );
  expect(counts).toEqual(reference.counts);

  const lines = readFileSync(inRoot('notebooks', 'data', 'digits.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1, 901);
  const rows = lines.map((line) => line.split(',').map(Number));
  // One row for the test and the 900 of the reference for training, in whatever order.
  const x = [...rows.map((row) => row.slice(0, 64)), rows[0]!.slice(0, 64)];
  const y = [...rows.map((row) => row[64]!), rows[0]![64]!];
  const { means, deviations } = prepareTable({ x, y }, { testShare: 1 / 901 });
  const close = (ours: number[], theirs: number[], within: number) =>
    ours.forEach((value, i) => void expect(Math.abs(value - theirs[i]!)).toBeLessThan(within));
  // The row that is left out moves a mean by at most a 900th of the range.
  close(means, reference.means, 16 / 900);
  close(deviations, reference.scales, 0.1);
});

test.each([
  ['a,b\n1,2\n', { target: 'kind' }, "target must be one of the columns a, b, got 'kind'"],
  ['a,b\n1,2\n', {}, 'target must be one of the columns a, b, got undefined'],
  ['a,kind\n1,x\ntwo,y\n', { target: 'kind' }, "row 2 of .*: a must be a number, got 'two'"],
  ['a,kind\n1,x\n,y\n', { target: 'kind' }, "row 2 of .*: a must be a number, got ''"],
  ['a,kind\n1,x\n2\n', { target: 'kind' }, 'row 2 of .* must have 2 cells, got 1'],
  ['a,kind\n1,x\n2,x\n', { target: 'kind' }, "the classes must be two or more, got 'x'"],
  ['a,kind\n1,x\n2,y\n', { target: 'kind', testShare: 1 }, 'testShare must be a number between 0 and 1, got 1'],
  ['a,kind\n1,x\n2,y\n', { target: 'kind', testShare: 0.1 }, 'testShare must be such that both parts of 2 rows'],
  ['a,kind\n1,x\n2,y\n', { target: 'kind', scale: true }, 'unknown option scale'],
])('prepareTable refuses %o with %o', (text, options, message) => {
  expect(() => prepareTable(file(text), options)).toThrow(new RegExp(message));
});

test('prepareTable refuses arrays that do not fit, and files that are not there', () => {
  expect(() => prepareTable('nowhere.csv')).toThrow("path of a CSV file that can be read, got 'nowhere.csv'");
  expect(() => prepareTable({ x: [[1], [2]], y: [0] })).toThrow('y must be a list of 2 classes');
  expect(() => prepareTable({ x: [[1], [2, 3]], y: [0, 1] })).toThrow('x[1] must be 1 numbers');
  expect(() => prepareTable({ x: [[1], [Number.NaN]], y: [0, 1] })).toThrow('x[1][0] must be a number, got NaN');
});
