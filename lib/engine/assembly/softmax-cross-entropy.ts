/**
 * The cross-entropy of a softmax, from its logits. Arrays are [class][sample], lanes are samples.
 */
import {
  ACCURACY,
  CHUNK,
  CLASSES,
  LABEL_TILE,
  NO_ACCURACY,
  OUTPUT,
  OUTPUT_DELTA,
  WEIGHTS,
  WEIGHT_TILE,
  Y,
  Y_TILE,
} from '../layout';
import { expNegative, log4 } from './functions';
import { addToSums, chosenOf, hitsOf, indexOfLargest, targetOf } from './targets';
import { at, lanesBelow } from './vector';

/**
 * Softmax with the cross-entropy of its logits z:
 *
 *     loss = sum of t (log(sum of e^z) - z)      delta = p (sum of t) - t
 */
export function softmaxCrossEntropy(samples: i32, scale: f32, backward: bool): void {
  const classes = load<i32>(CLASSES);
  const stride = <usize>load<i32>(CHUNK) << 2;
  const output = load<usize>(OUTPUT);
  const delta = load<usize>(OUTPUT_DELTA);
  const dense = load<usize>(Y);
  const targets = load<usize>(Y_TILE);
  const labelTile = load<usize>(LABEL_TILE);
  const weighted = load<usize>(WEIGHTS) != 0;
  const weightTile = load<usize>(WEIGHT_TILE);
  const countsHits = load<i32>(ACCURACY) != NO_ACCURACY;
  const one = f32x4.splat(1);
  let lossSum = f32x4.splat(0);
  let hits = f32x4.splat(0);
  let product = one;
  let factors = 0;
  for (let s = 0; s < samples; s += 4) {
    const offset = <usize>s << 2;
    const there = lanesBelow(samples - s);
    const z = output + offset;
    const t = targets + offset;
    const labels = at(labelTile + offset);
    let highest = at(z);
    for (let i = 1; i < classes; i++) highest = f32x4.pmax(highest, at(z + <usize>i * stride));
    const largest = indexOfLargest(z, stride, classes);
    let sum = f32x4.splat(0);
    let own = f32x4.splat(0);
    let mass = f32x4.splat(0);
    for (let i = 0; i < classes; i++) {
      const place = <usize>i * stride;
      const value = f32x4.sub(at(z + place), highest);
      const power = expNegative(value);
      v128.store(z + place, power);
      sum = f32x4.add(sum, power);
      const target = targetOf(dense, labels, t + place, i);
      mass = f32x4.add(mass, target);
      // 0 times an infinite logit would be NaN.
      own = f32x4.add(own, v128.andnot(f32x4.mul(target, value), f32x4.eq(target, f32x4.splat(0))));
    }
    if (countsHits) hits = f32x4.add(hits, hitsOf(chosenOf(largest, sum), labels, there));
    if (dense || weighted) {
      let loss = f32x4.sub(f32x4.mul(mass, log4(sum)), own);
      if (weighted) loss = f32x4.mul(loss, at(weightTile + offset));
      lossSum = f32x4.add(lossSum, v128.and(loss, there));
    } else {
      // One logarithm for many samples: the product of their sums, each from 1 to the count of classes.
      lossSum = f32x4.sub(lossSum, v128.and(own, there));
      product = f32x4.mul(product, v128.bitselect(sum, one, there));
      factors += 1;
      if (factors == 8 || classes > 10000) {
        lossSum = f32x4.add(lossSum, log4(product));
        product = one;
        factors = 0;
      }
    }
    if (backward) {
      let factor = v128.and(f32x4.splat(scale), there);
      if (weighted) factor = f32x4.mul(factor, at(weightTile + offset));
      const part = f32x4.div(f32x4.mul(factor, mass), sum);
      for (let i = 0; i < classes; i++) {
        const place = <usize>i * stride;
        const target = f32x4.mul(targetOf(dense, labels, t + place, i), factor);
        v128.store(delta + offset + place, v128.and(f32x4.sub(f32x4.mul(at(z + place), part), target), there));
      }
    }
  }
  if (factors > 0) lossSum = f32x4.add(lossSum, log4(product));
  addToSums(lossSum, hits);
}
