import {
  ACTIVATION,
  BATCH_LANES,
  BATCH_X,
  BIAS,
  ELU,
  field,
  INPUTS,
  LAYERS,
  LINEAR,
  layerAt,
  pointer,
  RELU,
  SIGMOID,
  SOFTMAX,
  TANH,
  UNIT_LANES,
  VALUE,
  WEIGHT,
} from './layout';
import { exp4 } from './math';

/** The activations that go into a layer. */
// @ts-expect-error: decorator
@inline
export function inputOf(net: usize, index: i32): usize {
  return index == 0 ? pointer(net, BATCH_X) : pointer(layerAt(net, index - 1), VALUE);
}

/** Computes the activations of all layers for the batch; a softmax is left to the loss, which wants the sums before it. */
export function forward(net: usize): void {
  const lanes = field(net, BATCH_LANES);
  for (let index = 0; index < field(net, LAYERS); index++) {
    const layer = layerAt(net, index);
    const activation = field(layer, ACTIVATION);
    sums(layer, inputOf(net, index), lanes, activation == RELU);
    if (activation != RELU && activation != LINEAR && activation != SOFTMAX) activate(layer, lanes, activation);
  }
}

/** value[u][row] = bias[u] + sum over i of weight[i][u] * input[i][row], in tiles of 4 units and 8 rows. */
function sums(layer: usize, input: usize, lanes: i32, relu: bool): void {
  const inputs = field(layer, INPUTS);
  const unitLanes = field(layer, UNIT_LANES);
  const stride: usize = usize(lanes) << 2;
  const weightStride: usize = usize(unitLanes) << 2;
  const zero = f32x4.splat(0);
  for (let u = 0; u < unitLanes; u += 4) {
    const bias: usize = pointer(layer, BIAS) + (usize(u) << 2);
    const weights: usize = pointer(layer, WEIGHT) + (usize(u) << 2);
    let out: usize = pointer(layer, VALUE) + usize(u) * stride;
    for (let k: usize = 0; k < stride; k += 32, out += 32) {
      let a0 = v128.load_splat<f32>(bias),
        a1 = v128.load_splat<f32>(bias, 4);
      let a2 = v128.load_splat<f32>(bias, 8),
        a3 = v128.load_splat<f32>(bias, 12);
      let b0 = a0,
        b1 = a1,
        b2 = a2,
        b3 = a3;
      let weight = weights;
      let from = input + k;
      for (let i = 0; i < inputs; i++) {
        const x = v128.load(from),
          y = v128.load(from, 16);
        const w0 = v128.load_splat<f32>(weight),
          w1 = v128.load_splat<f32>(weight, 4);
        a0 = f32x4.add(a0, f32x4.mul(x, w0));
        b0 = f32x4.add(b0, f32x4.mul(y, w0));
        a1 = f32x4.add(a1, f32x4.mul(x, w1));
        b1 = f32x4.add(b1, f32x4.mul(y, w1));
        const w2 = v128.load_splat<f32>(weight, 8),
          w3 = v128.load_splat<f32>(weight, 12);
        a2 = f32x4.add(a2, f32x4.mul(x, w2));
        b2 = f32x4.add(b2, f32x4.mul(y, w2));
        a3 = f32x4.add(a3, f32x4.mul(x, w3));
        b3 = f32x4.add(b3, f32x4.mul(y, w3));
        weight += weightStride;
        from += stride;
      }
      if (relu) {
        // x < 0 ? 0 : x, which lets NaN through.
        (a0 = f32x4.pmax(a0, zero)),
          (b0 = f32x4.pmax(b0, zero)),
          (a1 = f32x4.pmax(a1, zero)),
          (b1 = f32x4.pmax(b1, zero));
        (a2 = f32x4.pmax(a2, zero)),
          (b2 = f32x4.pmax(b2, zero)),
          (a3 = f32x4.pmax(a3, zero)),
          (b3 = f32x4.pmax(b3, zero));
      }
      v128.store(out, a0), v128.store(out, b0, 16);
      v128.store(out + stride, a1), v128.store(out + stride, b1, 16);
      v128.store(out + 2 * stride, a2), v128.store(out + 2 * stride, b2, 16);
      v128.store(out + 3 * stride, a3), v128.store(out + 3 * stride, b3, 16);
    }
  }
}

/** Applies tanh, sigmoid or elu in place. */
function activate(layer: usize, lanes: i32, activation: i32): void {
  const one = f32x4.splat(1);
  let at: usize = pointer(layer, VALUE);
  const end: usize = at + usize(field(layer, UNIT_LANES)) * (usize(lanes) << 2);
  for (; at < end; at += 16) {
    const x = v128.load(at);
    let y = x;
    if (activation == SIGMOID) {
      y = f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
    } else if (activation == TANH) {
      y = tanh4(x);
    } else if (activation == ELU) {
      y = v128.bitselect(expm14(x), x, f32x4.lt(x, f32x4.splat(0)));
    }
    v128.store(at, y);
  }
}

/** exp(x) - 1 for x <= 0, by its Taylor polynomial where the difference would cancel. */
// @ts-expect-error: decorator
@inline
function expm14(x: v128): v128 {
  let p = f32x4.add(f32x4.mul(x, f32x4.splat(0.0083333333)), f32x4.splat(0.041666667));
  p = f32x4.add(f32x4.mul(p, x), f32x4.splat(0.16666667));
  p = f32x4.add(f32x4.mul(p, x), f32x4.splat(0.5));
  p = f32x4.add(f32x4.mul(p, x), f32x4.splat(1));
  const near = f32x4.gt(x, f32x4.splat(-0.125));
  return v128.bitselect(f32x4.mul(p, x), f32x4.sub(exp4(x), f32x4.splat(1)), near);
}

/** tanh(x) = (1 - e) / (1 + e) with e = exp(-2 |x|), and the sign of x. */
// @ts-expect-error: decorator
@inline
function tanh4(x: v128): v128 {
  const minusOne = expm14(f32x4.mul(f32x4.abs(x), f32x4.splat(-2)));
  const size = f32x4.div(f32x4.neg(minusOne), f32x4.add(minusOne, f32x4.splat(2)));
  return v128.bitselect(x, size, i32x4.splat(0x80000000));
}
