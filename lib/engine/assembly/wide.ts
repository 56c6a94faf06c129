/**
 * Layers of any size. Lanes are units; tiles of two panels by four samples stay in registers.
 */
import { keep } from './few-inputs';
import { at, mulAdd, positive } from './vector';

/** One input for eight units and four samples: eight multiplications and additions of four lanes. */
// @ts-ignore: decorator
@inline
function tile(pair: bool, relu: bool, x: usize, xStride: usize, inputs: i32, w: usize, w2: usize, bias: i32, out: usize, out2: usize): void {
  const zero = f32x4.splat(0);
  const start = bias < 0 ? zero : at(w + bias);
  const start2 = pair && bias >= 0 ? at(w2 + bias) : zero;
  let a0 = start;
  let a1 = start;
  let a2 = start;
  let a3 = start;
  let b0 = start2;
  let b1 = start2;
  let b2 = start2;
  let b3 = start2;
  let left = inputs;
  for (; left >= 4; left -= 4) {
    for (let k: usize = 0; k < 4; k++) {
      const wide = at(w + (k << 4));
      const wide2 = pair ? at(w2 + (k << 4)) : zero;
      const place = x + (k << 2);
      let value = v128.load32_splat(place);
      a0 = mulAdd(a0, value, wide);
      if (pair) b0 = mulAdd(b0, value, wide2);
      value = v128.load32_splat(place, 16);
      a1 = mulAdd(a1, value, wide);
      if (pair) b1 = mulAdd(b1, value, wide2);
      value = v128.load32_splat(place, 32);
      a2 = mulAdd(a2, value, wide);
      if (pair) b2 = mulAdd(b2, value, wide2);
      value = v128.load32_splat(place, 48);
      a3 = mulAdd(a3, value, wide);
      if (pair) b3 = mulAdd(b3, value, wide2);
    }
    w += 64;
    w2 += 64;
    x += xStride;
  }
  for (; left > 0; left--) {
    const wide = at(w);
    const wide2 = pair ? at(w2) : zero;
    let value = v128.load32_splat(x);
    a0 = mulAdd(a0, value, wide);
    if (pair) b0 = mulAdd(b0, value, wide2);
    value = v128.load32_splat(x, 16);
    a1 = mulAdd(a1, value, wide);
    if (pair) b1 = mulAdd(b1, value, wide2);
    value = v128.load32_splat(x, 32);
    a2 = mulAdd(a2, value, wide);
    if (pair) b2 = mulAdd(b2, value, wide2);
    value = v128.load32_splat(x, 48);
    a3 = mulAdd(a3, value, wide);
    if (pair) b3 = mulAdd(b3, value, wide2);
    w += 16;
    w2 += 16;
    x += 4;
  }
  v128.store(out, relu ? positive(a0) : a0);
  v128.store(out, relu ? positive(a1) : a1, 16);
  v128.store(out, relu ? positive(a2) : a2, 32);
  v128.store(out, relu ? positive(a3) : a3, 48);
  if (pair) {
    v128.store(out2, relu ? positive(b0) : b0);
    v128.store(out2, relu ? positive(b1) : b1, 16);
    v128.store(out2, relu ? positive(b2) : b2, 32);
    v128.store(out2, relu ? positive(b3) : b3, 48);
  }
}

/**
 * out[panel][sample] = bias + sum over inputs of x[sample][input] w[panel][input], and ReLU of it where asked; no bias where
 * `bias`, its offset within the panel, is negative. Backwards it is called with deltas for x and transposed weights.
 */
export function multiply(relu: bool, x: usize, stride: usize, samples: i32, inputs: i32, w: usize, wStride: usize, bias: i32, panels: i32, out: usize): void {
  let panel = 0;
  for (; panel + 1 < panels; panel += 2) {
    for (let s = 0; s < samples; s += 4) {
      const offset = <usize>s << 4;
      if (relu) tile(true, true, x + offset, stride, inputs, w, w + wStride, bias, out + offset, out + stride + offset);
      else tile(true, false, x + offset, stride, inputs, w, w + wStride, bias, out + offset, out + stride + offset);
    }
    w += 2 * wStride;
    out += 2 * stride;
  }
  if (panel == panels) return;
  for (let s = 0; s < samples; s += 4) {
    const offset = <usize>s << 4;
    tile(false, false, x + offset, stride, inputs, w, w, bias, out + offset, out + offset);
    if (relu) for (let i: usize = 0; i < 64; i += 16) v128.store(out + offset + i, positive(at(out + offset + i)));
  }
}

/** The gradients of four inputs for one or two panels of units. */
// @ts-ignore: decorator
@inline
function outerTile(pair: bool, x: usize, samples: i32, d: usize, d2: usize, rows: i32, g: usize, g2: usize, more: bool): void {
  const zero = f32x4.splat(0);
  let a0 = zero;
  let a1 = zero;
  let a2 = zero;
  let a3 = zero;
  let b0 = zero;
  let b1 = zero;
  let b2 = zero;
  let b3 = zero;
  const end = x + (<usize>samples << 4);
  while (x < end) {
    const delta = at(d);
    const delta2 = pair ? at(d2) : zero;
    let value = v128.load32_splat(x);
    a0 = mulAdd(a0, value, delta);
    if (pair) b0 = mulAdd(b0, value, delta2);
    value = v128.load32_splat(x, 4);
    a1 = mulAdd(a1, value, delta);
    if (pair) b1 = mulAdd(b1, value, delta2);
    value = v128.load32_splat(x, 8);
    a2 = mulAdd(a2, value, delta);
    if (pair) b2 = mulAdd(b2, value, delta2);
    value = v128.load32_splat(x, 12);
    a3 = mulAdd(a3, value, delta);
    if (pair) b3 = mulAdd(b3, value, delta2);
    x += 16;
    d += 16;
    d2 += 16;
  }
  keep(g, a0, more);
  if (rows > 1) keep(g + 16, a1, more);
  if (rows > 2) keep(g + 32, a2, more);
  if (rows > 3) keep(g + 48, a3, more);
  if (pair) {
    keep(g2, b0, more);
    if (rows > 1) keep(g2 + 16, b1, more);
    if (rows > 2) keep(g2 + 32, b2, more);
    if (rows > 3) keep(g2 + 48, b3, more);
  }
}

/** The gradient of the parameters: g[panel][input] = sum over samples of x[sample][input] delta[panel][sample]. */
export function gradients(x: usize, stride: usize, samples: i32, inputs: i32, delta: usize, panels: i32, g: usize, gStride: usize, bias: i32, more: bool): void {
  for (let panel = 0; panel < panels; panel += 2) {
    const pair = panel + 1 < panels;
    for (let input = 0; input < inputs; input += 4) {
      const from = x + <usize>(input >> 2) * stride;
      const to = g + (<usize>input << 4);
      if (pair) outerTile(true, from, samples, delta, delta + stride, inputs - input, to, to + gStride, more);
      else outerTile(false, from, samples, delta, delta, inputs - input, to, to, more);
    }
    if (bias >= 0) {
      biasSum(delta, samples, g + bias, more);
      if (pair) biasSum(delta + stride, samples, g + gStride + bias, more);
    }
    delta += 2 * stride;
    g += 2 * gStride;
  }
}

function biasSum(delta: usize, samples: i32, g: usize, more: bool): void {
  let sum = f32x4.splat(0);
  for (let s = 0; s < samples; s++) sum = f32x4.add(sum, at(delta + (<usize>s << 4)));
  keep(g, sum, more);
}

/** Writes the weights w[panel of units][input][4] again as [panel of inputs][unit][4]. */
export function transposeWeights(w: usize, wStride: usize, inputs: i32, units: i32, to: usize): void {
  const toStride = <usize>units << 4;
  for (let unit = 0; unit < units; unit++) {
    const from = w + <usize>(unit >> 2) * wStride + (<usize>(unit & 3) << 2);
    let target = to + (<usize>unit << 4);
    for (let input = 0; input < inputs; input += 4) {
      for (let i = 0; i < 4; i++) {
        const value: f32 = input + i < inputs ? f32.load(from + (<usize>(input + i) << 4)) : 0;
        f32.store(target + (<usize>i << 2), value);
      }
      target += toStride;
    }
  }
}
