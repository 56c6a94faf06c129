import { expect, test } from 'vitest';
import { polynomialDecay } from '../../lib/schedules/index.ts';
import { expectPure, testBadOptions } from './expect-schedule.ts';

const options = { learningRate: 1, decaySteps: 100, endLearningRate: 0 };

test('polynomialDecay(options) falls along a line by default, and stays at its end', () => {
  const schedule = polynomialDecay(options);
  expect([0, 25, 50, 100, 101, 1e6].map(schedule)).toEqual([1, 0.75, 0.5, 0, 0, 0]);
});

test('polynomialDecay({ power: 2 }) is curved', () => {
  expect([0, 50, 100].map(polynomialDecay({ ...options, power: 2 }))).toEqual([1, 0.25, 0]);
});

test('polynomialDecay(options) ends at 1e-4 by default', () => {
  expect(polynomialDecay({ learningRate: 1, decaySteps: 10 })(10)).toBe(1e-4);
});

test('polynomialDecay({ cycle: true }) starts anew on the line of twice, three times ... decaySteps', () => {
  const schedule = polynomialDecay({ ...options, cycle: true });
  expect([0, 50, 100, 150, 200].map(schedule)).toEqual([1, 0.5, 0, 0.25, 0]);
  expect(schedule(101)).toBeCloseTo(99 / 200, 14);
  expect(schedule(201)).toBeCloseTo(99 / 300, 14);
});

test('polynomialDecay(options) gives the same rates when it is called twice', () => {
  expectPure(() => polynomialDecay(options));
  expectPure(() => polynomialDecay({ ...options, power: 0.5, cycle: true }), 350);
});

testBadOptions(polynomialDecay, options, [
  [{ learningRate: -1 }, 'learningRate must be a number >= 0, got -1'],
  [{ decaySteps: 0 }, 'decaySteps must be an integer >= 1, got 0'],
  [{ endLearningRate: -1 }, 'endLearningRate must be a number >= 0, got -1'],
  [{ power: 0 }, 'power must be a number > 0, got 0'],
  [{ cycle: 'yes' }, "cycle must be true or false, got 'yes'"],
  [{ end_learning_rate: 0 }, 'unknown option end_learning_rate; did you mean endLearningRate?'],
]);
