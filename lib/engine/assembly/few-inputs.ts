/**
 * A first layer of at most four inputs: its weights stay in registers while the samples of a chunk go by. Lanes are units.
 */
import { at, mulAdd, positive } from './vector';

/** out = relu?(bias + x w) for two panels of units, `second` the offset of the second one. */
// @ts-expect-error: decorator
@inline
function forwardPair(
  inputs: i32,
  relu: bool,
  x: usize,
  samples: i32,
  w: usize,
  w2: usize,
  bias: i32,
  out: usize,
  out2: usize,
): void {
  const zero = f32x4.splat(0);
  const a0 = at(w);
  const b0 = at(w2);
  let a1 = zero;
  let b1 = zero;
  let a2 = zero;
  let b2 = zero;
  let a3 = zero;
  let b3 = zero;
  if (inputs > 1) {
    a1 = v128.load(w, 16);
    b1 = v128.load(w2, 16);
  }
  if (inputs > 2) {
    a2 = v128.load(w, 32);
    b2 = v128.load(w2, 32);
  }
  if (inputs > 3) {
    a3 = v128.load(w, 48);
    b3 = v128.load(w2, 48);
  }
  const biasA = bias < 0 ? zero : at(w + bias);
  const biasB = bias < 0 ? zero : at(w2 + bias);
  const end = x + (<usize>samples << 4);
  while (x < end) {
    let value = v128.load32_splat(x);
    let next = v128.load32_splat(x, 16);
    let a = mulAdd(biasA, value, a0);
    let b = mulAdd(biasB, value, b0);
    let c = mulAdd(biasA, next, a0);
    let d = mulAdd(biasB, next, b0);
    if (inputs > 1) {
      value = v128.load32_splat(x, 4);
      next = v128.load32_splat(x, 20);
      a = mulAdd(a, value, a1);
      b = mulAdd(b, value, b1);
      c = mulAdd(c, next, a1);
      d = mulAdd(d, next, b1);
    }
    if (inputs > 2) {
      value = v128.load32_splat(x, 8);
      next = v128.load32_splat(x, 24);
      a = mulAdd(a, value, a2);
      b = mulAdd(b, value, b2);
      c = mulAdd(c, next, a2);
      d = mulAdd(d, next, b2);
    }
    if (inputs > 3) {
      value = v128.load32_splat(x, 12);
      next = v128.load32_splat(x, 28);
      a = mulAdd(a, value, a3);
      b = mulAdd(b, value, b3);
      c = mulAdd(c, next, a3);
      d = mulAdd(d, next, b3);
    }
    v128.store(out, relu ? positive(a) : a);
    v128.store(out, relu ? positive(c) : c, 16);
    v128.store(out2, relu ? positive(b) : b);
    v128.store(out2, relu ? positive(d) : d, 16);
    x += 32;
    out += 32;
    out2 += 32;
  }
}

// @ts-expect-error: decorator
@inline
function forwardAll(
  inputs: i32,
  relu: bool,
  x: usize,
  samples: i32,
  w: usize,
  wStride: usize,
  bias: i32,
  panels: i32,
  out: usize,
  outStride: usize,
): void {
  for (let panel = 0; panel < panels; panel += 2) {
    // A last single panel is done twice over.
    const next = panel + 1 < panels;
    forwardPair(inputs, relu, x, samples, w, next ? w + wStride : w, bias, out, next ? out + outStride : out);
    w += 2 * wStride;
    out += 2 * outStride;
  }
}

/** out[panel][sample] = bias + sum over inputs of x[sample][input] w[panel][input], and ReLU of it where asked. */
export function forwardFew(
  inputs: i32,
  relu: bool,
  x: usize,
  samples: i32,
  w: usize,
  wStride: usize,
  bias: i32,
  panels: i32,
  out: usize,
  outStride: usize,
): void {
  if (inputs == 1) {
    if (relu) forwardAll(1, true, x, samples, w, wStride, bias, panels, out, outStride);
    else forwardAll(1, false, x, samples, w, wStride, bias, panels, out, outStride);
  } else if (inputs == 2) {
    if (relu) forwardAll(2, true, x, samples, w, wStride, bias, panels, out, outStride);
    else forwardAll(2, false, x, samples, w, wStride, bias, panels, out, outStride);
  } else if (inputs == 3) {
    if (relu) forwardAll(3, true, x, samples, w, wStride, bias, panels, out, outStride);
    else forwardAll(3, false, x, samples, w, wStride, bias, panels, out, outStride);
  } else if (relu) forwardAll(4, true, x, samples, w, wStride, bias, panels, out, outStride);
  else forwardAll(4, false, x, samples, w, wStride, bias, panels, out, outStride);
}

/** The gradients of two panels of units: sums over samples of delta x, and of delta for the bias. */
// @ts-expect-error: decorator
@inline
function backwardPair(
  inputs: i32,
  x: usize,
  samples: i32,
  delta: usize,
  delta2: usize,
  g: usize,
  g2: usize,
  bias: i32,
  more: bool,
): void {
  const zero = f32x4.splat(0);
  let a0 = zero;
  let a1 = zero;
  let a2 = zero;
  let a3 = zero;
  let aBias = zero;
  let b0 = zero;
  let b1 = zero;
  let b2 = zero;
  let b3 = zero;
  let bBias = zero;
  const end = x + (<usize>samples << 4);
  while (x < end) {
    const a = at(delta);
    const b = at(delta2);
    const c = v128.load(delta, 16);
    const d = v128.load(delta2, 16);
    let value = v128.load32_splat(x);
    let next = v128.load32_splat(x, 16);
    a0 = mulAdd(mulAdd(a0, a, value), c, next);
    b0 = mulAdd(mulAdd(b0, b, value), d, next);
    if (inputs > 1) {
      value = v128.load32_splat(x, 4);
      next = v128.load32_splat(x, 20);
      a1 = mulAdd(mulAdd(a1, a, value), c, next);
      b1 = mulAdd(mulAdd(b1, b, value), d, next);
    }
    if (inputs > 2) {
      value = v128.load32_splat(x, 8);
      next = v128.load32_splat(x, 24);
      a2 = mulAdd(mulAdd(a2, a, value), c, next);
      b2 = mulAdd(mulAdd(b2, b, value), d, next);
    }
    if (inputs > 3) {
      value = v128.load32_splat(x, 12);
      next = v128.load32_splat(x, 28);
      a3 = mulAdd(mulAdd(a3, a, value), c, next);
      b3 = mulAdd(mulAdd(b3, b, value), d, next);
    }
    aBias = f32x4.add(aBias, f32x4.add(a, c));
    bBias = f32x4.add(bBias, f32x4.add(b, d));
    x += 32;
    delta += 32;
    delta2 += 32;
  }
  keep(g, a0, more);
  if (inputs > 1) keep(g + 16, a1, more);
  if (inputs > 2) keep(g + 32, a2, more);
  if (inputs > 3) keep(g + 48, a3, more);
  if (bias >= 0) keep(g + bias, aBias, more);
  if (g == g2) return;
  keep(g2, b0, more);
  if (inputs > 1) keep(g2 + 16, b1, more);
  if (inputs > 2) keep(g2 + 32, b2, more);
  if (inputs > 3) keep(g2 + 48, b3, more);
  if (bias >= 0) keep(g2 + bias, bBias, more);
}

/** Stores a gradient, or adds it to what earlier chunks of the batch gave. */
// @ts-expect-error: decorator
@inline
export function keep(pointer: usize, value: v128, more: bool): void {
  v128.store(pointer, more ? f32x4.add(at(pointer), value) : value);
}

// @ts-expect-error: decorator
@inline
function backwardAll(
  inputs: i32,
  x: usize,
  samples: i32,
  delta: usize,
  deltaStride: usize,
  panels: i32,
  g: usize,
  gStride: usize,
  bias: i32,
  more: bool,
): void {
  for (let panel = 0; panel < panels; panel += 2) {
    const next = panel + 1 < panels;
    backwardPair(inputs, x, samples, delta, next ? delta + deltaStride : delta, g, next ? g + gStride : g, bias, more);
    delta += 2 * deltaStride;
    g += 2 * gStride;
  }
}

/** The gradient of the parameters: g[panel][input] = sum over samples of x[sample][input] delta[panel][sample]. */
export function backwardFew(
  inputs: i32,
  x: usize,
  samples: i32,
  delta: usize,
  deltaStride: usize,
  panels: i32,
  g: usize,
  gStride: usize,
  bias: i32,
  more: bool,
): void {
  if (inputs == 1) backwardAll(1, x, samples, delta, deltaStride, panels, g, gStride, bias, more);
  else if (inputs == 2) backwardAll(2, x, samples, delta, deltaStride, panels, g, gStride, bias, more);
  else if (inputs == 3) backwardAll(3, x, samples, delta, deltaStride, panels, g, gStride, bias, more);
  else backwardAll(4, x, samples, delta, deltaStride, panels, g, gStride, bias, more);
}
