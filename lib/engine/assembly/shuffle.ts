/**
 * The shuffles of model.fit with Math.random seeded by seedrandom, draw for draw.
 *
 * Source: seedrandom 3.0.5, seedrandom.js (ARC4 and the making of a double); @tensorflow/tfjs-core 4.22.0, util_base.js,
 * shuffle (Fisher and Yates).
 */
import { RANDOM, RANDOM_TABLE } from '../layout';

/** The next byte of ARC4. */
// @ts-ignore: decorator
@inline
function nextByte(): u64 {
  const i = (load<u32>(RANDOM) + 1) & 255;
  const a = <u32>load<u8>(RANDOM_TABLE + <usize>i);
  const j = (load<u32>(RANDOM, 4) + a) & 255;
  const b = <u32>load<u8>(RANDOM_TABLE + <usize>j);
  store<u8>(RANDOM_TABLE + <usize>i, b);
  store<u8>(RANDOM_TABLE + <usize>j, a);
  store<u32>(RANDOM, i);
  store<u32>(RANDOM, j, 4);
  return <u64>load<u8>(RANDOM_TABLE + <usize>((a + b) & 255));
}

/** A double from 0 to below 1 with 52 random bits or more. */
function draw(): f64 {
  let numerator: u64 = 0;
  for (let i = 0; i < 6; i++) numerator = (numerator << 8) | nextByte();
  let exponent: u64 = 48;
  let last: u64 = 0;
  while (numerator < 1 << 52) {
    numerator = (numerator + last) << 8;
    exponent += 8;
    last = nextByte();
  }
  while (numerator >= 1 << 53) {
    numerator >>= 1;
    exponent -= 1;
    last >>= 1;
  }
  return <f64>(numerator + last) * reinterpret<f64>((1023 - exponent) << 52);
}

/** Shuffles the order of `rows` rows, from its present one. */
export function shuffle(order: usize, rows: i32): void {
  for (let left = rows; left > 0; left--) {
    const chosen = order + (<usize>(<i32>(draw() * <f64>left)) << 2);
    const last = order + (<usize>(left - 1) << 2);
    const kept = load<u32>(last);
    store<u32>(last, load<u32>(chosen));
    store<u32>(chosen, kept);
  }
}
