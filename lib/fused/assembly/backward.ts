import { inputOf } from './forward';
import {
  ACTIVATION,
  BATCH_LANES,
  BIAS_GRADIENT,
  DELTA,
  field,
  INPUTS,
  LAYERS,
  layerAt,
  pointer,
  RELU,
  UNIT_LANES,
  UNITS,
  USE_BIAS,
  VALUE,
  WEIGHT,
  WEIGHT_GRADIENT,
} from './layout';
import { byRule } from './loss';
import { sum4 } from './math';

/** Computes the gradients of all weights from the last layer's delta. */
export function backward(net: usize): void {
  const stride: usize = usize(field(net, BATCH_LANES)) << 2;
  for (let index = field(net, LAYERS) - 1; index >= 0; index--) {
    const layer = layerAt(net, index);
    weightGradients(layer, inputOf(net, index), stride);
    if (field(layer, USE_BIAS)) biasGradients(layer, stride);
    if (index > 0) inputDeltas(layer, layerAt(net, index - 1), stride);
  }
}

/** Four sums across lanes at once: lane j of the result is the sum of the lanes of the j-th vector. */
// @ts-expect-error: decorator
@inline
export function sumsAcross(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

/** gradient[i][u] = sum over rows of input[i][row] * delta[u][row], in tiles of 2 inputs and 4 units. */
function weightGradients(layer: usize, input: usize, stride: usize): void {
  const inputs = field(layer, INPUTS);
  const unitLanes = field(layer, UNIT_LANES);
  const rowStride: usize = usize(unitLanes) << 2;
  for (let u = 0; u < unitLanes; u += 4) {
    const delta: usize = pointer(layer, DELTA) + usize(u) * stride;
    let out: usize = pointer(layer, WEIGHT_GRADIENT) + (usize(u) << 2);
    let i = 0;
    for (; i + 1 < inputs; i += 2, out += 2 * rowStride) {
      const x = input + usize(i) * stride;
      let a0 = f32x4.splat(0),
        a1 = a0,
        a2 = a0,
        a3 = a0,
        b0 = a0,
        b1 = a0,
        b2 = a0,
        b3 = a0;
      for (let k: usize = 0; k < stride; k += 16) {
        const p = v128.load(x + k),
          q = v128.load(x + stride + k);
        const d0 = v128.load(delta + k),
          d1 = v128.load(delta + stride + k);
        a0 = f32x4.add(a0, f32x4.mul(p, d0));
        b0 = f32x4.add(b0, f32x4.mul(q, d0));
        a1 = f32x4.add(a1, f32x4.mul(p, d1));
        b1 = f32x4.add(b1, f32x4.mul(q, d1));
        const d2 = v128.load(delta + 2 * stride + k),
          d3 = v128.load(delta + 3 * stride + k);
        a2 = f32x4.add(a2, f32x4.mul(p, d2));
        b2 = f32x4.add(b2, f32x4.mul(q, d2));
        a3 = f32x4.add(a3, f32x4.mul(p, d3));
        b3 = f32x4.add(b3, f32x4.mul(q, d3));
      }
      v128.store(out, sumsAcross(a0, a1, a2, a3));
      v128.store(out + rowStride, sumsAcross(b0, b1, b2, b3));
    }
    if (i < inputs) {
      const x = input + usize(i) * stride;
      let a0 = f32x4.splat(0),
        a1 = a0,
        a2 = a0,
        a3 = a0;
      for (let k: usize = 0; k < stride; k += 16) {
        const p = v128.load(x + k);
        a0 = f32x4.add(a0, f32x4.mul(p, v128.load(delta + k)));
        a1 = f32x4.add(a1, f32x4.mul(p, v128.load(delta + stride + k)));
        a2 = f32x4.add(a2, f32x4.mul(p, v128.load(delta + 2 * stride + k)));
        a3 = f32x4.add(a3, f32x4.mul(p, v128.load(delta + 3 * stride + k)));
      }
      v128.store(out, sumsAcross(a0, a1, a2, a3));
    }
  }
}

/** gradient[u] = sum over rows of delta[u][row]. */
function biasGradients(layer: usize, stride: usize): void {
  const units = field(layer, UNITS);
  const out: usize = pointer(layer, BIAS_GRADIENT);
  let delta: usize = pointer(layer, DELTA);
  for (let u = 0; u < units; u++, delta += stride) {
    let sum = f32x4.splat(0);
    for (let k: usize = 0; k < stride; k += 16) sum = f32x4.add(sum, v128.load(delta + k));
    store<f32>(out + (usize(u) << 2), sum4(sum));
  }
}

/** delta of the layer before: (sum over u of weight[i][u] * delta[u][row]) through its activation; 4 inputs, 8 rows a tile. */
function inputDeltas(layer: usize, before: usize, stride: usize): void {
  const inputs = field(layer, INPUTS);
  const units = field(layer, UNITS);
  const rowStride: usize = usize(field(layer, UNIT_LANES)) << 2;
  const activation = field(before, ACTIVATION);
  const values: usize = pointer(before, VALUE);
  const out: usize = pointer(before, DELTA);
  let i = 0;
  for (; i + 3 < inputs; i += 4) {
    const weights: usize = pointer(layer, WEIGHT) + usize(i) * rowStride;
    for (let k: usize = 0; k < stride; k += 32) {
      let a0 = f32x4.splat(0),
        a1 = a0,
        a2 = a0,
        a3 = a0,
        b0 = a0,
        b1 = a0,
        b2 = a0,
        b3 = a0;
      let delta: usize = pointer(layer, DELTA) + k;
      let weight = weights;
      for (let u = 0; u < units; u++, delta += stride, weight += 4) {
        const x = v128.load(delta),
          y = v128.load(delta, 16);
        const w0 = v128.load_splat<f32>(weight),
          w1 = v128.load_splat<f32>(weight + rowStride);
        a0 = f32x4.add(a0, f32x4.mul(x, w0));
        b0 = f32x4.add(b0, f32x4.mul(y, w0));
        a1 = f32x4.add(a1, f32x4.mul(x, w1));
        b1 = f32x4.add(b1, f32x4.mul(y, w1));
        const w2 = v128.load_splat<f32>(weight + 2 * rowStride),
          w3 = v128.load_splat<f32>(weight + 3 * rowStride);
        a2 = f32x4.add(a2, f32x4.mul(x, w2));
        b2 = f32x4.add(b2, f32x4.mul(y, w2));
        a3 = f32x4.add(a3, f32x4.mul(x, w3));
        b3 = f32x4.add(b3, f32x4.mul(y, w3));
      }
      const at: usize = usize(i) * stride + k;
      put(activation, values + at, out + at, a0, b0);
      put(activation, values + at + stride, out + at + stride, a1, b1);
      put(activation, values + at + 2 * stride, out + at + 2 * stride, a2, b2);
      put(activation, values + at + 3 * stride, out + at + 3 * stride, a3, b3);
    }
  }
  for (; i < inputs; i++) {
    for (let k: usize = 0; k < stride; k += 32) {
      let a = f32x4.splat(0),
        b = a;
      let delta: usize = pointer(layer, DELTA) + k;
      let weight: usize = pointer(layer, WEIGHT) + usize(i) * rowStride;
      for (let u = 0; u < units; u++, delta += stride, weight += 4) {
        const w = v128.load_splat<f32>(weight);
        a = f32x4.add(a, f32x4.mul(v128.load(delta), w));
        b = f32x4.add(b, f32x4.mul(v128.load(delta, 16), w));
      }
      const at: usize = usize(i) * stride + k;
      put(activation, values + at, out + at, a, b);
    }
  }
}

/** Stores the deltas of eight rows, through the activation. */
// @ts-expect-error: decorator
@inline
function put(activation: i32, value: usize, out: usize, a: v128, b: v128): void {
  const x = v128.load(value),
    y = v128.load(value, 16);
  if (activation == RELU) {
    v128.store(out, v128.and(a, f32x4.gt(x, f32x4.splat(0))));
    v128.store(out, v128.and(b, f32x4.gt(y, f32x4.splat(0))), 16);
  } else {
    v128.store(out, byRule(activation, x, a));
    v128.store(out, byRule(activation, y, b), 16);
  }
}
