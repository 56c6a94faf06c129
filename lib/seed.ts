import seedrandom from 'seedrandom';

/**
 * Makes everything that draws from `Math.random` repeatable, TensorFlow.js's own initializers and shuffles included, by
 * putting a seeded generator in its place. The library's own functions take a `seed` and need none of this.
 *
 * @param seed any number or text
 * @returns a function that puts the former `Math.random` back
 * @example seedEverything(1)
 */
export function seedEverything(seed: number | string): () => void {
  const former = Math.random;
  Math.random = seedrandom(String(seed));
  return () => {
    Math.random = former;
  };
}
