/**
 * A last layer of at most four units. Lanes are its inputs: a panel of weights is [unit][4 inputs], and the outputs come as
 * [unit][sample], ready for the loss.
 */
import { keep } from './few-inputs';
import { at, mulAdd, sumOf, sums } from './vector';

/** Outputs of up to three units, for four samples at a time. */
// @ts-ignore: decorator
@inline
function forwardUnits(units: i32, h: usize, hStride: usize, panels: i32, w: usize, wStride: usize, bias: usize, out: usize, outStride: usize, samples: i32): void {
  const zero = f32x4.splat(0);
  for (let s = 0; s < samples; s += 4) {
    let a0 = zero;
    let a1 = zero;
    let a2 = zero;
    let a3 = zero;
    let b0 = zero;
    let b1 = zero;
    let b2 = zero;
    let b3 = zero;
    let c0 = zero;
    let c1 = zero;
    let c2 = zero;
    let c3 = zero;
    let hPanel = h + (<usize>s << 4);
    let wPanel = w;
    const end = w + <usize>panels * wStride;
    while (wPanel < end) {
      const h0 = at(hPanel);
      const h1 = v128.load(hPanel, 16);
      const h2 = v128.load(hPanel, 32);
      const h3 = v128.load(hPanel, 48);
      let weights = at(wPanel);
      a0 = mulAdd(a0, h0, weights);
      a1 = mulAdd(a1, h1, weights);
      a2 = mulAdd(a2, h2, weights);
      a3 = mulAdd(a3, h3, weights);
      if (units > 1) {
        weights = v128.load(wPanel, 16);
        b0 = mulAdd(b0, h0, weights);
        b1 = mulAdd(b1, h1, weights);
        b2 = mulAdd(b2, h2, weights);
        b3 = mulAdd(b3, h3, weights);
      }
      if (units > 2) {
        weights = v128.load(wPanel, 32);
        c0 = mulAdd(c0, h0, weights);
        c1 = mulAdd(c1, h1, weights);
        c2 = mulAdd(c2, h2, weights);
        c3 = mulAdd(c3, h3, weights);
      }
      hPanel += hStride;
      wPanel += wStride;
    }
    const place = out + (<usize>s << 2);
    v128.store(place, f32x4.add(sums(a0, a1, a2, a3), bias ? v128.load32_splat(bias) : zero));
    if (units > 1) {
      v128.store(place + outStride, f32x4.add(sums(b0, b1, b2, b3), bias ? v128.load32_splat(bias, 4) : zero));
    }
    if (units > 2) {
      v128.store(place + 2 * outStride, f32x4.add(sums(c0, c1, c2, c3), bias ? v128.load32_splat(bias, 8) : zero));
    }
  }
}

/** out[unit][sample] = bias[unit] + sum over inputs of h[sample][input] w[unit][input]; no bias where `bias` is 0. */
export function forwardNarrow(units: i32, h: usize, hStride: usize, panels: i32, w: usize, wStride: usize, bias: usize, out: usize, outStride: usize, samples: i32): void {
  if (units == 1) forwardUnits(1, h, hStride, panels, w, wStride, bias, out, outStride, samples);
  else if (units == 3) forwardUnits(3, h, hStride, panels, w, wStride, bias, out, outStride, samples);
  else {
    // Two at a time: four would not leave a register free.
    for (let unit = 0; unit < units; unit += 2) {
      forwardUnits(2, h, hStride, panels, w, wStride, bias, out, outStride, samples);
      w += 32;
      out += 2 * outStride;
      if (bias) bias += 8;
    }
  }
}

/** Gradients of all weights, and deltas of the inputs, two samples at a time; `mask` for inputs that a ReLU gave. */
// @ts-ignore: decorator
@inline
function backwardUnits(units: i32, mask: bool, h: usize, hStride: usize, panels: i32, w: usize, wStride: usize, delta: usize, deltaStride: usize, back: usize, g: usize, samples: i32, more: bool): void {
  const zero = f32x4.splat(0);
  for (let panel = 0; panel < panels; panel++) {
    const w0 = at(w);
    let w1 = zero;
    let w2 = zero;
    let w3 = zero;
    if (units > 1) w1 = v128.load(w, 16);
    if (units > 2) w2 = v128.load(w, 32);
    if (units > 3) w3 = v128.load(w, 48);
    let g0 = zero;
    let g1 = zero;
    let g2 = zero;
    let g3 = zero;
    let place = h;
    let target = back;
    let d0 = delta;
    let d1 = delta + deltaStride;
    let d2 = d1 + deltaStride;
    let d3 = d2 + deltaStride;
    const end = h + (<usize>samples << 4);
    while (place < end) {
      const value = at(place);
      const value2 = v128.load(place, 16);
      let d = v128.load32_splat(d0);
      let e = v128.load32_splat(d0, 4);
      let sum = f32x4.mul(w0, d);
      let sum2 = f32x4.mul(w0, e);
      g0 = mulAdd(mulAdd(g0, value, d), value2, e);
      if (units > 1) {
        d = v128.load32_splat(d1);
        e = v128.load32_splat(d1, 4);
        sum = mulAdd(sum, w1, d);
        sum2 = mulAdd(sum2, w1, e);
        g1 = mulAdd(mulAdd(g1, value, d), value2, e);
      }
      if (units > 2) {
        d = v128.load32_splat(d2);
        e = v128.load32_splat(d2, 4);
        sum = mulAdd(sum, w2, d);
        sum2 = mulAdd(sum2, w2, e);
        g2 = mulAdd(mulAdd(g2, value, d), value2, e);
      }
      if (units > 3) {
        d = v128.load32_splat(d3);
        e = v128.load32_splat(d3, 4);
        sum = mulAdd(sum, w3, d);
        sum2 = mulAdd(sum2, w3, e);
        g3 = mulAdd(mulAdd(g3, value, d), value2, e);
      }
      if (mask) {
        sum = v128.and(sum, f32x4.gt(value, zero));
        sum2 = v128.and(sum2, f32x4.gt(value2, zero));
      }
      v128.store(target, sum);
      v128.store(target, sum2, 16);
      place += 32;
      target += 32;
      d0 += 8;
      if (units > 1) d1 += 8;
      if (units > 2) d2 += 8;
      if (units > 3) d3 += 8;
    }
    keep(g, g0, more);
    if (units > 1) keep(g + 16, g1, more);
    if (units > 2) keep(g + 32, g2, more);
    if (units > 3) keep(g + 48, g3, more);
    h += hStride;
    back += hStride;
    w += wStride;
    g += wStride;
  }
}

/** Backwards through a narrow layer: the gradient g of its weights, and the deltas `back` of its inputs, like h. */
export function backwardNarrow(units: i32, mask: bool, h: usize, hStride: usize, panels: i32, w: usize, wStride: usize, delta: usize, deltaStride: usize, back: usize, g: usize, samples: i32, more: bool): void {
  if (units == 1) {
    if (mask) backwardUnits(1, true, h, hStride, panels, w, wStride, delta, deltaStride, back, g, samples, more);
    else backwardUnits(1, false, h, hStride, panels, w, wStride, delta, deltaStride, back, g, samples, more);
  } else if (units == 2) {
    if (mask) backwardUnits(2, true, h, hStride, panels, w, wStride, delta, deltaStride, back, g, samples, more);
    else backwardUnits(2, false, h, hStride, panels, w, wStride, delta, deltaStride, back, g, samples, more);
  } else if (units == 3) {
    if (mask) backwardUnits(3, true, h, hStride, panels, w, wStride, delta, deltaStride, back, g, samples, more);
    else backwardUnits(3, false, h, hStride, panels, w, wStride, delta, deltaStride, back, g, samples, more);
  } else if (mask) backwardUnits(4, true, h, hStride, panels, w, wStride, delta, deltaStride, back, g, samples, more);
  else backwardUnits(4, false, h, hStride, panels, w, wStride, delta, deltaStride, back, g, samples, more);
}

/** The gradient of the bias: sums over samples of delta; relative, the last one is minus the sum of the others. */
export function biasGradient(units: i32, relative: bool, delta: usize, deltaStride: usize, samples: i32, g: usize, more: bool): void {
  let rest: f32 = 0;
  for (let unit = 0; unit < units; unit++) {
    let total = rest;
    if (!relative || unit < units - 1) {
      let sum = f32x4.splat(0);
      for (let s = 0; s < samples; s += 4) sum = f32x4.add(sum, at(delta + (<usize>s << 2)));
      total = sumOf(sum);
      rest -= total;
    }
    f32.store(g, more ? f32.load(g) + total : total);
    delta += deltaStride;
    g += 4;
  }
}

/**
 * Weights relative to those of the last unit, one unit fewer: a softmax looks at differences of its logits only. First all
 * panels, then the bias.
 */
export function relateWeights(units: i32, w: usize, panels: i32, useBias: bool, to: usize): void {
  for (let panel = 0; panel < panels; panel++) {
    const last = at(w + (<usize>(units - 1) << 4));
    for (let unit = 1; unit < units; unit++) {
      v128.store(to, f32x4.sub(at(w), last));
      w += 16;
      to += 16;
    }
    w += 16;
  }
  if (!useBias) return;
  const last = f32.load(w + (<usize>(units - 1) << 2));
  for (let unit: usize = 0; unit < <usize>(units - 1) << 2; unit += 4) f32.store(to + unit, f32.load(w + unit) - last);
}

/** The gradient of the weights from that of the relative ones: deltas add up to zero, so the last unit's is minus the others'. */
export function spreadGradient(units: i32, from: usize, panels: i32, g: usize): void {
  for (let panel = 0; panel < panels; panel++) {
    let rest = f32x4.splat(0);
    for (let unit = 1; unit < units; unit++) {
      const value = at(from);
      v128.store(g, value);
      rest = f32x4.sub(rest, value);
      from += 16;
      g += 16;
    }
    v128.store(g, rest);
    g += 16;
  }
}
