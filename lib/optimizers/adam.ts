import { checkNames, checkOption, isNumber } from '../check-options.ts';
import { tf } from '../tf.ts';
import { KerasOptimizer, type WeightUpdate } from './keras-optimizer.ts';

/** Options of {@link adam}. */
export interface AdamOptions {
  /** The learning rate, >= 0. Default 0.001. */
  learningRate?: number | undefined;
  /** How much of the mean gradient is kept, from 0 to below 1. Default 0.9. */
  beta1?: number | undefined;
  /** How much of the mean squared gradient is kept, from 0 to below 1. Default 0.999. */
  beta2?: number | undefined;
  /** Keeps the division from being by zero, >= 0. Default 1e-7. */
  epsilon?: number | undefined;
  /** Time-based decay of the rate per update, >= 0. Default 0. */
  decay?: number | undefined;
}

/**
 * Adam's rate with both bias corrections, in float32: `learningRate * sqrt(1 - beta2^t) / (1 - beta1^t)`.
 *
 * @param learningRate the rate after decay
 * @param beta1 from 0 to below 1
 * @param beta2 from 0 to below 1
 * @param t the number of this update, from 1
 * @returns a float32
 */
export function adamRate(learningRate: number, beta1: number, beta2: number, t: number): number {
  const single = Math.fround;
  const correction1 = single(1 - single(single(beta1) ** t));
  const correction2 = single(1 - single(single(beta2) ** t));
  return single(single(learningRate) * single(single(Math.sqrt(correction2)) / correction1));
}

/** Adam as in Keras 2.3; {@link adam} makes one and says how it works. */
export class Adam extends KerasOptimizer {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  protected readonly slotKinds = ['m', 'v'];

  static get className(): string {
    return 'KerasAdam';
  }

  constructor(options: AdamOptions = {}) {
    checkNames('adam', options, ['learningRate', 'beta1', 'beta2', 'epsilon', 'decay']);
    const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, decay = 0 } = options;
    super('adam', learningRate, decay);
    checkOption('adam', 'beta1', beta1, 'a number from 0 to below 1', isNumber(beta1, 0) && beta1 < 1);
    checkOption('adam', 'beta2', beta2, 'a number from 0 to below 1', isNumber(beta2, 0) && beta2 < 1);
    checkOption('adam', 'epsilon', epsilon, 'a number >= 0', isNumber(epsilon, 0));
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  protected override update(learningRate: number): WeightUpdate {
    const lr = tf.scalar(adamRate(learningRate, this.beta1, this.beta2, this.iterations + 1));
    const [beta1, oneMinusBeta1] = [tf.scalar(this.beta1), tf.scalar(1 - Math.fround(this.beta1))];
    const [beta2, oneMinusBeta2] = [tf.scalar(this.beta2), tf.scalar(1 - Math.fround(this.beta2))];
    const epsilon = tf.scalar(this.epsilon);
    return (w, g) => {
      const [mean, meanSquare] = [this.slot('m', w), this.slot('v', w)];
      const m = tf.add(tf.mul(beta1, mean), tf.mul(oneMinusBeta1, g));
      const v = tf.add(tf.mul(beta2, meanSquare), tf.mul(oneMinusBeta2, tf.square(g)));
      mean.assign(m);
      meanSquare.assign(v);
      w.assign(tf.sub(w, tf.div(tf.mul(lr, m), tf.add(tf.sqrt(v), epsilon))));
    };
  }

  override getConfig() {
    const { learningRate, beta1, beta2, epsilon, decay } = this;
    return { learningRate, beta1, beta2, epsilon, decay };
  }
}

/**
 * Adam: a running mean of the gradients, divided by a running root mean square of them.
 *
 * With gradient g, weight w, means m and v, which start at 0, and the update's number t from 1:
 *
 *     lr = learningRate / (1 + decay * iterations) * sqrt(1 - beta2^t) / (1 - beta1^t)
 *     m  = beta1 * m + (1 - beta1) * g
 *     v  = beta2 * v + (1 - beta2) * g^2
 *     w  = w - lr * m / (sqrt(v) + epsilon)
 *
 * @param options `learningRate` >= 0, default 0.001; `beta1` and `beta2` from 0 to below 1, default 0.9 and 0.999;
 *   `epsilon` >= 0, default 1e-7; `decay` per update >= 0, default 0
 * @returns an optimizer for `model.compile`
 * @throws when an option is unknown or out of its range
 * @example model.compile({ optimizer: adam({ learningRate: 0.003 }), loss: categoricalCrossentropy })
 *
 * Source: Keras 2.3.1, optimizers.py, class Adam, without amsgrad; within float32 rounding.
 */
export function adam(options: AdamOptions = {}): Adam {
  return new Adam(options);
}

tf.serialization.registerClass(Adam);
