import seedrandom from 'seedrandom';
import { expect, test } from 'vitest';
import { comparePairs } from '../../lib/index.ts';

test('comparePairs gives mean, band and interval of the differences', () => {
  const { pairs, mean, band, interval, misled } = comparePairs([3, 4, 5], [1, 2, 6]);
  // Differences 2, 2, -1: mean 1, standard deviation sqrt(3).
  expect({ pairs, mean, misled }).toEqual({ pairs: 3, mean: 1, misled: 1 / 3 });
  expect(band.low).toBeCloseTo(-0.7, 12);
  expect(band.high).toBe(2);
  expect(interval.low).toBeCloseTo(1 - 1.96, 12);
  expect(interval.high).toBeCloseTo(1 + 1.96, 12);
});

test('comparePairs counts a tie as half misled, and turns with its arguments', () => {
  expect(comparePairs([1, 2], [0, 2]).misled).toBe(0.25);
  expect(comparePairs([0, 2], [1, 2])).toMatchObject({ mean: -0.5, misled: 0.25 });
});

test('the interval of comparePairs holds the true mean in about 95 of 100 samples', () => {
  const random = seedrandom.alea('pairs');
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let held = 0;
  for (let sample = 0; sample < 1000; sample++) {
    const shared = Array.from({ length: 60 }, normal);
    const [first, second] = [0.3, 0].map((shift) => shared.map((luck) => 5 * luck + shift + normal()));
    const { interval } = comparePairs(first!, second!);
    if (interval.low <= 0.3 && 0.3 <= interval.high) held++;
  }
  // 950 expected, standard deviation 7.
  expect(held).toBeGreaterThan(920);
  expect(held).toBeLessThan(975);
});

test('comparePairs refuses what are no pairs', () => {
  expect(() => comparePairs([1, 2], [1])).toThrow(
    'comparePairs: second must hold 2 numbers, one for each of first, got 1',
  );
  expect(() => comparePairs([1], [1])).toThrow('comparePairs: first must hold at least 2 numbers, got 1');
});
