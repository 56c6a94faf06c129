/**
 * Writes a float32 as the shortest decimal that rounds to it, as NumPy prints it.
 *
 * @param value any number; it is rounded to float32 first
 * @returns the shortest decimal `d` with `Math.fround(d) === Math.fround(value)`
 * @example shortestDecimal(Math.fround(0.01)) // 0.01, not 0.009999999776482582
 */
export function shortestDecimal(value: number): number {
  const single = Math.fround(value);
  const known = remembered.get(single);
  if (known !== undefined) return known;
  const decimal = findShortestDecimal(single);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(single, decimal);
  return decimal;
}

/** Every epoch of a training asks for its rate, mostly the same one; writing it out takes longer than looking it up. */
const remembered = new Map<number, number>();
const MOST_REMEMBERED = 10_000;

function findShortestDecimal(single: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const decimal = Number(single.toPrecision(digits));
    if (Math.fround(decimal) === single) return decimal;
  }
  return Number.isFinite(single) ? Number(single.toPrecision(9)) : single;
}

/**
 * The rate that one update uses, when the rate decays with the number of updates (time-based decay).
 *
 * `rate / (1 + decay * iterations)`, in float32 and in Keras's order: `rate * (1 / (1 + decay * iterations))`.
 *
 * @param learningRate the rate before decay, >= 0
 * @param decay >= 0; 0 leaves the rate as it is
 * @param iterations updates made before this one, from 0
 * @returns a float32
 * @example decayedRate(0.01, 0.1, 10) // Math.fround(0.005)
 */
export function decayedRate(learningRate: number, decay: number, iterations: number): number {
  const single = Math.fround;
  const rate = single(learningRate);
  if (decay === 0) return rate;
  const factor = single(1 / single(1 + single(single(decay) * single(iterations))));
  return single(rate * factor);
}
