/**
 * The activation of the last layer, and back through it. Arrays are [class][sample], lanes are samples.
 */
import { ELU, RELU, SIGMOID, SOFTMAX, TANH } from '../layout';
import { elu4, expNegative, sigmoid4, tanh4 } from './functions';
import { at, mulAdd, positive } from './vector';

/** The last activation of four samples, in place. */
export function activateOutput(kind: i32, z: usize, stride: usize, classes: i32): void {
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
export function deactivateOutput(kind: i32, a: usize, g: usize, stride: usize, classes: i32): void {
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
