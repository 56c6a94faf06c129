import { expect, test } from 'vitest';
import { oneCycle, oneCycleMomentum } from '../../lib/schedules/index.ts';
import { expectPure, testBadOptions } from './expect-schedule.ts';

const options = { maxLearningRate: 1, totalSteps: 101 };

test('oneCycle(options) rises from a 25th of its maximum in 30 % of the steps, then falls to nearly nothing', () => {
  const schedule = oneCycle({ ...options, totalSteps: 100 });
  expect(schedule(0)).toBeCloseTo(0.04, 15);
  expect(schedule(29)).toBe(1);
  expect(schedule(99)).toBe(0.04 / 1e4);
});

test('oneCycle(options) stays at its last rate after totalSteps', () => {
  const schedule = oneCycle(options);
  expect([100, 101, 1e6].map(schedule)).toEqual([4e-6, 4e-6, 4e-6]);
});

test('oneCycle(options) rises to a single peak and falls from there', () => {
  for (const annealStrategy of ['cos', 'linear'] as const) {
    const schedule = oneCycle({ ...options, annealStrategy, totalSteps: 100 });
    const rates = Array.from({ length: 100 }, (_, step) => schedule(step));
    const peak = rates.indexOf(Math.max(...rates));
    expect(peak).toBe(29);
    for (let step = 1; step < 100; step++) expect(rates[step]! > rates[step - 1]!).toBe(step <= peak);
  }
});

test('oneCycle({ annealStrategy: "linear" }) moves along lines', () => {
  const line = { maxLearningRate: 1, totalSteps: 10, pctStart: 0.5, divFactor: 5, annealStrategy: 'linear' as const };
  const schedule = oneCycle(line);
  expect(schedule(2)).toBeCloseTo(0.6, 15);
  expect(schedule(4)).toBe(1);
});

test('oneCycle(options) without room for a rise begins at its maximum', () => {
  expect(oneCycle({ ...options, totalSteps: 10, pctStart: 0.1 })(0)).toBeCloseTo(1, 15);
  expect(oneCycle({ ...options, totalSteps: 2, pctStart: 0.5 })(0)).toBeCloseTo(1, 15);
});

test('oneCycle({ pctStart: 1 }) ends at its maximum, and oneCycleMomentum at its lowest, as in PyTorch', () => {
  const schedule = oneCycle({ ...options, totalSteps: 10, pctStart: 1 });
  expect([8, 9, 10, 1e6].map(schedule)).toEqual([expect.closeTo(0.97105, 5), 1, 1, 1]);
  expect(oneCycleMomentum({ totalSteps: 10, pctStart: 1 })(9)).toBe(0.85);
});

test.each([
  false,
  true,
])('oneCycle({ threePhase: %s }) has a rate for every share and number of steps', (threePhase) => {
  for (let totalSteps = 2; totalSteps <= 20; totalSteps++) {
    for (let tenths = 0; tenths <= 10; tenths++) {
      const schedule = oneCycle({ maxLearningRate: 1, totalSteps, pctStart: tenths / 10, threePhase });
      for (let step = 0; step <= totalSteps; step++) {
        expect(schedule(step)).toBeGreaterThan(0);
        expect(schedule(step)).toBeLessThanOrEqual(1);
      }
    }
  }
});

test('oneCycle({ threePhase: true }) is back at its first rate after as many steps as it rose, then falls on', () => {
  const schedule = oneCycle({ ...options, totalSteps: 100, threePhase: true });
  expect([0, 29, 58, 99, 500].map(schedule)).toEqual([
    expect.closeTo(0.04, 15),
    1,
    expect.closeTo(0.04, 15),
    4e-6,
    4e-6,
  ]);
  const momentum = oneCycleMomentum({ totalSteps: 100, threePhase: true });
  expect([0, 29, 58, 80, 99].map(momentum)).toEqual([0.95, 0.85, 0.95, 0.95, 0.95]);
});

test('oneCycleMomentum(options) falls where the rate rises, and comes back', () => {
  const momentum = oneCycleMomentum({ totalSteps: 100 });
  expect([0, 29, 99, 1000].map(momentum)).toEqual([0.95, 0.85, 0.95, 0.95]);
});

test('oneCycle(options) and oneCycleMomentum(options) give the same numbers when they are called twice', () => {
  expectPure(() => oneCycle(options));
  expectPure(() => oneCycleMomentum({ totalSteps: 101 }));
});

testBadOptions(oneCycle, options, [
  [{ maxLearningRate: -1 }, 'maxLearningRate must be a number >= 0, got -1'],
  [{ totalSteps: 1 }, 'totalSteps must be an integer >= 2, got 1'],
  [{ totalSteps: 10.5 }, 'totalSteps must be an integer >= 2, got 10.5'],
  [{ pctStart: 1.5 }, 'pctStart must be a number from 0 to 1, got 1.5'],
  [{ divFactor: 0 }, 'divFactor must be a number > 0, got 0'],
  [{ finalDivFactor: 0 }, 'finalDivFactor must be a number > 0, got 0'],
  [{ annealStrategy: 'cosine' }, "annealStrategy must be 'cos' or 'linear', got 'cosine'"],
  [{ threePhase: 1 }, 'threePhase must be true or false, got 1'],
  [{ max_learning_rate: 1 }, 'unknown option max_learning_rate; did you mean maxLearningRate?'],
]);

testBadOptions(oneCycleMomentum, { totalSteps: 101 }, [
  [{ totalSteps: 1 }, 'totalSteps must be an integer >= 2, got 1'],
  [{ baseMomentum: 1.5 }, 'baseMomentum must be a number from 0 to 1, got 1.5'],
  [{ maxMomentum: -0.1 }, 'maxMomentum must be a number from 0 to 1, got -0.1'],
  [{ annealStrategy: 'cosine' }, "annealStrategy must be 'cos' or 'linear', got 'cosine'"],
]);
