import { afterEach, expect, test } from 'vitest';
import { makeBlobs } from '../lib/data/make-blobs.ts';
import { createModel } from '../lib/model.ts';
import { seedEverything } from '../lib/seed.ts';
import { tf } from '../lib/tf.ts';

const original = Math.random;
const draws = () => Array.from({ length: 5 }, () => Math.random());

afterEach(() => {
  Math.random = original;
});

test('seedEverything(seed) makes Math.random repeat itself', () => {
  seedEverything(1);
  const first = draws();
  seedEverything(1);
  expect(draws()).toEqual(first);
  seedEverything(2);
  expect(draws()).not.toEqual(first);
});

test('seedEverything(seed) takes a text as well as a number', () => {
  seedEverything(7);
  const first = draws();
  seedEverything('7');
  expect(draws()).toEqual(first);
});

test('seedEverything(seed) returns what puts the former Math.random back', () => {
  const putBack = seedEverything(1);
  expect(Math.random).not.toBe(original);
  putBack();
  expect(Math.random).toBe(original);
});

test("seedEverything(seed) repeats points, weights and TensorFlow.js's shuffles that have no seed of their own", () => {
  const drawAll = () => {
    seedEverything(3);
    const order = [1, 2, 3, 4, 5, 6, 7, 8];
    tf.util.shuffle(order);
    const weights = createModel().getWeights()[0]!;
    return { points: makeBlobs().x, weights: weights.dataSync(), order };
  };
  expect(drawAll()).toEqual(drawAll());
});
