/**
 * exp and log of four numbers at a time. Polynomials of our own, so that every machine computes the same bits.
 */

/** Below exp(-87) numbers are subnormal, and arithmetic with them many times slower: they are cut off there. */
const LOWEST: f32 = -87.0;
const HIGHEST: f32 = 88.0;

/** exp(x): 2^n exp(r) with |r| <= ln 2 / 2, exp(r) by its Taylor polynomial of degree 7, within 2 units in the last place. */
// @ts-expect-error: decorator
@inline
export function exp4(x: v128): v128 {
  x = f32x4.pmin(f32x4.splat(HIGHEST), f32x4.pmax(f32x4.splat(LOWEST), x));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.4426950408889634)));
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693145751953125)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(1.428606765330187e-6)));
  let p = f32x4.add(f32x4.mul(r, f32x4.splat(0.0001984127)), f32x4.splat(0.0013888889));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.008333334));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.041666668));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.16666667));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.5));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
}

/** log(x) for normal x > 0: x = 2^n m with m from sqrt(1/2) to sqrt(2), log(m) by the series of 2 atanh((m - 1) / (m + 1)). */
// @ts-expect-error: decorator
@inline
export function log4(x: v128): v128 {
  const shifted = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const n = i32x4.shr_s(shifted, 23);
  const m = i32x4.sub(x, i32x4.shl(n, 23));
  const t = f32x4.div(f32x4.sub(m, f32x4.splat(1)), f32x4.add(m, f32x4.splat(1)));
  const s = f32x4.mul(t, t);
  let p = f32x4.add(f32x4.mul(s, f32x4.splat(0.22222222)), f32x4.splat(0.2857143));
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(0.4));
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(0.6666667));
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(2));
  const exponent = f32x4.convert_i32x4_s(n);
  const low = f32x4.add(f32x4.mul(p, t), f32x4.mul(exponent, f32x4.splat(1.428606765330187e-6)));
  return f32x4.add(low, f32x4.mul(exponent, f32x4.splat(0.693145751953125)));
}

/** The sum of the four lanes. */
// @ts-expect-error: decorator
@inline
export function sum4(x: v128): f32 {
  const pairs = f32x4.add(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}
