/**
 * exp, log and what is made of them, four at a time: polynomials, so that every machine computes the same bits.
 *
 * Source: the single-precision routines of the Cephes library (Moshier 1989): range reduction and minimax polynomials, relative
 * error about 1e-7.
 */
import { flush, mulAdd, positive, splat } from './vector';

/** The constants of exp4: in memory, from where one instruction brings them. */
const EXP = memory.data<f32>([
  12582912, 1.44269504, 0.693359375, -2.1219444e-4, 1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2,
  1.6666665459e-1, 5.0000001201e-1, 1,
]);

/** e^x for x from -87 to 88, and NaN for NaN. */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  // 2^n e^r: adding 1.5 * 2^23 rounds to an integer n, which then stands in the lowest bits.
  const shifter = v128.load32_splat(EXP);
  const one = v128.load32_splat(EXP, 40);
  const shifted = mulAdd(shifter, x, v128.load32_splat(EXP, 4));
  const n = f32x4.sub(shifted, shifter);
  let r = f32x4.sub(x, f32x4.mul(n, v128.load32_splat(EXP, 8)));
  r = f32x4.sub(r, f32x4.mul(n, v128.load32_splat(EXP, 12)));
  let p = mulAdd(v128.load32_splat(EXP, 20), v128.load32_splat(EXP, 16), r);
  p = mulAdd(v128.load32_splat(EXP, 24), p, r);
  p = mulAdd(v128.load32_splat(EXP, 28), p, r);
  p = mulAdd(v128.load32_splat(EXP, 32), p, r);
  p = mulAdd(v128.load32_splat(EXP, 36), p, r);
  const value = f32x4.add(mulAdd(r, p, f32x4.mul(r, r)), one);
  // The bits of 1 are the exponent of 2^0.
  return f32x4.mul(value, i32x4.add(i32x4.shl(shifted, 23), one));
}

/** e^x for x <= 0; 0 below -64, so that products with it are no subnormal numbers. */
// @ts-expect-error: decorator
@inline
export function expNegative(x: v128): v128 {
  const value = exp4(f32x4.pmax(x, splat(-80)));
  return v128.andnot(value, f32x4.lt(x, splat(-64)));
}

/** log(x) for normal x > 0; NaN for NaN and infinity. */
// @ts-expect-error: decorator
@inline
export function log4(x: v128): v128 {
  // x = 2^n m with m from sqrt(1/2) to sqrt(2).
  const bits = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const n = f32x4.convert_i32x4_s(i32x4.shr_s(bits, 23));
  const m = i32x4.add(v128.and(bits, i32x4.splat(0x007fffff)), i32x4.splat(0x3f3504f3));
  const r = f32x4.sub(m, splat(1));
  let p = mulAdd(splat(-1.151461031e-1), splat(7.0376836292e-2), r);
  p = mulAdd(splat(1.167699874e-1), p, r);
  p = mulAdd(splat(-1.2420140846e-1), p, r);
  p = mulAdd(splat(1.4249322787e-1), p, r);
  p = mulAdd(splat(-1.6668057665e-1), p, r);
  p = mulAdd(splat(2.0000714765e-1), p, r);
  p = mulAdd(splat(-2.4999993993e-1), p, r);
  p = mulAdd(splat(3.3333331174e-1), p, r);
  const square = f32x4.mul(r, r);
  let value = f32x4.mul(f32x4.mul(p, r), square);
  value = mulAdd(value, n, splat(-2.1219444e-4));
  value = f32x4.sub(value, f32x4.mul(square, splat(0.5)));
  value = mulAdd(f32x4.add(value, r), n, splat(0.693359375));
  return f32x4.add(value, f32x4.sub(x, x));
}

/** 1 / (1 + e^-x). */
// @ts-expect-error: decorator
@inline
export function sigmoid4(x: v128): v128 {
  const clamped = f32x4.pmin(f32x4.pmax(x, splat(-64)), splat(64));
  return f32x4.div(splat(1), f32x4.add(splat(1), exp4(f32x4.neg(clamped))));
}

/** tanh(x): an odd polynomial near 0, 1 - 2 / (e^2x + 1) elsewhere. */
export function tanh4(x: v128): v128 {
  const size = f32x4.abs(x);
  const square = f32x4.mul(x, x);
  let p = mulAdd(splat(2.06390887954e-2), splat(-5.70498872745e-3), square);
  p = mulAdd(splat(-5.37397155531e-2), p, square);
  p = mulAdd(splat(1.33314422036e-1), p, square);
  p = mulAdd(splat(-3.33332819422e-1), p, square);
  const near = mulAdd(x, f32x4.mul(p, square), x);
  const power = exp4(f32x4.pmin(f32x4.add(size, size), splat(40)));
  const far = f32x4.sub(splat(1), f32x4.div(splat(2), f32x4.add(power, splat(1))));
  const signed = v128.or(far, v128.and(x, i32x4.splat(0x80000000)));
  return flush(v128.bitselect(signed, near, f32x4.gt(size, splat(0.625))), 1e-30);
}

/** x for x > 0, e^x - 1 below. */
export function elu4(x: v128): v128 {
  const below = f32x4.sub(expNegative(f32x4.pmin(x, splat(0))), splat(1));
  return f32x4.add(positive(x), v128.and(below, f32x4.lt(x, splat(0))));
}
