import { fusedMultiplyAdd as fma } from './fused-multiply-add.ts';
import { LN2_HIGH, LN2_LOW, POLYNOMIAL, POLYNOMIAL_NEAR_ONE, TABLE } from './logarithm-table.ts';

const double = new Float64Array(1);
const bits = new BigInt64Array(double.buffer);
const NEAR_ONE = [1 - 2 ** -4, 1 + 0x109 * 2 ** -12] as const;
const OFFSET = 0x3fe6000000000000n;
const FRACTION_BITS = 52n;

/**
 * The natural logarithm to the bit as NumPy's generators get it from the C library (GNU 2.28 and later, processors with fused
 * multiply-add); `Math.log` differs from it in the last bit of one number in fourteen.
 *
 * With x = 2^k z and a point c of a table near z, r = z / c - 1: log(x) = k ln 2 + log(c) + log(1 + r), the last by a
 * polynomial.
 *
 * @param x from 2^-1022 up, finite
 *
 * Source: Arm optimized routines, math/log.c; the order of its operations is the compiled one of GNU's C library.
 */
export function naturalLogarithm(x: number): number {
  if (x === 1) return 0;
  return x >= NEAR_ONE[0] && x < NEAR_ONE[1] ? nearOne(x - 1) : byTable(x);
}

function byTable(x: number): number {
  double[0] = x;
  const shifted = bits[0]! - OFFSET;
  const k = Number(shifted >> FRACTION_BITS);
  const [reciprocal, logarithm] = TABLE[Number((shifted >> (FRACTION_BITS - 7n)) & 127n)]!;
  bits[0]! -= (shifted >> FRACTION_BITS) << FRACTION_BITS;
  const r = fma(double[0]!, reciprocal, -1);
  const [a0, a1, a2, a3, a4] = POLYNOMIAL as [number, number, number, number, number];

  const upper = fma(k, LN2_HIGH, logarithm);
  const sum = upper + r;
  const square = r * r;
  const lower = fma(square, a0, fma(k, LN2_LOW, upper - sum + r));
  const higherPowers = fma(fma(r, a4, a3), square, fma(r, a2, a1));
  return fma(r * square, higherPowers, lower) + sum;
}

function nearOne(r: number): number {
  const b = POLYNOMIAL_NEAR_ONE as number[];
  const square = r * r;
  const cube = r * square;
  const third = fma(cube, b[10]!, fma(square, b[9]!, fma(r, b[8]!, b[7]!)));
  const second = fma(third, cube, fma(square, b[6]!, fma(r, b[5]!, b[4]!)));
  const first = fma(second, cube, fma(square, b[3]!, fma(r, b[2]!, b[1]!)));

  // The square of r to more than 53 bits: its upper half squares exactly.
  const up = 2 ** 27;
  const rHigh = fma(-up, r, fma(r, up, r));
  const rLow = r - rHigh;
  const highSquare = rHigh * rHigh;
  const sum = fma(highSquare, b[0]!, r);
  const lower = fma(b[0]! * rLow, r + rHigh, fma(highSquare, b[0]!, r - sum));
  return fma(cube, first, lower) + sum;
}
