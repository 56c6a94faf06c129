import { expect, test } from 'vitest';
import { timeBasedDecay } from '../../lib/schedules/index.ts';
import { expectPure, testBadOptions } from './expect-schedule.ts';

const options = { learningRate: 0.01, decay: 0.01 };

test('timeBasedDecay(options) starts at learningRate and has halved after 1 / decay steps', () => {
  const schedule = timeBasedDecay(options);
  expect([0, 100, 300].map(schedule)).toEqual([0.01, 0.005, 0.0025]);
});

test('timeBasedDecay({ decay: 0 }) stays where it is', () => {
  expect(timeBasedDecay({ ...options, decay: 0 })(1e6)).toBe(0.01);
});

test('timeBasedDecay(options) gives the same rates when it is called twice', () => {
  expectPure(() => timeBasedDecay(options));
});

testBadOptions(timeBasedDecay, options, [
  [{ learningRate: -0.1 }, 'learningRate must be a number >= 0, got -0.1'],
  [{ decay: -0.1 }, 'decay must be a number >= 0, got -0.1'],
  [{ decay: Number.NaN }, 'decay must be a number >= 0, got NaN'],
  [{ lr: 0.1 }, 'unknown option lr; did you mean learningRate?'],
]);
