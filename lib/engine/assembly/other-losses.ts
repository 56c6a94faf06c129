/**
 * Losses of the outputs after their activation, as TensorFlow.js computes them. Arrays are [class][sample], lanes are samples.
 */
import {
  ACCURACY,
  BINARY,
  CATEGORICAL,
  CATEGORICAL_CROSS_ENTROPY,
  CHUNK,
  CLASSES,
  LABEL_TILE,
  LOSS,
  OUTPUT,
  OUTPUT_DELTA,
  SQUARED_ERROR,
  WEIGHTS,
  WEIGHT_TILE,
  Y,
  Y_TILE,
} from '../layout';
import { log4 } from './functions';
import { activateOutput, deactivateOutput } from './output-activation';
import { addToSums, hitsOf, indexOfLargest, targetOf } from './targets';
import { at, lanesBelow, mulAdd } from './vector';

/** tfjs clips probabilities to [1e-7, 1 - 1e-7]. */
const LOWEST: f32 = 1e-7;
const HIGHEST: f32 = 0.9999999;

/** Clips to what tfjs clips to; NaN becomes the lowest. */
// @ts-ignore: decorator
@inline
function clip(p: v128): v128 {
  return f32x4.pmin(f32x4.pmax(p, f32x4.splat(LOWEST)), f32x4.splat(HIGHEST));
}

/** Whether clipping leaves a number as it is; the gradient is 0 elsewhere. */
// @ts-ignore: decorator
@inline
function isInside(p: v128): v128 {
  return v128.and(f32x4.ge(p, f32x4.splat(LOWEST)), f32x4.le(p, f32x4.splat(HIGHEST)));
}

/** The other losses, of the outputs after their activation. */
export function otherLosses(activation: i32, samples: i32, scale: f32, backward: bool): void {
  const kind = load<i32>(LOSS);
  const classes = load<i32>(CLASSES);
  const stride = <usize>load<i32>(CHUNK) << 2;
  const dense = load<usize>(Y);
  const weighted = load<usize>(WEIGHTS) != 0;
  const accuracy = load<i32>(ACCURACY);
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  // Cross-entropy of classes is a sum over them, the other losses are means.
  const share: f32 = kind == CATEGORICAL_CROSS_ENTROPY ? 1 : 1 / <f32>classes;
  let lossSum = zero;
  let hits = zero;
  for (let s = 0; s < samples; s += 4) {
    const offset = <usize>s << 2;
    const there = lanesBelow(samples - s);
    const a = load<usize>(OUTPUT) + offset;
    const g = load<usize>(OUTPUT_DELTA) + offset;
    const t = load<usize>(Y_TILE) + offset;
    const labels = at(load<usize>(LABEL_TILE) + offset);
    activateOutput(activation, a, stride, classes);
    let weight = f32x4.splat(share);
    if (weighted) weight = f32x4.mul(weight, at(load<usize>(WEIGHT_TILE) + offset));
    const factor = v128.and(f32x4.mul(weight, f32x4.splat(scale)), there);
    let loss = zero;
    let mass = zero;
    for (let i = 0; i < classes; i++) {
      const place = <usize>i * stride;
      const value = at(a + place);
      const target = targetOf(dense, labels, t + place, i);
      let slope = zero;
      if (kind == SQUARED_ERROR) {
        const error = f32x4.sub(value, target);
        loss = mulAdd(loss, error, error);
        slope = f32x4.add(error, error);
      } else {
        const p = clip(value);
        const inside = isInside(value);
        if (kind == CATEGORICAL_CROSS_ENTROPY) {
          loss = f32x4.sub(loss, f32x4.mul(target, log4(p)));
          slope = v128.and(target, inside);
          mass = f32x4.add(mass, slope);
        } else {
          const rest = f32x4.sub(one, p);
          loss = f32x4.sub(loss, f32x4.mul(target, log4(p)));
          loss = f32x4.sub(loss, f32x4.mul(f32x4.sub(one, target), log4(rest)));
          slope = v128.and(f32x4.div(f32x4.sub(p, target), f32x4.mul(p, rest)), inside);
        }
      }
      if (backward && kind != CATEGORICAL_CROSS_ENTROPY) v128.store(g + place, v128.and(f32x4.mul(slope, factor), there));
      if (accuracy == BINARY) {
        const predicted = v128.and(f32x4.gt(value, f32x4.splat(0.5)), one);
        const hit = v128.and(v128.and(f32x4.eq(predicted, target), there), f32x4.splat(1 / <f32>classes));
        hits = f32x4.add(hits, hit);
      }
    }
    lossSum = f32x4.add(lossSum, v128.and(f32x4.mul(loss, weight), there));
    if (accuracy == CATEGORICAL) hits = f32x4.add(hits, hitsOf(indexOfLargest(a, stride, classes), labels, there));
    if (!backward) continue;
    if (kind == CATEGORICAL_CROSS_ENTROPY) {
      // As from the logits, but a clipped probability gives its target no say.
      for (let i = 0; i < classes; i++) {
        const place = <usize>i * stride;
        const value = at(a + place);
        const target = v128.and(targetOf(dense, labels, t + place, i), isInside(value));
        const d = f32x4.mul(f32x4.sub(f32x4.mul(value, mass), target), factor);
        v128.store(g + place, v128.and(d, there));
      }
    } else deactivateOutput(activation, a, g, stride, classes);
  }
  addToSums(lossSum, hits);
}
