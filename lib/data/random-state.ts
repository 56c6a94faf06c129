import { naturalLogarithm } from './natural-logarithm.ts';

const WORDS = 624;
const MIDDLE = 397;
const TWIST = 0x9908b0df;
const UPPER_BIT = 0x80000000;
const LOWER_BITS = 0x7fffffff;

/**
 * The random draws of `numpy.random.RandomState`, to the bit: the Mersenne Twister MT19937 and NumPy's legacy ways to make
 * uniform and normal numbers and shuffles of it.
 *
 * @example new RandomState(2).uniform(-10, 10) // numpy.random.RandomState(2).uniform(-10, 10)
 *
 * Source: Matsumoto and Nishimura (1998), Mersenne Twister; NumPy, random/mtrand.pyx and legacy-distributions.c. Bit-exact.
 */
export class RandomState {
  private readonly words = new Uint32Array(WORDS);
  private next = WORDS;
  private savedNormal: number | undefined;

  /**
   * @param seed an integer from 0 to 2^32 - 1
   * @throws when the seed is no such integer
   */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
      throw new Error(`RandomState: seed must be an integer from 0 to 2^32 - 1, got ${seed}`);
    }
    this.words[0] = seed;
    for (let i = 1; i < WORDS; i++) {
      const last = this.words[i - 1]!;
      this.words[i] = Math.imul(1812433253, last ^ (last >>> 30)) + i;
    }
  }

  /** 32 random bits, as an integer from 0 to 2^32 - 1. */
  uint32(): number {
    if (this.next === WORDS) this.refill();
    let word = this.words[this.next++]!;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    word ^= word >>> 18;
    return word >>> 0;
  }

  private refill(): void {
    const { words } = this;
    for (let i = 0; i < WORDS; i++) {
      const joined = (words[i]! & UPPER_BIT) | (words[(i + 1) % WORDS]! & LOWER_BITS);
      words[i] = words[(i + MIDDLE) % WORDS]! ^ (joined >>> 1) ^ (joined & 1 ? TWIST : 0);
    }
    this.next = 0;
  }

  /** A number from 0 to below 1 with 53 random bits. */
  randomSample(): number {
    const upper = this.uint32() >>> 5;
    const lower = this.uint32() >>> 6;
    return (upper * 2 ** 26 + lower) / 2 ** 53;
  }

  /** A number from `low` to below `high`. */
  uniform(low: number, high: number): number {
    return low + (high - low) * this.randomSample();
  }

  /** A draw of the standard normal distribution, by the polar method; every other draw comes out of the one before. */
  standardNormal(): number {
    if (this.savedNormal !== undefined) {
      const saved = this.savedNormal;
      this.savedNormal = undefined;
      return saved;
    }
    let x: number;
    let y: number;
    let square: number;
    do {
      x = 2 * this.randomSample() - 1;
      y = 2 * this.randomSample() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * naturalLogarithm(square)) / square);
    this.savedNormal = factor * x;
    return factor * y;
  }

  /** An integer from 0 to `largest`, both included: bits are drawn until they fit. */
  interval(largest: number): number {
    if (largest === 0) return 0;
    const mask = 2 ** (32 - Math.clz32(largest)) - 1;
    let value: number;
    do value = (this.uint32() & mask) >>> 0;
    while (value > largest);
    return value;
  }

  /** Puts the items of an array into random order, in place. */
  shuffle<T>(items: T[]): void {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.interval(i);
      [items[i], items[j]] = [items[j]!, items[i]!];
    }
  }
}
