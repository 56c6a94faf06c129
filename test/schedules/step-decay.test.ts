import { expect, test } from 'vitest';
import { stepDecay } from '../../lib/schedules/index.ts';
import { expectPure, testBadOptions } from './expect-schedule.ts';

const options = { learningRate: 0.1, factor: 0.5, stepSize: 10 };

test('stepDecay(options) drops at each multiple of stepSize and stays level between', () => {
  const schedule = stepDecay(options);
  expect([0, 9, 10, 19, 20, 29, 30].map(schedule)).toEqual([0.1, 0.1, 0.05, 0.05, 0.025, 0.025, 0.0125]);
});

test('stepDecay(options) drops to a tenth by default', () => {
  expect(stepDecay({ learningRate: 1, stepSize: 5 })(5)).toBe(0.1);
});

test('stepDecay(options) with stepSize 1 drops at every step', () => {
  const schedule = stepDecay({ learningRate: 1, factor: 0.5, stepSize: 1 });
  expect([0, 1, 2, 3].map(schedule)).toEqual([1, 0.5, 0.25, 0.125]);
});

test('stepDecay(options) gives the same rates when it is called twice', () => {
  expectPure(() => stepDecay(options));
});

testBadOptions(stepDecay, options, [
  [{ learningRate: -0.1 }, 'learningRate must be a number >= 0, got -0.1'],
  [{ learningRate: '0.1' }, "learningRate must be a number >= 0, got '0.1'"],
  [{ learningRate: Number.NaN }, 'learningRate must be a number >= 0, got NaN'],
  [{ factor: 0 }, 'factor must be a number > 0, got 0'],
  [{ stepSize: 0 }, 'stepSize must be an integer >= 1, got 0'],
  [{ stepSize: 2.5 }, 'stepSize must be an integer >= 1, got 2.5'],
  [{ stepSize: undefined }, 'stepSize must be an integer >= 1, got undefined'],
  [{ step_size: 3 }, 'unknown option step_size; did you mean stepSize?'],
  [{ gamma: 0.5 }, 'unknown option gamma; the options are learningRate, factor, stepSize'],
]);
