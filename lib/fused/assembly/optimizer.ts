import {
  CONSTANT_1, CONSTANT_2, EPSILON, field, GRADIENTS, K_ADAGRAD, K_ADAM, K_MOMENTUM, K_NESTEROV, K_RMSPROP, OPTIMIZER,
  PARAMETER_COUNT, PARAMETERS, pointer, SLOT_1, SLOT_2, T_ADAGRAD, T_ADAM, T_MOMENTUM, T_NESTEROV, T_RMSPROP,
} from './layout';

/**
 * Makes one update of all parameters.
 *
 * @param rate what the update is multiplied by: the learning rate; for Adam of Keras with its bias correction
 * @param second for Adam of tf.train 1 / (1 - beta1^t) and third 1 / (1 - beta2^t); else not used
 */
export function update(net: usize, rate: f32, second: f32, third: f32): void {
  const kind = field(net, OPTIMIZER);
  const bytes: usize = usize(field(net, PARAMETER_COUNT)) << 2;
  const parameters: usize = pointer(net, PARAMETERS);
  const gradients: usize = pointer(net, GRADIENTS);
  const slot1: usize = pointer(net, SLOT_1);
  const slot2: usize = pointer(net, SLOT_2);
  const c1 = f32x4.splat(load<f32>(net + CONSTANT_1));
  const c2 = f32x4.splat(load<f32>(net + CONSTANT_2));
  const epsilon = f32x4.splat(load<f32>(net + EPSILON));
  const lr = f32x4.splat(rate);
  const one = f32x4.splat(1);
  for (let at: usize = 0; at < bytes; at += 16) {
    const g = v128.load(gradients + at);
    let w = v128.load(parameters + at);
    if (kind == K_MOMENTUM || kind == K_NESTEROV) {
      // v = momentum v - lr g; w += v, or w += momentum v - lr g
      const step = f32x4.mul(lr, g);
      const v = f32x4.sub(f32x4.mul(c1, v128.load(slot1 + at)), step);
      v128.store(slot1 + at, v);
      w = f32x4.add(w, kind == K_NESTEROV ? f32x4.sub(f32x4.mul(c1, v), step) : v);
    } else if (kind == T_MOMENTUM || kind == T_NESTEROV) {
      // a = momentum a + g; w -= lr a, or w -= lr (g + momentum a)
      const a = f32x4.add(f32x4.mul(c1, v128.load(slot1 + at)), g);
      v128.store(slot1 + at, a);
      w = f32x4.sub(w, f32x4.mul(lr, kind == T_NESTEROV ? f32x4.add(g, f32x4.mul(c1, a)) : a));
    } else if (kind == K_RMSPROP) {
      // a = rho a + (1 - rho) g^2; w -= lr g / (sqrt(a) + epsilon)
      const a = f32x4.add(f32x4.mul(c1, v128.load(slot1 + at)), f32x4.mul(f32x4.sub(one, c1), f32x4.mul(g, g)));
      v128.store(slot1 + at, a);
      w = f32x4.sub(w, f32x4.div(f32x4.mul(lr, g), f32x4.add(f32x4.sqrt(a), epsilon)));
    } else if (kind == T_RMSPROP) {
      // a = decay a + (1 - decay) g^2; m = momentum m + lr g / sqrt(a + epsilon); w -= m
      const a = f32x4.add(f32x4.mul(c1, v128.load(slot1 + at)), f32x4.mul(f32x4.sub(one, c1), f32x4.mul(g, g)));
      v128.store(slot1 + at, a);
      const step = f32x4.div(f32x4.mul(lr, g), f32x4.sqrt(f32x4.add(a, epsilon)));
      const m = f32x4.add(f32x4.mul(c2, v128.load(slot2 + at)), step);
      v128.store(slot2 + at, m);
      w = f32x4.sub(w, m);
    } else if (kind == K_ADAGRAD || kind == T_ADAGRAD) {
      // a += g^2; w -= lr g / (sqrt(a) + epsilon), or lr g / sqrt(a + epsilon)
      const a = f32x4.add(v128.load(slot1 + at), f32x4.mul(g, g));
      v128.store(slot1 + at, a);
      const below = kind == K_ADAGRAD ? f32x4.add(f32x4.sqrt(a), epsilon) : f32x4.sqrt(f32x4.add(a, epsilon));
      w = f32x4.sub(w, f32x4.div(f32x4.mul(lr, g), below));
    } else if (kind == K_ADAM || kind == T_ADAM) {
      // m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; w -= lr m / (sqrt(v) + epsilon)
      let m = f32x4.add(f32x4.mul(c1, v128.load(slot1 + at)), f32x4.mul(f32x4.sub(one, c1), g));
      let v = f32x4.add(f32x4.mul(c2, v128.load(slot2 + at)), f32x4.mul(f32x4.sub(one, c2), f32x4.mul(g, g)));
      v128.store(slot1 + at, m);
      v128.store(slot2 + at, v);
      if (kind == T_ADAM) {
        m = f32x4.mul(m, f32x4.splat(second));
        v = f32x4.mul(v, f32x4.splat(third));
      }
      w = f32x4.sub(w, f32x4.div(f32x4.mul(lr, m), f32x4.add(f32x4.sqrt(v), epsilon)));
    } else {
      w = f32x4.sub(w, f32x4.mul(lr, g));
    }
    v128.store(parameters + at, w);
  }
}
