import { expect, test } from 'vitest';
import { makeRandom, shuffle } from '../../lib/shuffle.ts';
import { ordersOf } from '../../lib/study/row-orders.ts';

const rowsInOrder = (rows: number) => Uint32Array.from({ length: rows }, (_, row) => row);

/** The orders of some epochs, each shuffled from the one before. */
function shuffled(seed: number, rows: number, epochs: number): number[][] {
  const [order, random] = [rowsInOrder(rows), makeRandom(seed)];
  return Array.from({ length: epochs }, () => {
    shuffle(order, random);
    return Array.from(order);
  });
}

function given(seed: number, rows: number, epochs: number, most = epochs): number[][] {
  const [order, next] = [rowsInOrder(rows), ordersOf(seed, rows, most)];
  return Array.from({ length: epochs }, () => {
    next(order);
    return Array.from(order);
  });
}

test('each run of a seed sees the shuffles of that seed, also where the run before stopped early', () => {
  for (const epochs of [3, 10, 2, 10]) expect(given(1, 40, epochs, 10)).toEqual(shuffled(1, 40, epochs));
});

test('two runs of a seed at the same time see the same shuffles', () => {
  const [first, second] = [rowsInOrder(30), rowsInOrder(30)];
  const [ofFirst, ofSecond] = [ordersOf(2, 30, 5), ordersOf(2, 30, 5)];
  for (const order of shuffled(2, 30, 5)) {
    ofFirst(first);
    ofSecond(second);
    expect(Array.from(first)).toEqual(order);
    expect(second).toEqual(first);
  }
});

test('a seed that was forgotten for others, and rows that are too many to keep, are shuffled anew', () => {
  const rows = 5000;
  for (const seed of [1, 2, 3, 1]) expect(given(seed, rows, 2, 200)).toEqual(shuffled(seed, rows, 2));
  expect(given(1, rows, 2, 1000)).toEqual(shuffled(1, rows, 2));
});

test('seeds and numbers of rows do not get mixed up', () => {
  expect(given(11, 20, 1)).toEqual(shuffled(11, 20, 1));
  expect(given(1, 120, 1)).toEqual(shuffled(1, 120, 1));
});
