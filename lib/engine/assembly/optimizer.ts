/**
 * One update of all parameters from their gradient. The rate is the one after decay; w, g, m, v are vectors of four.
 */
import {
  BETA_1,
  DECAY,
  EPSILON,
  GRADIENT,
  ITERATIONS,
  KERAS_ADAGRAD,
  KERAS_ADAM,
  KERAS_MOMENTUM,
  KERAS_NESTEROV,
  KERAS_RMSPROP,
  L2,
  MOMENTUM,
  ONE_MINUS_BETA_1,
  ONE_MINUS_RHO,
  OPTIMIZER,
  PARAMETERS,
  PARAMETER_VECTORS,
  RHO,
  SGD,
  SLOT_1,
  SLOT_2,
  TF_ADAGRAD,
  TF_ADAM,
  TF_MOMENTUM,
  TF_NESTEROV,
  WEIGHT_DECAY,
} from '../layout';
import { at, flush, mulAdd } from './vector';

/** Below this, slots are 0: they would become subnormal and stay so. */
const SMALLEST: f32 = 1e-36;

/** Keras: the rate of this update, `rate / (1 + decay * iterations)` in float32. */
function decayed(rate: f32, iterations: i32): f32 {
  const decay = load<f32>(DECAY);
  if (decay == 0) return rate;
  const factor: f32 = 1 / (1 + decay * <f32>iterations);
  return rate * factor;
}

/** base^n for n >= 1, the same bits everywhere. */
function power(base: f64, n: i32): f64 {
  let result: f64 = 1;
  for (; n > 0; n >>= 1) {
    if (n & 1) result *= base;
    base *= base;
  }
  return result;
}

/** The square of a gradient, 0 where it would be subnormal. */
// @ts-ignore: decorator
@inline
function squared(g: v128): v128 {
  const shown = flush(g, 1e-17);
  return f32x4.mul(shown, shown);
}

/** Adds the gradient of `l2 / 2` times the sum of squares of all parameters. */
function addPenalty(l2: f32, w: usize, end: usize, g: usize): void {
  const factor = f32x4.splat(l2);
  for (; w < end; w += 16, g += 16) v128.store(g, f32x4.add(at(g), f32x4.mul(factor, at(w))));
}

/** Makes all parameters smaller by a share of themselves. */
function shrink(share: f32, w: usize, end: usize): void {
  const factor = f32x4.splat(share);
  for (; w < end; w += 16) v128.store(w, f32x4.sub(at(w), f32x4.mul(at(w), factor)));
}

/** Updates all parameters. `rate` is the base rate; counts the update. */
export function update(rate: f32): void {
  const kind = load<i32>(OPTIMIZER);
  const iterations = load<i32>(ITERATIONS);
  store<i32>(ITERATIONS, iterations + 1);
  rate = decayed(rate, iterations);
  let w = load<usize>(PARAMETERS);
  let g = load<usize>(GRADIENT);
  const end = w + (<usize>load<i32>(PARAMETER_VECTORS) << 4);
  const l2 = load<f32>(L2);
  if (l2 != 0) addPenalty(l2, w, end, g);
  const weightDecay = load<f32>(WEIGHT_DECAY);
  if (weightDecay != 0) shrink(weightDecay * rate, w, end);
  if (kind == SGD) {
    const lr = f32x4.splat(rate);
    for (; w < end; w += 16, g += 16) v128.store(w, f32x4.sub(at(w), f32x4.mul(lr, at(g))));
  } else if (kind <= KERAS_NESTEROV || kind == TF_MOMENTUM || kind == TF_NESTEROV) momentum(kind, rate, w, end, g);
  else if (kind == KERAS_ADAM || kind == TF_ADAM) adam(kind, rate, iterations + 1, w, end, g);
  else if (kind == KERAS_ADAGRAD || kind == TF_ADAGRAD) adagrad(kind, rate, w, end, g);
  else rmsprop(kind, rate, w, end, g);
}

function momentum(kind: i32, rate: f32, w: usize, end: usize, g: usize): void {
  const lr = f32x4.splat(rate);
  const m = v128.load32_splat(MOMENTUM);
  let slot = load<usize>(SLOT_1);
  for (; w < end; w += 16, g += 16, slot += 16) {
    const gradient = at(g);
    const kept = f32x4.mul(m, at(slot));
    let weight = at(w);
    if (kind <= KERAS_NESTEROV) {
      const step = f32x4.mul(lr, gradient);
      const v = flush(f32x4.sub(kept, step), SMALLEST);
      v128.store(slot, v);
      if (kind == KERAS_MOMENTUM) weight = f32x4.add(weight, v);
      else weight = f32x4.sub(f32x4.add(weight, f32x4.mul(m, v)), step);
    } else {
      const v = flush(f32x4.add(kept, gradient), SMALLEST);
      v128.store(slot, v);
      const step = kind == TF_MOMENTUM ? v : mulAdd(gradient, v, m);
      weight = f32x4.sub(weight, f32x4.mul(lr, step));
    }
    v128.store(w, weight);
  }
}

function adagrad(kind: i32, rate: f32, w: usize, end: usize, g: usize): void {
  const lr = f32x4.splat(rate);
  const epsilon = v128.load32_splat(EPSILON);
  let slot = load<usize>(SLOT_1);
  for (; w < end; w += 16, g += 16, slot += 16) {
    const gradient = at(g);
    const sum = f32x4.add(at(slot), squared(gradient));
    v128.store(slot, sum);
    const root = kind == KERAS_ADAGRAD ? f32x4.add(f32x4.sqrt(sum), epsilon) : f32x4.sqrt(f32x4.add(sum, epsilon));
    v128.store(w, f32x4.sub(at(w), f32x4.div(f32x4.mul(lr, gradient), root)));
  }
}

function rmsprop(kind: i32, rate: f32, w: usize, end: usize, g: usize): void {
  const lr = f32x4.splat(rate);
  const epsilon = v128.load32_splat(EPSILON);
  const rho = v128.load32_splat(RHO);
  const rest = v128.load32_splat(ONE_MINUS_RHO);
  const m = v128.load32_splat(MOMENTUM);
  let slot = load<usize>(SLOT_1);
  let slot2 = load<usize>(SLOT_2);
  for (; w < end; w += 16, g += 16, slot += 16) {
    const gradient = at(g);
    const mean = flush(f32x4.add(f32x4.mul(rho, at(slot)), f32x4.mul(rest, squared(gradient))), SMALLEST);
    v128.store(slot, mean);
    const step = f32x4.mul(lr, gradient);
    if (kind == KERAS_RMSPROP) {
      v128.store(w, f32x4.sub(at(w), f32x4.div(step, f32x4.add(f32x4.sqrt(mean), epsilon))));
      continue;
    }
    const inside = f32x4.add(mean, epsilon);
    const moment = flush(f32x4.add(f32x4.mul(m, at(slot2)), f32x4.div(step, f32x4.sqrt(inside))), SMALLEST);
    v128.store(slot2, moment);
    v128.store(w, f32x4.sub(at(w), moment));
    slot2 += 16;
  }
}

function adam(kind: i32, rate: f32, t: i32, w: usize, end: usize, g: usize): void {
  const epsilon = v128.load32_splat(EPSILON);
  const beta1 = v128.load32_splat(BETA_1);
  const rest1 = v128.load32_splat(ONE_MINUS_BETA_1);
  const beta2 = v128.load32_splat(RHO);
  const rest2 = v128.load32_splat(ONE_MINUS_RHO);
  const correction1: f32 = 1 - <f32>power(<f64>load<f32>(BETA_1), t);
  const correction2: f32 = 1 - <f32>power(<f64>load<f32>(RHO), t);
  const keras = kind == KERAS_ADAM;
  const lr = f32x4.splat(keras ? rate * (sqrt<f32>(correction2) / correction1) : rate);
  const unbias1 = f32x4.splat(correction1);
  const unbias2 = f32x4.splat(correction2);
  let slot = load<usize>(SLOT_1);
  let slot2 = load<usize>(SLOT_2);
  for (; w < end; w += 16, g += 16, slot += 16, slot2 += 16) {
    const gradient = at(g);
    let m = flush(f32x4.add(f32x4.mul(beta1, at(slot)), f32x4.mul(rest1, gradient)), SMALLEST);
    let v = flush(f32x4.add(f32x4.mul(beta2, at(slot2)), f32x4.mul(rest2, squared(gradient))), SMALLEST);
    v128.store(slot, m);
    v128.store(slot2, v);
    if (keras) m = f32x4.mul(lr, m);
    else {
      m = f32x4.mul(lr, f32x4.div(m, unbias1));
      v = f32x4.div(v, unbias2);
    }
    v128.store(w, f32x4.sub(at(w), f32x4.div(m, f32x4.add(f32x4.sqrt(v), epsilon))));
  }
}
