import seedrandom from 'seedrandom';
import { expect, test } from 'vitest';
import { makeRandom, shuffle } from '../lib/shuffle.ts';
import { tf } from '../lib/tf.ts';

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

test('shuffle(indices, random) orders as tf.util.shuffle does with the same draws, epoch after epoch', () => {
  const [ours, theirs] = [range(101), range(101)];
  const random = makeRandom(7);
  const original = Math.random;
  Math.random = seedrandom.alea('7');
  try {
    for (let epoch = 0; epoch < 3; epoch++) {
      shuffle(ours, random);
      tf.util.shuffle(theirs);
      expect(ours).toEqual(theirs);
    }
  } finally {
    Math.random = original;
  }
  expect(ours).not.toEqual(range(101));
  expect([...ours].sort((a, b) => a - b)).toEqual(range(101));
});

test('makeRandom(seed) repeats itself, other seeds differ, and 1 is the same as "1"', () => {
  expect(makeRandom(1)()).toBe(makeRandom(1)());
  expect(makeRandom(1)()).toBe(makeRandom('1')());
  expect(makeRandom(1)()).not.toBe(makeRandom(2)());
});
