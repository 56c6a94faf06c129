import seedrandom from 'seedrandom';

/** A source of random numbers from 0 to below 1. */
export type Random = () => number;

/**
 * Makes the source of randomness of one fit.
 *
 * @param seed any number or string; the same seed gives the same numbers on every machine
 * @returns a generator of its own, or `Math.random` without a seed
 */
export function makeRandom(seed?: number | string): Random {
  return seed === undefined ? () => Math.random() : seedrandom.alea(String(seed));
}

/**
 * Shuffles in place by Fisher and Yates, with one draw for each index, in the order of `tf.util.shuffle`.
 *
 * @param indices what to shuffle; it goes on from its present order, as `model.fit` does from epoch to epoch
 * @param random where the draws come from
 * @example shuffle(indices, makeRandom(1)) // what model.fit does when Math.random is seedrandom.alea('1')
 *
 * Source: @tensorflow/tfjs-core 4.22.0, util_base.js, shuffle; same order to the bit.
 */
export function shuffle(indices: number[] | Int32Array | Uint32Array | Uint16Array, random: Random): void {
  for (let left = indices.length; left > 0; left--) {
    const chosen = (random() * left) | 0;
    const kept = indices[left - 1];
    indices[left - 1] = indices[chosen];
    indices[chosen] = kept;
  }
}
