/**
 * The end of the network: last activation, loss, accuracy and deltas. Arrays are [class][sample], lanes are samples.
 */
import {
  ACCURACY,
  BINARY,
  CATEGORICAL,
  CATEGORICAL_CROSS_ENTROPY,
  CHUNK,
  CLASSES,
  ELU,
  HITS,
  LABEL_TILE,
  LOSS,
  LOSS_SUM,
  NO_ACCURACY,
  OUTPUT,
  OUTPUT_DELTA,
  RELU,
  SIGMOID,
  SOFTMAX,
  SOFTMAX_CROSS_ENTROPY,
  SQUARED_ERROR,
  TANH,
  WEIGHTS,
  WEIGHT_TILE,
  Y,
  Y_TILE,
} from '../layout';
import { elu4, expNegative, log4, sigmoid4, tanh4 } from './functions';
import { at, lanesBelow, mulAdd, positive, sumOf } from './vector';

/** tfjs clips probabilities to [1e-7, 1 - 1e-7]. */
const LOWEST: f32 = 1e-7;
const HIGHEST: f32 = 0.9999999;

/** Targets of four samples: from their labels where these say it all. */
// @ts-ignore: decorator
@inline
function targetOf(dense: usize, labels: v128, place: usize, index: i32): v128 {
  return dense ? at(place) : v128.and(f32x4.eq(labels, f32x4.splat(<f32>index)), f32x4.splat(1));
}

/** Adds to the count of hits: samples whose largest output, the first of equals, is at the label. */
// @ts-ignore: decorator
@inline
function countHits(output: usize, stride: usize, classes: i32, labels: v128, there: v128): v128 {
  let best = at(output);
  let index = f32x4.splat(0);
  for (let i = 1; i < classes; i++) {
    output += stride;
    const value = at(output);
    const larger = f32x4.gt(value, best);
    best = v128.bitselect(value, best, larger);
    index = v128.bitselect(f32x4.splat(<f32>i), index, larger);
  }
  return v128.and(v128.and(f32x4.eq(index, labels), there), f32x4.splat(1));
}

/**
 * Softmax with the cross-entropy of its logits z:
 *
 *     loss = sum of t (log(sum of e^z) - z)      delta = p (sum of t) - t
 */
function softmaxCrossEntropy(samples: i32, scale: f32, backward: bool): void {
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
    if (countsHits) hits = f32x4.add(hits, countHits(z, stride, classes, labels, there));
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
  store<f64>(LOSS_SUM, load<f64>(LOSS_SUM) + <f64>sumOf(lossSum));
  store<f64>(HITS, load<f64>(HITS) + <f64>sumOf(hits));
}

/**
 * The same for two to four classes whose labels say it all, from logits relative to the last class's: everything stays in
 * registers. Deltas of the last class are not written: they are minus the sum of the others.
 */
// @ts-ignore: decorator
@inline
function fewClasses(columns: i32, samples: i32, scale: f32, backward: bool): void {
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
  store<f64>(LOSS_SUM, load<f64>(LOSS_SUM) + <f64>sumOf(lossSum));
  store<f64>(HITS, load<f64>(HITS) + <f64>sumOf(hits));
}

/** The last activation of four samples, in place. */
function activateOutput(kind: i32, z: usize, stride: usize, classes: i32): void {
  if (kind == SOFTMAX) {
    let highest = at(z);
    let sum = f32x4.splat(0);
    for (let i = 1; i < classes; i++) highest = f32x4.pmax(highest, at(z + <usize>i * stride));
    for (let i = 0; i < classes; i++) {
      const power = expNegative(f32x4.sub(at(z + <usize>i * stride), highest));
      v128.store(z + <usize>i * stride, power);
      sum = f32x4.add(sum, power);
    }
    for (let i = 0; i < classes; i++) {
      v128.store(z + <usize>i * stride, f32x4.div(at(z + <usize>i * stride), sum));
    }
    return;
  }
  for (let i = 0; i < classes; i++) {
    const place = z + <usize>i * stride;
    let value = at(place);
    if (kind == SIGMOID) value = sigmoid4(value);
    else if (kind == TANH) value = tanh4(value);
    else if (kind == ELU) value = elu4(value);
    else if (kind == RELU) value = positive(value);
    v128.store(place, value);
  }
}

/** Turns the loss's derivatives by the outputs a into those by the logits, in place. */
function deactivateOutput(kind: i32, a: usize, g: usize, stride: usize, classes: i32): void {
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  let mean = zero;
  if (kind == SOFTMAX) {
    for (let i = 0; i < classes; i++) mean = mulAdd(mean, at(a + <usize>i * stride), at(g + <usize>i * stride));
  }
  for (let i = 0; i < classes; i++) {
    const value = at(a + <usize>i * stride);
    let d = at(g + <usize>i * stride);
    if (kind == SOFTMAX) d = f32x4.mul(value, f32x4.sub(d, mean));
    else if (kind == SIGMOID) d = f32x4.mul(d, f32x4.mul(value, f32x4.sub(one, value)));
    else if (kind == TANH) d = f32x4.mul(d, f32x4.sub(one, f32x4.mul(value, value)));
    else if (kind == RELU) d = v128.and(d, f32x4.gt(value, zero));
    else if (kind == ELU) d = f32x4.mul(d, v128.bitselect(one, f32x4.add(value, one), f32x4.ge(value, zero)));
    v128.store(g + <usize>i * stride, d);
  }
}

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
function otherLosses(activation: i32, samples: i32, scale: f32, backward: bool): void {
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
    if (accuracy == CATEGORICAL) hits = f32x4.add(hits, countHits(a, stride, classes, labels, there));
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
  store<f64>(LOSS_SUM, load<f64>(LOSS_SUM) + <f64>sumOf(lossSum));
  store<f64>(HITS, load<f64>(HITS) + <f64>sumOf(hits));
}

/**
 * Loss and accuracy of the chunk, added to the sums of the epoch, and the deltas times `scale` where asked. Where logits are
 * relative to the last class's, the last row of the outputs need not be there.
 */
export function finish(activation: i32, relative: bool, samples: i32, scale: f32, backward: bool): void {
  const classes = load<i32>(CLASSES);
  if (load<i32>(LOSS) == SOFTMAX_CROSS_ENTROPY && relative && !load<usize>(Y)) {
    if (classes == 2) fewClasses(1, samples, scale, backward);
    else if (classes == 3) fewClasses(2, samples, scale, backward);
    else fewClasses(3, samples, scale, backward);
    return;
  }
  if (relative) {
    const row = <usize>load<i32>(CHUNK) << 2;
    memory.fill(load<usize>(OUTPUT) + <usize>(classes - 1) * row, 0, row);
  }
  if (load<i32>(LOSS) == SOFTMAX_CROSS_ENTROPY) softmaxCrossEntropy(samples, scale, backward);
  else otherLosses(activation, samples, scale, backward);
}
