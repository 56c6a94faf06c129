import { checkNames, checkOption, isNumber } from '../check-options.ts';
import { tf } from '../tf.ts';
import { KerasOptimizer, type WeightUpdate } from './keras-optimizer.ts';

/** Options of {@link sgd}. */
export interface SgdOptions {
  /** The learning rate, >= 0. Default 0.01. */
  learningRate?: number | undefined;
  /** How much of the last step is kept, from 0 to 1. Default 0. */
  momentum?: number | undefined;
  /** Nesterov momentum: the step looks ahead. Default false. */
  nesterov?: boolean | undefined;
  /** Time-based decay of the rate per update, >= 0. Default 0. */
  decay?: number | undefined;
}

/** Stochastic gradient descent as in Keras 2.3; {@link sgd} makes one and says how it works. */
export class Sgd extends KerasOptimizer {
  readonly nesterov: boolean;
  protected readonly slotKinds = ['momentum'];
  /** Whether a velocity is kept: where the momentum was above 0 at first. */
  readonly hasVelocity: boolean;
  private momentumNow = 0;

  static get className(): string {
    return 'KerasSGD';
  }

  constructor(options: SgdOptions = {}) {
    checkNames('sgd', options, ['learningRate', 'momentum', 'nesterov', 'decay']);
    const { learningRate = 0.01, momentum = 0, nesterov = false, decay = 0 } = options;
    super('sgd', learningRate, decay);
    checkOption('sgd', 'nesterov', nesterov, 'true or false', typeof nesterov === 'boolean');
    this.hasVelocity = momentum !== 0;
    this.momentum = momentum;
    this.nesterov = nesterov;
  }

  /** How much of the last step is kept, from the next update on. It can be set, but not where it was 0 at first. */
  get momentum(): number {
    return this.momentumNow;
  }

  set momentum(momentum: number) {
    checkOption('sgd', 'momentum', momentum, 'a number from 0 to 1', isNumber(momentum, 0, 1));
    const rule = '0, as it was at first; make the optimizer with a momentum above 0 to change it';
    checkOption('sgd', 'momentum', momentum, rule, momentum === 0 || this.hasVelocity);
    this.momentumNow = momentum;
  }

  protected override update(learningRate: number): WeightUpdate {
    const lr = tf.scalar(learningRate);
    if (!this.hasVelocity) return (w, g) => void w.assign(tf.sub(w, tf.mul(lr, g)));
    const m = tf.scalar(this.momentum);
    return (w, g) => {
      const velocity = this.slot('momentum', w);
      const lrG = tf.mul(lr, g);
      const v = tf.sub(tf.mul(m, velocity), lrG);
      velocity.assign(v);
      w.assign(this.nesterov ? tf.sub(tf.add(w, tf.mul(m, v)), lrG) : tf.add(w, v));
    };
  }

  override getConfig() {
    const { learningRate, momentum, nesterov, decay } = this;
    return { learningRate, momentum, nesterov, decay };
  }
}

/**
 * Stochastic gradient descent with momentum, Nesterov momentum and time-based decay.
 *
 * With gradient g, weight w and velocity v, which starts at 0:
 *
 *     lr = learningRate / (1 + decay * iterations)
 *     v  = momentum * v - lr * g
 *     w  = w + v                        (nesterov: w + momentum * v - lr * g)
 *
 * TensorFlow.js's own momentum multiplies the rate into the step and not into the velocity, so the two differ when the
 * rate changes during training.
 *
 * @param options `learningRate` >= 0, default 0.01; `momentum` from 0 to 1, default 0; `nesterov`, default false;
 *   `decay` per update (not per epoch) >= 0, default 0
 * @returns an optimizer for `model.compile`
 * @throws when an option is unknown or out of its range
 * @example model.compile({ optimizer: sgd({ learningRate: 0.01, momentum: 0.9 }), loss: categoricalCrossentropy })
 *
 * Source: Keras 2.3.1, optimizers.py, class SGD; within float32 rounding.
 */
export function sgd(options: SgdOptions = {}): Sgd {
  return new Sgd(options);
}

tf.serialization.registerClass(Sgd);
