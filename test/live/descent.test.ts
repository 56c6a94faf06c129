import { expect, test } from 'vitest';
import { descent } from '../../lib/index.ts';
import {
  descend,
  describeDescent,
  largestRate,
  NEAR,
  START,
  STEPS,
  shrinkage,
  stepsToConverge,
} from '../../lib/live/descent-path.ts';

test('descend follows the closed form of gradient descent along each axis', () => {
  const { x, y, loss } = descend({ curvature: 10, learningRate: 0.03, momentum: 0 });
  for (const step of [0, 1, 7, 60]) {
    expect(x[step]).toBeCloseTo(START.x * (1 - 0.03) ** step, 10);
    expect(y[step]).toBeCloseTo(START.y * (1 - 0.3) ** step, 10);
    expect(loss[step]).toBeCloseTo((x[step]! ** 2 + 10 * y[step]! ** 2) / 2, 10);
  }
});

test('descend makes the step of the heavy ball, by hand', () => {
  const { x, y } = descend({ curvature: 2, learningRate: 0.1, momentum: 0.5 });
  // v1 = -0.1 * grad; v2 = 0.5 v1 - 0.1 * grad at the new place.
  expect([x[1], y[1]]).toEqual([START.x - 0.1 * START.x, START.y - 0.2 * START.y]);
  expect(x[2]).toBeCloseTo(x[1]! + 0.5 * (x[1]! - START.x) - 0.1 * x[1]!, 12);
});

test.each([
  0, 0.3, 0.9, 0.99,
])('with momentum %f the walk stays below the largest rate and leaves above it', (momentum) => {
  const settings = { curvature: 10, momentum };
  const limit = largestRate(settings);
  const far = (rate: number) => descend({ ...settings, learningRate: rate }).loss;
  expect(Math.max(...far(0.98 * limit).slice(-20))).toBeLessThan(10 * far(1)[0]!);
  expect(far(1.05 * limit).at(-1)).toBeGreaterThan(100 * far(1)[0]!);
  expect(shrinkage(10, 0.999 * limit, momentum)).toBeLessThan(1);
  expect(shrinkage(10, 1.001 * limit, momentum)).toBeGreaterThan(1);
});

test.each([
  [0.05, 0],
  [0.1, 0.5],
  [0.02, 0.9],
])('shrinkage is the factor by which the walk shrinks in the long run: rate %f, momentum %f', (learningRate, momentum) => {
  const { x } = descend({ curvature: 1, learningRate, momentum });
  const factor = shrinkage(1, learningRate, momentum);
  const envelope = (from: number) => Math.max(...x.slice(from, from + 40).map(Math.abs));
  const steps = 150;
  expect((envelope(20 + steps) / envelope(20)) ** (1 / steps)).toBeCloseTo(factor, 2);
});

test('stepsToConverge counts the step from which the walk stays near the bottom', () => {
  const path = descend({ curvature: 1, learningRate: 0.1, momentum: 0 });
  // Both axes shrink by 0.9: 0.9^n <= 0.01.
  expect(stepsToConverge(path)).toBe(Math.ceil(Math.log(NEAR) / Math.log(0.9)));
  expect(stepsToConverge(descend({ curvature: 1, learningRate: 1e-4, momentum: 0 }))).toBeUndefined();
  expect(stepsToConverge(descend({ curvature: 10, learningRate: 0.3, momentum: 0 }))).toBeUndefined();
});

test('describeDescent tells the three ends of a walk', () => {
  const bowl = { curvature: 10, momentum: 0 };
  expect(describeDescent({ ...bowl, learningRate: 0.1 })).toMatch(
    /^The largest stable rate is 0.2\. .* after \d+ steps\.$/,
  );
  expect(describeDescent({ ...bowl, learningRate: 0.21 })).toContain('At 0.21 the walk diverges.');
  expect(describeDescent({ ...bowl, learningRate: 0.001 })).toContain(`not at the bottom after ${STEPS} steps`);
});

test.each([
  [{ learningRate: -1 }, 'descent: learningRate must be > 0, got -1'],
  [{ curvature: 0.5 }, 'descent: curvature must be from 1 to 100, got 0.5'],
  [{ momentum: 1 }, 'descent: momentum must be from 0 to below 1, got 1'],
  [{ rate: 1 }, 'rate'],
])('descent refuses %j', (options, message) => {
  expect(() => descent(options as object)).toThrow(message);
});
