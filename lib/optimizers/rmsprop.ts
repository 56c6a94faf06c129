import { checkNames, checkOption, isNumber } from '../check-options.ts';
import { tf } from '../tf.ts';
import { KerasOptimizer, type WeightUpdate } from './keras-optimizer.ts';

/** Options of {@link rmsprop}. */
export interface RmsPropOptions {
  /** The learning rate, >= 0. Default 0.001. */
  learningRate?: number | undefined;
  /** How much of the mean of squared gradients is kept, from 0 to 1. Default 0.9. */
  rho?: number | undefined;
  /** Keeps the division from being by zero, >= 0. Default 1e-7. */
  epsilon?: number | undefined;
  /** Time-based decay of the rate per update, >= 0. Default 0. */
  decay?: number | undefined;
}

/** RMSprop as in Keras 2.3; {@link rmsprop} makes one and says how it works. */
export class RmsProp extends KerasOptimizer {
  readonly rho: number;
  readonly epsilon: number;
  protected readonly slotKinds = ['rms'];

  static get className(): string {
    return 'KerasRMSprop';
  }

  constructor(options: RmsPropOptions = {}) {
    checkNames('rmsprop', options, ['learningRate', 'rho', 'epsilon', 'decay']);
    const { learningRate = 0.001, rho = 0.9, epsilon = 1e-7, decay = 0 } = options;
    super('rmsprop', learningRate, decay);
    checkOption('rmsprop', 'rho', rho, 'a number from 0 to 1', isNumber(rho, 0, 1));
    checkOption('rmsprop', 'epsilon', epsilon, 'a number >= 0', isNumber(epsilon, 0));
    this.rho = rho;
    this.epsilon = epsilon;
  }

  protected override update(learningRate: number): WeightUpdate {
    const lr = tf.scalar(learningRate);
    const rho = tf.scalar(this.rho);
    const oneMinusRho = tf.scalar(1 - Math.fround(this.rho));
    const epsilon = tf.scalar(this.epsilon);
    return (w, g) => {
      const meanSquare = this.slot('rms', w);
      const a = tf.add(tf.mul(rho, meanSquare), tf.mul(oneMinusRho, tf.square(g)));
      meanSquare.assign(a);
      w.assign(tf.sub(w, tf.div(tf.mul(lr, g), tf.add(tf.sqrt(a), epsilon))));
    };
  }

  override getConfig() {
    const { learningRate, rho, epsilon, decay } = this;
    return { learningRate, rho, epsilon, decay };
  }
}

/**
 * RMSprop: each weight's step is divided by a running root mean square of its gradients.
 *
 * With gradient g, weight w and mean square a, which starts at 0:
 *
 *     lr = learningRate / (1 + decay * iterations)
 *     a  = rho * a + (1 - rho) * g^2
 *     w  = w - lr * g / (sqrt(a) + epsilon)
 *
 * TensorFlow.js's own puts epsilon inside the square root.
 *
 * @param options `learningRate` >= 0, default 0.001; `rho` from 0 to 1, default 0.9; `epsilon` >= 0, default 1e-7;
 *   `decay` per update >= 0, default 0
 * @returns an optimizer for `model.compile`
 * @throws when an option is unknown or out of its range
 * @example model.compile({ optimizer: rmsprop(), loss: categoricalCrossentropy })
 *
 * Source: Keras 2.3.1, optimizers.py, class RMSprop; within float32 rounding.
 */
export function rmsprop(options: RmsPropOptions = {}): RmsProp {
  return new RmsProp(options);
}

tf.serialization.registerClass(RmsProp);
