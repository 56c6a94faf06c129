/**
 * The statistics by which runs are judged. All are of plain arrays, one number an epoch or one number a run.
 */

/**
 * The q-quantile of numbers by linear interpolation between order statistics; quantile([1, 2, 3], 0.5) is 2.
 *
 * @param values at least one number, in any order; infinities are allowed
 * @param q from 0 to 1
 * @throws when there is no value or q is out of range
 *
 * Source: Hyndman and Fan (1996), type 7, the default of numpy.quantile.
 */
export function quantile(values: ArrayLike<number>, q: number): number {
  if (values.length === 0) throw new Error('quantile: values must hold at least one number, got none');
  if (!(q >= 0 && q <= 1)) throw new Error(`quantile: q must be from 0 to 1, got ${q}`);
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * q;
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.ceil(place)]!;
  return low === high ? low : low + (high - low) * (place - below);
}

/** The median: half of the numbers are below, half above. */
export const median = (values: ArrayLike<number>): number => quantile(values, 0.5);

/** The arithmetic mean; NaN of no numbers. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The last level of a curve: the mean of its last epochs, so that a jump in the very last one does not decide.
 *
 * @param curve one number an epoch
 * @param epochs how many of the last ones, default 10
 */
export const finalLevel = (curve: readonly number[], epochs = 10): number => mean(curve.slice(-epochs));

/**
 * The first epoch, counted from 1, at whose end a curve is at or above a level; Infinity if it never is.
 *
 * @param curve one number an epoch
 * @param level in the curve's units
 */
export function firstEpochAt(curve: readonly number[], level: number): number {
  const index = curve.findIndex((value) => value >= level);
  return index < 0 ? Number.POSITIVE_INFINITY : index + 1;
}

/**
 * How much a curve jumps from one epoch to the next: the root mean square of its steps over the second half of training.
 * A steady rise adds little to it, since each single step of it is small.
 *
 * @param curve one number an epoch, at least 4
 */
export function volatility(curve: readonly number[]): number {
  const half = curve.slice(Math.floor(curve.length / 2));
  const steps = half.slice(1).map((value, index) => value - half[index]!);
  return Math.sqrt(mean(steps.map((step) => step * step)));
}

/**
 * The epoch, counted from 1, from which a curve stays within a tolerance of its last value: there it has converged.
 *
 * @param curve one number an epoch
 * @param tolerance in the curve's units
 */
export function convergedAt(curve: readonly number[], tolerance: number): number {
  const last = curve[curve.length - 1]!;
  for (let epoch = curve.length; epoch > 0; epoch--) {
    if (Math.abs(curve[epoch - 1]! - last) > tolerance) return epoch + 1;
  }
  return 1;
}

/**
 * The epochs, counted from 1, at whose end a rate was lower than at the end of the epoch before.
 *
 * @param rates the rate at each epoch's end
 */
export function dropsOf(rates: readonly number[]): number[] {
  return rates.flatMap((rate, index) => (index > 0 && rate < rates[index - 1]! ? [index + 1] : []));
}
