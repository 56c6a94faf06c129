/**
 * The same as forward and backward, for one shape only: 2 inputs, one hidden layer of ReLU units, softmax over 3 classes with a
 * cross-entropy from the logits. It is the shape of this lab's network, and here all sizes but that of the hidden layer are
 * known when this is compiled.
 *
 * A softmax does not change when all its sums change by the same amount, and the derivatives by the three sums add up to zero.
 * So the third sum is taken as 0, the others relative to it: two products a unit and row instead of three, both ways.
 */
import {
  BATCH_LANES, BATCH_X, BIAS, BIAS_GRADIENT, DELTA, field, layerAt, pointer, SCRATCH, UNIT_LANES, UNITS, VALUE, WEIGHT,
  WEIGHT_GRADIENT,
} from './layout';
import { sumsAcross } from './backward';
import { sum4 } from './math';

/** Whether a network has this shape is decided in ../memory.ts, which then sets SCRATCH. */
// @ts-ignore: decorator
@inline
export function isNarrow(net: usize): bool {
  return pointer(net, SCRATCH) != 0;
}

/** Weights of the last layer relative to the third class: relative[u] = (w0 - w2, w1 - w2, 0, .). */
function relativeWeights(net: usize): void {
  const hidden = layerAt(net, 0), last = layerAt(net, 1);
  const from: usize = pointer(last, WEIGHT), to: usize = pointer(net, SCRATCH);
  // One more: the bias follows the weights.
  const bytes: usize = (usize(field(hidden, UNITS)) + 1) << 4;
  for (let at: usize = 0; at < bytes; at += 16) {
    const w = v128.load(from + at);
    v128.store(to + at, f32x4.sub(w, v128.shuffle<f32>(w, w, 2, 2, 2, 2)));
  }
}

/** Hidden activations and sums of all rows, in tiles of 16 rows. */
export function forwardNarrow(net: usize): void {
  relativeWeights(net);
  const hidden = layerAt(net, 0), last = layerAt(net, 1);
  const stride: usize = usize(field(net, BATCH_LANES)) << 2;
  const units = field(hidden, UNITS);
  const second: usize = usize(field(hidden, UNIT_LANES)) << 2;
  const zero = f32x4.splat(0);
  for (let k: usize = 0; k < stride; k += 64) {
    const input: usize = pointer(net, BATCH_X) + k;
    const x0 = v128.load(input), x1 = v128.load(input, 16), x2 = v128.load(input, 32), x3 = v128.load(input, 48);
    const y = input + stride;
    const y0 = v128.load(y), y1 = v128.load(y, 16), y2 = v128.load(y, 32), y3 = v128.load(y, 48);
    let relative: usize = pointer(net, SCRATCH);
    const relativeBias = relative + (usize(units) << 4);
    let a0 = v128.load_splat<f32>(relativeBias), a1 = a0, a2 = a0, a3 = a0;
    let b0 = v128.load_splat<f32>(relativeBias, 4), b1 = b0, b2 = b0, b3 = b0;
    let weight: usize = pointer(hidden, WEIGHT), bias: usize = pointer(hidden, BIAS);
    let value: usize = pointer(hidden, VALUE) + k;
    for (let u = 0; u < units; u++) {
      const w = v128.load_splat<f32>(weight), v = v128.load_splat<f32>(weight + second), b = v128.load_splat<f32>(bias);
      const p = v128.load_splat<f32>(relative), q = v128.load_splat<f32>(relative, 4);
      const h0 = f32x4.pmax(f32x4.add(f32x4.add(f32x4.mul(x0, w), b), f32x4.mul(y0, v)), zero);
      v128.store(value, h0);
      a0 = f32x4.add(a0, f32x4.mul(h0, p));
      b0 = f32x4.add(b0, f32x4.mul(h0, q));
      const h1 = f32x4.pmax(f32x4.add(f32x4.add(f32x4.mul(x1, w), b), f32x4.mul(y1, v)), zero);
      v128.store(value, h1, 16);
      a1 = f32x4.add(a1, f32x4.mul(h1, p));
      b1 = f32x4.add(b1, f32x4.mul(h1, q));
      const h2 = f32x4.pmax(f32x4.add(f32x4.add(f32x4.mul(x2, w), b), f32x4.mul(y2, v)), zero);
      v128.store(value, h2, 32);
      a2 = f32x4.add(a2, f32x4.mul(h2, p));
      b2 = f32x4.add(b2, f32x4.mul(h2, q));
      const h3 = f32x4.pmax(f32x4.add(f32x4.add(f32x4.mul(x3, w), b), f32x4.mul(y3, v)), zero);
      v128.store(value, h3, 48);
      a3 = f32x4.add(a3, f32x4.mul(h3, p));
      b3 = f32x4.add(b3, f32x4.mul(h3, q));
      value += stride, weight += 4, bias += 4, relative += 16;
    }
    const out: usize = pointer(last, VALUE) + k;
    v128.store(out, a0), v128.store(out, a1, 16), v128.store(out, a2, 32), v128.store(out, a3, 48);
    const next = out + stride, third = next + stride;
    v128.store(next, b0), v128.store(next, b1, 16), v128.store(next, b2, 32), v128.store(next, b3, 48);
    v128.store(third, zero), v128.store(third, zero, 16), v128.store(third, zero, 32), v128.store(third, zero, 48);
  }
}

/** All gradients, four hidden units at a time. */
export function backwardNarrow(net: usize): void {
  const hidden = layerAt(net, 0), last = layerAt(net, 1);
  const stride: usize = usize(field(net, BATCH_LANES)) << 2;
  const units = field(hidden, UNITS);
  const second: usize = usize(field(hidden, UNIT_LANES)) << 2;
  const x: usize = pointer(net, BATCH_X), y = x + stride;
  const d: usize = pointer(last, DELTA), e = d + stride;
  let out: usize = pointer(hidden, WEIGHT_GRADIENT), biasOut: usize = pointer(hidden, BIAS_GRADIENT);
  let lastOut: usize = pointer(last, WEIGHT_GRADIENT);
  for (let u = 0; u < units; u += 4, out += 16, biasOut += 16) {
    // Of units beyond the last, activations are zero, so nothing comes of what is read for their weights.
    const relative: usize = pointer(net, SCRATCH) + (usize(u) << 4);
    const value: usize = pointer(hidden, VALUE) + usize(u) * stride;
    let x0 = f32x4.splat(0), x1 = x0, x2 = x0, x3 = x0, y0 = x0, y1 = x0, y2 = x0, y3 = x0;
    let s0 = x0, s1 = x0, s2 = x0, s3 = x0;
    let d0 = x0, d1 = x0, d2 = x0, d3 = x0, e0 = x0, e1 = x0, e2 = x0, e3 = x0;
    const p0 = v128.load_splat<f32>(relative), q0 = v128.load_splat<f32>(relative, 4);
    const p1 = v128.load_splat<f32>(relative, 16), q1 = v128.load_splat<f32>(relative, 20);
    for (let k: usize = 0; k < stride; k += 16) {
      const dk = v128.load(d + k), ek = v128.load(e + k), xk = v128.load(x + k), yk = v128.load(y + k);
      const h0 = v128.load(value + k), h1 = v128.load(value + stride + k);
      const on0 = f32x4.gt(h0, f32x4.splat(0)), on1 = f32x4.gt(h1, f32x4.splat(0));
      const g0 = v128.and(f32x4.add(f32x4.mul(dk, p0), f32x4.mul(ek, q0)), on0);
      const g1 = v128.and(f32x4.add(f32x4.mul(dk, p1), f32x4.mul(ek, q1)), on1);
      d0 = f32x4.add(d0, f32x4.mul(h0, dk)), e0 = f32x4.add(e0, f32x4.mul(h0, ek));
      d1 = f32x4.add(d1, f32x4.mul(h1, dk)), e1 = f32x4.add(e1, f32x4.mul(h1, ek));
      x0 = f32x4.add(x0, f32x4.mul(g0, xk)), y0 = f32x4.add(y0, f32x4.mul(g0, yk)), s0 = f32x4.add(s0, g0);
      x1 = f32x4.add(x1, f32x4.mul(g1, xk)), y1 = f32x4.add(y1, f32x4.mul(g1, yk)), s1 = f32x4.add(s1, g1);
    }
    const p2 = v128.load_splat<f32>(relative, 32), q2 = v128.load_splat<f32>(relative, 36);
    const p3 = v128.load_splat<f32>(relative, 48), q3 = v128.load_splat<f32>(relative, 52);
    const next = value + 2 * stride;
    for (let k: usize = 0; k < stride; k += 16) {
      const dk = v128.load(d + k), ek = v128.load(e + k), xk = v128.load(x + k), yk = v128.load(y + k);
      const h2 = v128.load(next + k), h3 = v128.load(next + stride + k);
      const on2 = f32x4.gt(h2, f32x4.splat(0)), on3 = f32x4.gt(h3, f32x4.splat(0));
      const g2 = v128.and(f32x4.add(f32x4.mul(dk, p2), f32x4.mul(ek, q2)), on2);
      const g3 = v128.and(f32x4.add(f32x4.mul(dk, p3), f32x4.mul(ek, q3)), on3);
      d2 = f32x4.add(d2, f32x4.mul(h2, dk)), e2 = f32x4.add(e2, f32x4.mul(h2, ek));
      d3 = f32x4.add(d3, f32x4.mul(h3, dk)), e3 = f32x4.add(e3, f32x4.mul(h3, ek));
      x2 = f32x4.add(x2, f32x4.mul(g2, xk)), y2 = f32x4.add(y2, f32x4.mul(g2, yk)), s2 = f32x4.add(s2, g2);
      x3 = f32x4.add(x3, f32x4.mul(g3, xk)), y3 = f32x4.add(y3, f32x4.mul(g3, yk)), s3 = f32x4.add(s3, g3);
    }
    v128.store(out, sumsAcross(x0, x1, x2, x3));
    v128.store(out + second, sumsAcross(y0, y1, y2, y3));
    v128.store(biasOut, sumsAcross(s0, s1, s2, s3));
    storeLast(lastOut, u, units, sumsAcross(d0, d1, d2, d3), sumsAcross(e0, e1, e2, e3));
    lastOut += 64;
  }
  lastBias(last, d, e, stride);
}

/** gradient[u] = (a, b, -(a + b), 0) for the units u to u + 3 that there are. */
function storeLast(out: usize, u: i32, units: i32, a: v128, b: v128): void {
  const c = f32x4.neg(f32x4.add(a, b)), zero = f32x4.splat(0);
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), ab2 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const c0 = v128.shuffle<f32>(c, zero, 0, 4, 1, 5), c2 = v128.shuffle<f32>(c, zero, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<f32>(ab, c0, 0, 1, 4, 5));
  if (u + 1 < units) v128.store(out, v128.shuffle<f32>(ab, c0, 2, 3, 6, 7), 16);
  if (u + 2 < units) v128.store(out, v128.shuffle<f32>(ab2, c2, 0, 1, 4, 5), 32);
  if (u + 3 < units) v128.store(out, v128.shuffle<f32>(ab2, c2, 2, 3, 6, 7), 48);
}

function lastBias(last: usize, d: usize, e: usize, stride: usize): void {
  let a = f32x4.splat(0), b = a;
  for (let k: usize = 0; k < stride; k += 16) a = f32x4.add(a, v128.load(d + k)), b = f32x4.add(b, v128.load(e + k));
  const out: usize = pointer(last, BIAS_GRADIENT);
  const first = sum4(a), second = sum4(b);
  store<f32>(out, first), store<f32>(out, second, 4), store<f32>(out, -(first + second), 8);
}
