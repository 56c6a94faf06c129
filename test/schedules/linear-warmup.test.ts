import { expect, test } from 'vitest';
import { linearWarmup, stepDecay } from '../../lib/schedules/index.ts';
import { expectPure, testBadOptions } from './expect-schedule.ts';

const options = { learningRate: 0.5, warmupSteps: 10 };

test('linearWarmup(options) rises from 0 along a line, and stays at learningRate', () => {
  expect([0, 5, 10, 11, 1e6].map(linearWarmup(options))).toEqual([0, 0.25, 0.5, 0.5, 0.5]);
});

test('linearWarmup({ from }) starts there', () => {
  expect([0, 5, 10].map(linearWarmup({ ...options, from: 0.25 }))).toEqual([0.25, 0.375, 0.5]);
});

test('linearWarmup({ after }) goes on with another schedule, counted from the end of the rise', () => {
  const after = stepDecay({ learningRate: 0.5, factor: 0.5, stepSize: 10 });
  expect([9, 10, 19, 20, 30].map(linearWarmup({ ...options, after }))).toEqual([0.45, 0.5, 0.5, 0.25, 0.125]);
});

test('linearWarmup({ warmupSteps: 0 }) is at learningRate at once', () => {
  expect([0, 1].map(linearWarmup({ ...options, warmupSteps: 0 }))).toEqual([0.5, 0.5]);
});

test('linearWarmup(options) gives the same rates when it is called twice', () => {
  expectPure(() => linearWarmup(options));
});

testBadOptions(linearWarmup, options, [
  [{ learningRate: -1 }, 'learningRate must be a number >= 0, got -1'],
  [{ warmupSteps: -1 }, 'warmupSteps must be an integer >= 0, got -1'],
  [{ from: -1 }, 'from must be a number >= 0, got -1'],
  [{ after: 0.1 }, 'after must be a schedule: a function from a step to a rate, got 0.1'],
  [{ warmup_steps: 10 }, 'unknown option warmup_steps; did you mean warmupSteps?'],
]);
