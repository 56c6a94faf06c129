import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decayedRate, shortestDecimal } from '../../lib/optimizers/float32.ts';

test('shortestDecimal(x) prints a float32 as NumPy does', () => {
  expect(shortestDecimal(Math.fround(0.01))).toBe(0.01);
  expect(shortestDecimal(0.009999999776482582)).toBe(0.01);
  expect(shortestDecimal(1 / 3)).toBe(0.33333334);
  expect(shortestDecimal(16777216)).toBe(16777216);
  expect(shortestDecimal(1e-45)).toBe(1e-45);
  expect(shortestDecimal(0)).toBe(0);
  expect(shortestDecimal(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  expect(shortestDecimal(Number.NaN)).toBeNaN();
});

test('shortestDecimal(x) rounds to the float32 of x for any x', () => {
  const anyFloat = fc.float({ noNaN: true });
  fc.assert(fc.property(anyFloat, (x) => Object.is(Math.fround(shortestDecimal(x)), Math.fround(x)) || x === 0));
});

test('decayedRate(rate, decay, n) is rate / (1 + decay n) within float32 rounding', () => {
  expect(decayedRate(0.01, 0.1, 10)).toBe(Math.fround(0.005));
  for (const decay of [1e-1, 1e-2, 1e-3, 1e-4]) {
    for (const n of [0, 1, 199, 3200]) {
      const exact = 0.01 / (1 + decay * n);
      expect(Math.abs(decayedRate(0.01, decay, n) / exact - 1)).toBeLessThan(3e-7);
    }
  }
});

test('decayedRate(rate, 0, n) is the rate as float32', () => {
  expect(decayedRate(0.01, 0, 1000)).toBe(Math.fround(0.01));
});

test('decayedRate(0.01, 0.1, 3200) is about 3.1e-5, and with decay 1e-4 about 0.0076', () => {
  expect(decayedRate(0.01, 0.1, 3200)).toBeCloseTo(3.115e-5, 7);
  expect(decayedRate(0.01, 1e-4, 3200)).toBeCloseTo(0.007576, 6);
});
