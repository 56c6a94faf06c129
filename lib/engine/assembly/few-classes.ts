/**
 * The cross-entropy of a softmax over few classes. Arrays are [class][sample], lanes are samples.
 */
import { CHUNK, LABEL_TILE, OUTPUT, OUTPUT_DELTA, WEIGHTS, WEIGHT_TILE } from '../layout';
import { expNegative, log4 } from './functions';
import { addToSums, chosenOf } from './targets';
import { at, lanesBelow } from './vector';

/**
 * Softmax with the cross-entropy of its logits, for two to four classes whose labels say it all, from logits relative to the
 * last class's: everything stays in registers. Deltas of the last class are not written: they are minus the sum of the others.
 */
// @ts-ignore: decorator
@inline
export function fewClasses(columns: i32, samples: i32, scale: f32, backward: bool): void {
  const stride = <usize>load<i32>(CHUNK) << 2;
  let z = load<usize>(OUTPUT);
  let delta = load<usize>(OUTPUT_DELTA);
  let labelTile = load<usize>(LABEL_TILE);
  let weightTile = load<usize>(WEIGHTS) ? load<usize>(WEIGHT_TILE) : 0;
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const two = f32x4.splat(2);
  const last = f32x4.splat(<f32>columns);
  let lossSum = zero;
  let hits = zero;
  let product = one;
  for (let left = samples; left > 0; left -= 4) {
    const z0 = at(z);
    const z1 = columns > 1 ? at(z + stride) : zero;
    const z2 = columns > 2 ? at(z + 2 * stride) : zero;
    let highest = f32x4.pmax(z0, zero);
    if (columns > 1) highest = f32x4.pmax(highest, z1);
    if (columns > 2) highest = f32x4.pmax(highest, z2);
    const e0 = expNegative(f32x4.sub(z0, highest));
    const e1 = columns > 1 ? expNegative(f32x4.sub(z1, highest)) : zero;
    const e2 = columns > 2 ? expNegative(f32x4.sub(z2, highest)) : zero;
    let sum = f32x4.add(expNegative(f32x4.neg(highest)), e0);
    if (columns > 1) sum = f32x4.add(sum, e1);
    if (columns > 2) sum = f32x4.add(sum, e2);
    const labels = at(labelTile);
    const is0 = f32x4.eq(labels, zero);
    const is1 = f32x4.eq(labels, one);
    const is2 = f32x4.eq(labels, two);
    let own = v128.and(z0, is0);
    if (columns > 1) own = v128.or(own, v128.and(z1, is1));
    if (columns > 2) own = v128.or(own, v128.and(z2, is2));
    // A hit: the label's logit is the largest, and none before it is as large.
    let best = v128.bitselect(zero, last, f32x4.eq(z0, highest));
    if (columns > 2) best = v128.bitselect(f32x4.pmin(best, two), best, f32x4.eq(z2, highest));
    if (columns > 1) best = v128.bitselect(f32x4.pmin(best, one), best, f32x4.eq(z1, highest));
    best = chosenOf(best, sum);
    let used = one;
    if (left < 4) {
      const there = lanesBelow(left);
      used = v128.and(one, there);
      sum = v128.bitselect(sum, one, there);
      own = v128.bitselect(own, highest, there);
    }
    hits = f32x4.add(hits, v128.and(used, f32x4.eq(best, labels)));
    let factor = f32x4.mul(used, f32x4.splat(scale));
    let loss = f32x4.sub(highest, own);
    if (weightTile) {
      const weights = v128.bitselect(at(weightTile), zero, f32x4.gt(used, zero));
      factor = f32x4.mul(factor, weights);
      loss = f32x4.mul(f32x4.add(loss, log4(sum)), weights);
      weightTile += 16;
    } else {
      product = f32x4.mul(product, sum);
      // Each sum is from 1 to 4, so that many of them can share a logarithm.
      if ((left & 127) == 4) {
        loss = f32x4.add(loss, log4(product));
        product = one;
      }
    }
    lossSum = f32x4.add(lossSum, loss);
    if (backward) {
      const part = f32x4.div(factor, sum);
      v128.store(delta, f32x4.sub(f32x4.mul(e0, part), v128.and(factor, is0)));
      if (columns > 1) v128.store(delta + stride, f32x4.sub(f32x4.mul(e1, part), v128.and(factor, is1)));
      if (columns > 2) v128.store(delta + 2 * stride, f32x4.sub(f32x4.mul(e2, part), v128.and(factor, is2)));
    }
    z += 16;
    delta += 16;
    labelTile += 16;
  }
  lossSum = f32x4.add(lossSum, log4(product));
  addToSums(lossSum, hits);
}
