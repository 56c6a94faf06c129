import { mean, quantile } from './statistics.ts';

/** What {@link comparePairs} returns; differences are first minus second. */
export interface PairedComparison {
  /** How many pairs. */
  pairs: number;
  /** The mean difference. */
  mean: number;
  /** Its 95 % interval, from the spread of the differences. */
  interval: { low: number; high: number };
  /** The band that holds the middle 90 % of the differences. */
  band: { low: number; high: number };
  /** The share of pairs whose difference has not the sign of the mean: whoever runs one pair takes the worse one for the better. */
  misled: number;
}

/**
 * Compares two settings by runs that share their seeds: pair by pair, so that the luck of the start and of the shuffles, which both
 * have in common, drops out.
 *
 * `interval = mean ± 1.96 s / sqrt(n)` with `s` the standard deviation of the `n` differences.
 *
 * @param first one number a seed
 * @param second one number a seed, in the same order of seeds
 * @returns the differences' mean with its interval, their band, and how many single pairs mislead; ties mislead half
 * @throws when there are fewer than two pairs, or not as many of the one as of the other
 * @example comparePairs([3, 4, 5], [1, 2, 6]).misled // 1 / 3
 *
 * Source: the paired comparison of Student (1908), with the normal quantile; meant for 30 pairs or more.
 */
export function comparePairs(first: readonly number[], second: readonly number[]): PairedComparison {
  if (first.length !== second.length) {
    throw new Error(
      `comparePairs: second must hold ${first.length} numbers, one for each of first, got ${second.length}`,
    );
  }
  if (first.length < 2) throw new Error(`comparePairs: first must hold at least 2 numbers, got ${first.length}`);
  const differences = first.map((value, index) => value - second[index]!);
  const center = mean(differences);
  const variance = differences.reduce((sum, one) => sum + (one - center) ** 2, 0) / (differences.length - 1);
  const reach = 1.96 * Math.sqrt(variance / differences.length);
  const against = (one: number) => (one === 0 ? 0.5 : Number(Math.sign(one) !== Math.sign(center)));
  return {
    pairs: differences.length,
    mean: center,
    interval: { low: center - reach, high: center + reach },
    band: { low: quantile(differences, 0.05), high: quantile(differences, 0.95) },
    misled: mean(differences.map(against)),
  };
}
