import { expect, test } from 'vitest';
import { triangular } from '../../lib/schedules/index.ts';
import { expectPure, testBadOptions } from './expect-schedule.ts';

const options = { minLearningRate: 0, maxLearningRate: 1, stepSize: 4 };

test('triangular(options) goes up in stepSize steps and down in as many, again and again', () => {
  const schedule = triangular(options);
  expect([0, 1, 2, 4, 6, 8, 12, 16].map(schedule)).toEqual([0, 0.25, 0.5, 1, 0.5, 0, 1, 0]);
});

test('triangular(options) stays between its two rates', () => {
  const schedule = triangular({ ...options, minLearningRate: 0.25 });
  expect([0, 4, 8, 10].map(schedule)).toEqual([0.25, 1, 0.25, 0.625]);
});

test('triangular({ stepSizeDown }) goes down more slowly than up', () => {
  expect([0, 2, 4, 8, 12, 14].map(triangular({ ...options, stepSizeDown: 8 }))).toEqual([0, 0.5, 1, 0.5, 0, 0.5]);
});

test('triangular({ mode: "triangular2" }) halves the height with each cycle', () => {
  expect([4, 12, 20].map(triangular({ ...options, mode: 'triangular2' }))).toEqual([1, 0.5, 0.25]);
});

test('triangular({ mode: "expRange" }) scales the height by gamma at each step', () => {
  const schedule = triangular({ ...options, mode: 'expRange', gamma: 0.5 });
  expect([0, 1, 4, 12].map(schedule)).toEqual([0, 0.125, 0.5 ** 4, 0.5 ** 12]);
});

test('triangular(options) gives the same rates when it is called twice', () => {
  for (const mode of ['triangular', 'triangular2', 'expRange'] as const) {
    expectPure(() => triangular({ ...options, mode, gamma: 0.97 }));
  }
});

testBadOptions(triangular, options, [
  [{ minLearningRate: -1 }, 'minLearningRate must be a number >= 0, got -1'],
  [{ maxLearningRate: -1 }, 'maxLearningRate must be a number >= 0, got -1'],
  [{ stepSize: 0 }, 'stepSize must be an integer >= 1, got 0'],
  [{ mode: 'exp_range' }, "mode must be 'triangular' or 'triangular2' or 'expRange', got 'exp_range'"],
  [{ stepSizeDown: 0 }, 'stepSizeDown must be an integer >= 1, got 0'],
  [{ gamma: 0 }, 'gamma must be a number > 0, got 0'],
  [{ step_size: 10 }, 'unknown option step_size; did you mean stepSize?'],
]);
