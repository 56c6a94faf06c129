import { checkNames, checkOption, isNumber } from '../check-options.ts';
import { tf } from '../tf.ts';
import { KerasOptimizer, type WeightUpdate } from './keras-optimizer.ts';

/** Options of {@link adagrad}. */
export interface AdagradOptions {
  /** The learning rate, >= 0. Default 0.01. */
  learningRate?: number | undefined;
  /** Keeps the division from being by zero, >= 0. Default 1e-7. */
  epsilon?: number | undefined;
  /** Time-based decay of the rate per update, >= 0. Default 0. */
  decay?: number | undefined;
}

/** Adagrad as in Keras 2.3; {@link adagrad} makes one and says how it works. */
export class Adagrad extends KerasOptimizer {
  readonly epsilon: number;
  protected readonly slotKinds = ['accumulator'];

  static get className(): string {
    return 'KerasAdagrad';
  }

  constructor(options: AdagradOptions = {}) {
    checkNames('adagrad', options, ['learningRate', 'epsilon', 'decay']);
    const { learningRate = 0.01, epsilon = 1e-7, decay = 0 } = options;
    super('adagrad', learningRate, decay);
    checkOption('adagrad', 'epsilon', epsilon, 'a number >= 0', isNumber(epsilon, 0));
    this.epsilon = epsilon;
  }

  protected override update(learningRate: number): WeightUpdate {
    const lr = tf.scalar(learningRate);
    const epsilon = tf.scalar(this.epsilon);
    return (w, g) => {
      const sumOfSquares = this.slot('accumulator', w);
      const a = tf.add(sumOfSquares, tf.square(g));
      sumOfSquares.assign(a);
      w.assign(tf.sub(w, tf.div(tf.mul(lr, g), tf.add(tf.sqrt(a), epsilon))));
    };
  }

  override getConfig() {
    const { learningRate, epsilon, decay } = this;
    return { learningRate, epsilon, decay };
  }
}

/**
 * Adagrad: each weight's step is divided by the root of the sum of all its squared gradients so far.
 *
 * With gradient g, weight w and sum a, which starts at 0:
 *
 *     lr = learningRate / (1 + decay * iterations)
 *     a  = a + g^2
 *     w  = w - lr * g / (sqrt(a) + epsilon)
 *
 * TensorFlow.js's own starts the sum at 0.1 and puts epsilon inside the square root; TensorFlow 2 and Keras 3 start at
 * 0.1, too, with a rate of 0.001.
 *
 * @param options `learningRate` >= 0, default 0.01; `epsilon` >= 0, default 1e-7; `decay` per update >= 0, default 0
 * @returns an optimizer for `model.compile`
 * @throws when an option is unknown or out of its range
 * @example model.compile({ optimizer: adagrad(), loss: categoricalCrossentropy })
 *
 * Source: Keras 2.3.1, optimizers.py, class Adagrad; within float32 rounding.
 */
export function adagrad(options: AdagradOptions = {}): Adagrad {
  return new Adagrad(options);
}

tf.serialization.registerClass(Adagrad);
