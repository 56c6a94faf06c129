import { expect, test } from 'vitest';
import { cosineDecay, cosineRestarts } from '../../lib/schedules/index.ts';
import { expectPure, testBadOptions } from './expect-schedule.ts';

const options = { learningRate: 0.1, firstDecaySteps: 10 };

test('cosineRestarts(options) restarts after 10, 30, 70 ... steps: each period is twice as long', () => {
  const schedule = cosineRestarts(options);
  expect([0, 10, 30, 70, 150].map(schedule)).toEqual([0.1, 0.1, 0.1, 0.1, 0.1]);
  for (const last of [9, 29, 69, 149]) expect(schedule(last)).toBeLessThan(0.003);
});

test('cosineRestarts(options) is cosineDecay within each period', () => {
  const schedule = cosineRestarts({ ...options, tMul: 1, alpha: 0.2 });
  const period = cosineDecay({ learningRate: 0.1, decaySteps: 10, alpha: 0.2 });
  for (let step = 0; step < 40; step++) expect(schedule(step)).toBe(period(step % 10));
});

test('cosineRestarts({ mMul }) starts each period at mMul times the one before', () => {
  expect([0, 10, 30].map(cosineRestarts({ ...options, mMul: 0.5 }))).toEqual([0.1, 0.05, 0.025]);
});

test('cosineRestarts(options) gives the same rates when it is called twice', () => {
  expectPure(() => cosineRestarts({ ...options, tMul: 1.5, mMul: 0.7, alpha: 0.1 }));
});

testBadOptions(cosineRestarts, options, [
  [{ learningRate: -1 }, 'learningRate must be a number >= 0, got -1'],
  [{ firstDecaySteps: 0 }, 'firstDecaySteps must be an integer >= 1, got 0'],
  [{ tMul: 0.5 }, 'tMul must be a number >= 1, got 0.5'],
  [{ mMul: 0 }, 'mMul must be a number > 0, got 0'],
  [{ alpha: 2 }, 'alpha must be a number from 0 to 1, got 2'],
  [{ t_mul: 2 }, 'unknown option t_mul; did you mean tMul?'],
]);
