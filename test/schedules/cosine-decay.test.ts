import { expect, test } from 'vitest';
import { cosineDecay } from '../../lib/schedules/index.ts';
import { expectPure, testBadOptions } from './expect-schedule.ts';

const options = { learningRate: 0.1, decaySteps: 100 };

test('cosineDecay(options) falls from learningRate by half to 0, and stays there', () => {
  const schedule = cosineDecay(options);
  expect([0, 100, 101, 1e6].map(schedule)).toEqual([0.1, 0, 0, 0]);
  expect(schedule(50)).toBeCloseTo(0.05, 15);
});

test('cosineDecay({ alpha }) ends at alpha times learningRate', () => {
  expect(cosineDecay({ ...options, alpha: 0.25 })(100)).toBe(0.025);
  expect(cosineDecay({ ...options, alpha: 1 })(37)).toBe(0.1);
});

test('cosineDecay(options) never rises', () => {
  const schedule = cosineDecay(options);
  for (let step = 1; step <= 100; step++) expect(schedule(step)).toBeLessThan(schedule(step - 1));
});

test('cosineDecay(options) gives the same rates when it is called twice', () => {
  expectPure(() => cosineDecay(options));
});

testBadOptions(cosineDecay, options, [
  [{ learningRate: -1 }, 'learningRate must be a number >= 0, got -1'],
  [{ decaySteps: 0.5 }, 'decaySteps must be an integer >= 1, got 0.5'],
  [{ alpha: 1.1 }, 'alpha must be a number from 0 to 1, got 1.1'],
  [{ alpha: -0.1 }, 'alpha must be a number from 0 to 1, got -0.1'],
  [{ decay_steps: 10 }, 'unknown option decay_steps; did you mean decaySteps?'],
]);
