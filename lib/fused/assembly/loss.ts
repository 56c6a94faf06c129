import {
  ACTIVATION,
  BATCH_LANES,
  BATCH_Y,
  BINARY_ACCURACY,
  BINARY_CROSSENTROPY,
  CATEGORICAL_ACCURACY,
  CROSSENTROPY_CLIPPED,
  CROSSENTROPY_OF_LOGITS,
  DELTA,
  ELU,
  field,
  LAYERS,
  LOSS,
  layerAt,
  METRIC,
  pointer,
  RELU,
  ROW_USED,
  ROW_WEIGHT,
  SIGMOID,
  SOFTMAX,
  TANH,
  TOTALS,
  UNITS,
  VALUE,
} from './layout';
import { exp4, log4, sum4 } from './math';

/** tfjs's epsilon: probabilities are clipped to [1e-7, 1 - 1e-7]. */
const CLIP: f32 = 1e-7;
/** A class so much less likely than the best one has probability 0: what is left of it would be subnormal soon. */
const UNLIKELY: f32 = -60;

/**
 * Adds the batch's loss and hits to the totals; when training, leaves the derivatives by the last layer's sums in its delta.
 *
 * @param share 1 / rows, by which a row's derivative counts
 */
export function outputLoss(net: usize, training: bool, share: f32): void {
  const layer = layerAt(net, field(net, LAYERS) - 1);
  const stride: usize = usize(field(net, BATCH_LANES)) << 2;
  const units = field(layer, UNITS);
  const kind = field(net, LOSS);
  const metric = field(net, METRIC);
  const softmax = field(layer, ACTIVATION) == SOFTMAX;
  let losses = f32x4.splat(0);
  let hits: f64 = 0;
  for (let k: usize = 0; k < stride; k += 16) {
    const value: usize = pointer(layer, VALUE) + k;
    const target: usize = pointer(net, BATCH_Y) + k;
    const delta: usize = pointer(layer, DELTA) + k;
    const weight = v128.load(pointer(net, ROW_WEIGHT) + k);
    const scale = f32x4.mul(weight, f32x4.splat(share));
    if (metric == CATEGORICAL_ACCURACY) {
      const same = i32x4.eq(argmax(value, stride, units), argmax(target, stride, units));
      const used = f32x4.gt(v128.load(pointer(net, ROW_USED) + k), f32x4.splat(0));
      hits += popcnt(i32x4.bitmask(v128.and(same, used)));
    }
    let loss: v128;
    if (kind == CROSSENTROPY_OF_LOGITS) {
      loss = ofLogits(value, target, delta, stride, units, scale, training);
    } else {
      if (softmax) normalize(value, stride, units);
      loss = byActivations(kind, value, target, delta, stride, units, scale, training);
      if (training) throughActivation(field(layer, ACTIVATION), value, delta, stride, units);
    }
    if (metric == BINARY_ACCURACY) hits += binaryHits(value, target, stride, units, pointer(net, ROW_USED) + k);
    losses = f32x4.add(losses, f32x4.mul(loss, weight));
  }
  store<f64>(net + TOTALS, load<f64>(net + TOTALS) + f64(sum4(losses)));
  store<f64>(net + TOTALS + 8, load<f64>(net + TOTALS + 8) + hits);
}

/** The number of the largest unit, the first one of equals. */
// @ts-expect-error: decorator
@inline
function argmax(value: usize, stride: usize, units: i32): v128 {
  let best = v128.load(value);
  let at = i32x4.splat(0);
  for (let u = 1; u < units; u++) {
    const x = v128.load(value + usize(u) * stride);
    const more = f32x4.gt(x, best);
    best = v128.bitselect(x, best, more);
    at = v128.bitselect(i32x4.splat(u), at, more);
  }
  return at;
}

/** Share of the units on the right side of 1/2. */
function binaryHits(value: usize, target: usize, stride: usize, units: i32, used: usize): f64 {
  let sum = f32x4.splat(0);
  for (let u = 0; u < units; u++) {
    const one = v128.and(f32x4.gt(v128.load(value + usize(u) * stride), f32x4.splat(0.5)), f32x4.splat(1));
    const same = f32x4.eq(one, v128.load(target + usize(u) * stride));
    sum = f32x4.add(sum, v128.and(same, v128.load(used)));
  }
  return f64(sum4(sum)) / f64(units);
}

/** Keras: loss = log(sum of exp(z)) - z of the target, derivative = softmax(z) - target, with nothing clipped. */
// @ts-expect-error: decorator
@inline
function ofLogits(
  value: usize,
  target: usize,
  delta: usize,
  stride: usize,
  units: i32,
  scale: v128,
  training: bool,
): v128 {
  let top = v128.load(value);
  for (let u = 1; u < units; u++) top = f32x4.max(top, v128.load(value + usize(u) * stride));
  let sum = f32x4.splat(0),
    own = f32x4.splat(0),
    mass = f32x4.splat(0);
  for (let u = 0; u < units; u++) {
    const x = f32x4.sub(v128.load(value + usize(u) * stride), top);
    const y = v128.load(target + usize(u) * stride);
    const e = v128.andnot(exp4(x), f32x4.lt(x, f32x4.splat(UNLIKELY)));
    own = f32x4.add(own, f32x4.mul(x, y));
    mass = f32x4.add(mass, y);
    sum = f32x4.add(sum, e);
    v128.store(value + usize(u) * stride, e);
  }
  if (training) {
    const part = f32x4.div(mass, sum);
    for (let u = 0; u < units; u++) {
      const p = f32x4.mul(v128.load(value + usize(u) * stride), part);
      v128.store(delta + usize(u) * stride, f32x4.mul(f32x4.sub(p, v128.load(target + usize(u) * stride)), scale));
    }
  }
  return f32x4.sub(f32x4.mul(mass, log4(sum)), own);
}

/** Softmax in place. */
function normalize(value: usize, stride: usize, units: i32): void {
  let top = v128.load(value);
  for (let u = 1; u < units; u++) top = f32x4.max(top, v128.load(value + usize(u) * stride));
  let sum = f32x4.splat(0);
  for (let u = 0; u < units; u++) {
    const x = f32x4.sub(v128.load(value + usize(u) * stride), top);
    const e = v128.andnot(exp4(x), f32x4.lt(x, f32x4.splat(UNLIKELY)));
    sum = f32x4.add(sum, e);
    v128.store(value + usize(u) * stride, e);
  }
  for (let u = 0; u < units; u++)
    v128.store(value + usize(u) * stride, f32x4.div(v128.load(value + usize(u) * stride), sum));
}

/** Losses of the activations, as tfjs computes them; leaves derivatives by the activations in delta. */
function byActivations(
  kind: i32,
  value: usize,
  target: usize,
  delta: usize,
  stride: usize,
  units: i32,
  scale: v128,
  training: bool,
): v128 {
  let loss = f32x4.splat(0);
  let total = f32x4.splat(0);
  const one = f32x4.splat(1),
    low = f32x4.splat(CLIP),
    high = f32x4.splat(1 - CLIP),
    each = f32x4.splat(1 / f32(units));
  if (kind == CROSSENTROPY_CLIPPED)
    for (let u = 0; u < units; u++) total = f32x4.add(total, v128.load(value + usize(u) * stride));
  for (let u = 0; u < units; u++) {
    const y = v128.load(target + usize(u) * stride);
    const raw = v128.load(value + usize(u) * stride);
    const a = kind == CROSSENTROPY_CLIPPED ? f32x4.div(raw, total) : raw;
    const clipped = f32x4.min(high, f32x4.max(low, a));
    const inside = v128.and(f32x4.ge(a, low), f32x4.le(a, high));
    let derivative: v128;
    if (kind == CROSSENTROPY_CLIPPED) {
      loss = f32x4.sub(loss, f32x4.mul(y, log4(clipped)));
      derivative = v128.and(f32x4.neg(f32x4.div(y, clipped)), inside);
    } else if (kind == BINARY_CROSSENTROPY) {
      const logs = f32x4.add(f32x4.mul(y, log4(clipped)), f32x4.mul(f32x4.sub(one, y), log4(f32x4.sub(one, clipped))));
      loss = f32x4.sub(loss, f32x4.mul(logs, each));
      const slope = f32x4.div(f32x4.sub(clipped, y), f32x4.mul(clipped, f32x4.sub(one, clipped)));
      derivative = v128.and(f32x4.mul(slope, each), inside);
    } else {
      const error = f32x4.sub(a, y);
      loss = f32x4.add(loss, f32x4.mul(f32x4.mul(error, error), each));
      derivative = f32x4.mul(f32x4.mul(error, f32x4.splat(2)), each);
    }
    if (training) v128.store(delta + usize(u) * stride, f32x4.mul(derivative, scale));
  }
  if (training && kind == CROSSENTROPY_CLIPPED) throughShare(value, delta, stride, units, total);
  return loss;
}

/** From derivatives by shares a / sum(a) to those by a: (d - sum(d * share)) / sum(a). */
function throughShare(value: usize, delta: usize, stride: usize, units: i32, total: v128): void {
  let mixed = f32x4.splat(0);
  for (let u = 0; u < units; u++) {
    const share = f32x4.div(v128.load(value + usize(u) * stride), total);
    mixed = f32x4.add(mixed, f32x4.mul(v128.load(delta + usize(u) * stride), share));
  }
  for (let u = 0; u < units; u++) {
    v128.store(delta + usize(u) * stride, f32x4.div(f32x4.sub(v128.load(delta + usize(u) * stride), mixed), total));
  }
}

/** From derivatives by activations to those by the sums before them, for four rows. */
function throughActivation(activation: i32, value: usize, delta: usize, stride: usize, units: i32): void {
  let mixed = f32x4.splat(0);
  if (activation == SOFTMAX) {
    for (let u = 0; u < units; u++) {
      mixed = f32x4.add(mixed, f32x4.mul(v128.load(delta + usize(u) * stride), v128.load(value + usize(u) * stride)));
    }
  }
  for (let u = 0; u < units; u++) {
    const a = v128.load(value + usize(u) * stride);
    const d = v128.load(delta + usize(u) * stride);
    v128.store(
      delta + usize(u) * stride,
      activation == SOFTMAX ? f32x4.mul(a, f32x4.sub(d, mixed)) : byRule(activation, a, d),
    );
  }
}

/** The derivative through an elementwise activation with result a. */
// @ts-expect-error: decorator
@inline
export function byRule(activation: i32, a: v128, d: v128): v128 {
  const one = f32x4.splat(1),
    zero = f32x4.splat(0);
  if (activation == RELU) return v128.and(d, f32x4.gt(a, zero));
  if (activation == SIGMOID) return f32x4.mul(d, f32x4.mul(a, f32x4.sub(one, a)));
  if (activation == TANH) return f32x4.mul(d, f32x4.sub(one, f32x4.mul(a, a)));
  if (activation == ELU) return v128.bitselect(f32x4.mul(d, f32x4.add(a, one)), d, f32x4.lt(a, zero));
  return d;
}
