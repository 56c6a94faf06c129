const SPLITTER = 2 ** 27 + 1;
const double = new Float64Array(1);
const bits = new BigUint64Array(double.buffer);

/** a + b as its rounded sum and the exact rest (Knuth). */
function exactSum(a: number, b: number): [sum: number, rest: number] {
  const sum = a + b;
  const part = sum - a;
  return [sum, a - (sum - part) + (b - part)];
}

/** a * b as its rounded product and the exact rest (Dekker), as long as nothing overflows or underflows. */
function exactProduct(a: number, b: number): [product: number, rest: number] {
  const product = a * b;
  const [aHigh, bHigh] = [high(a), high(b)];
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  return [product, aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)];
}

/** The upper 26 bits of a number (Veltkamp). */
function high(a: number): number {
  const scaled = a * SPLITTER;
  return scaled - (scaled - a);
}

/** a + b rounded to odd: what is not exact gets an odd last bit, so that rounding once more rounds rightly. */
function oddSum(a: number, b: number): number {
  const [sum, rest] = exactSum(a, b);
  if (rest === 0) return sum;
  double[0] = sum;
  if ((bits[0]! & 1n) === 0n) bits[0]! += rest > 0 === sum > 0 ? 1n : -1n;
  return double[0]!;
}

/**
 * a * b + c with a single rounding, as the instruction of processors has it.
 *
 * @param a any number of middling size: products must neither overflow nor underflow
 * @param b as `a`
 * @param c as `a`
 *
 * Source: Boldo and Melquiond (2008), Emulation of a FMA and correctly rounded sums, IEEE Transactions on Computers 57(4).
 */
export function fusedMultiplyAdd(a: number, b: number, c: number): number {
  const [product, productRest] = exactProduct(a, b);
  const [upper, lower] = exactSum(c, productRest);
  const [sum, rest] = exactSum(product, upper);
  return sum + oddSum(rest, lower);
}
