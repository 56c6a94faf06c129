import { expect, test } from 'vitest';
import { exponentialDecay } from '../../lib/schedules/index.ts';
import { expectPure, testBadOptions } from './expect-schedule.ts';

const options = { learningRate: 0.1, decaySteps: 10, decayRate: 0.5 };

test('exponentialDecay(options) starts at learningRate and has fallen by decayRate after decaySteps', () => {
  const schedule = exponentialDecay(options);
  expect([0, 10, 20].map(schedule)).toEqual([0.1, 0.05, 0.025]);
  expect(schedule(5)).toBeCloseTo(0.1 * Math.SQRT1_2, 15);
});

test('exponentialDecay({ staircase: true }) stays level between the drops', () => {
  const schedule = exponentialDecay({ ...options, staircase: true });
  expect([0, 9, 10, 19, 20].map(schedule)).toEqual([0.1, 0.1, 0.05, 0.05, 0.025]);
});

test('exponentialDecay({ decayRate: 1 }) stays where it is, and above 1 it grows', () => {
  expect(exponentialDecay({ ...options, decayRate: 1 })(1000)).toBe(0.1);
  expect(exponentialDecay({ ...options, decayRate: 2 })(10)).toBe(0.2);
});

test('exponentialDecay(options) gives the same rates when it is called twice', () => {
  expectPure(() => exponentialDecay(options));
});

testBadOptions(exponentialDecay, options, [
  [{ learningRate: -0.1 }, 'learningRate must be a number >= 0, got -0.1'],
  [{ decaySteps: 0 }, 'decaySteps must be an integer >= 1, got 0'],
  [{ decayRate: 0 }, 'decayRate must be a number > 0, got 0'],
  [{ decayRate: Number.POSITIVE_INFINITY }, 'decayRate must be a number > 0, got Infinity'],
  [{ staircase: 1 }, 'staircase must be true or false, got 1'],
  [{ decay_rate: 0.5 }, 'unknown option decay_rate; did you mean decayRate?'],
]);
