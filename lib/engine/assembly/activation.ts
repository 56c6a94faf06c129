/**
 * Activations of hidden layers, and what they do to deltas on the way back. Panels are [panel][sample][4].
 */
import { ELU, RELU, SIGMOID, TANH } from '../layout';
import { elu4, sigmoid4, tanh4 } from './functions';
import { at, lanesBelow } from './vector';

/** Applies an activation in place; lanes beyond the last unit become 0, which matters for the sigmoid. */
export function activate(kind: i32, h: usize, stride: usize, units: i32, samples: i32): void {
  for (let first = 0; first < units; first += 4) {
    const end = h + ((<usize>samples) << 4);
    if (kind == TANH) for (let p = h; p < end; p += 16) v128.store(p, tanh4(at(p)));
    else if (kind == ELU) for (let p = h; p < end; p += 16) v128.store(p, elu4(at(p)));
    else if (kind == SIGMOID) {
      const there = lanesBelow(units - first);
      for (let p = h; p < end; p += 16) v128.store(p, v128.and(sigmoid4(at(p)), there));
    }
    h += stride;
  }
}

/** Multiplies deltas by the derivative of the activation, which its output h tells. */
export function deactivate(kind: i32, h: usize, delta: usize, stride: usize, units: i32, samples: i32): void {
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  for (let first = 0; first < units; first += 4) {
    for (let offset: usize = 0; offset < (<usize>samples) << 4; offset += 16) {
      const value = at(h + offset);
      let d = at(delta + offset);
      if (kind == RELU) d = v128.and(d, f32x4.gt(value, zero));
      else if (kind == TANH) d = f32x4.mul(d, f32x4.sub(one, f32x4.mul(value, value)));
      else if (kind == SIGMOID) d = f32x4.mul(d, f32x4.mul(value, f32x4.sub(one, value)));
      else if (kind == ELU) d = f32x4.mul(d, v128.bitselect(one, f32x4.add(value, one), f32x4.ge(value, zero)));
      v128.store(delta + offset, d);
    }
    h += stride;
    delta += stride;
  }
}
