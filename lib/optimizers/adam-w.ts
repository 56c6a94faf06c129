import { checkOption, isNumber } from '../check-options.ts';
import { tf } from '../tf.ts';
import { Adam, type AdamOptions } from './adam.ts';
import type { WeightUpdate } from './keras-optimizer.ts';

/** Options of {@link adamW}. */
export interface AdamWOptions extends AdamOptions {
  /** The share of each weight, times the learning rate, that an update takes from it, >= 0. Default 0.004. */
  weightDecay?: number | undefined;
}

/** AdamW as in Keras; {@link adamW} makes one and says how it works. */
export class AdamW extends Adam {
  readonly weightDecay: number;

  static override get className(): string {
    return 'KerasAdamW';
  }

  constructor({ weightDecay = 0.004, ...options }: AdamWOptions = {}) {
    super(options);
    checkOption('adamW', 'weightDecay', weightDecay, 'a number >= 0', isNumber(weightDecay, 0));
    this.weightDecay = weightDecay;
  }

  protected override update(learningRate: number): WeightUpdate {
    const updateByAdam = super.update(learningRate);
    const share = tf.scalar(Math.fround(Math.fround(this.weightDecay) * learningRate));
    return (w, g) => {
      w.assign(tf.sub(w, tf.mul(w, share)));
      updateByAdam(w, g);
    };
  }

  override getConfig() {
    return { ...super.getConfig(), weightDecay: this.weightDecay };
  }
}

/**
 * AdamW: Adam, and weights that shrink by a share of themselves with each update, whatever their gradients.
 *
 * In Adam with an L2 penalty the penalty's gradient is divided by the root mean square like all of the gradient, so that
 * weights with large gradients hardly feel it. Here it goes past that division. With the rate after decay, before the step
 * of {@link adam}:
 *
 *     w = w - learningRate * weightDecay * w
 *
 * All weights shrink, biases too.
 *
 * @param options those of {@link adam}, and `weightDecay` >= 0, default 0.004
 * @returns an optimizer for `model.compile`
 * @throws when an option is unknown or out of its range
 * @example model.compile({ optimizer: adamW({ weightDecay: 0.01 }), loss: categoricalCrossentropy })
 *
 * Source: I. Loshchilov, F. Hutter, Decoupled Weight Decay Regularization, ICLR 2019; tf.keras.optimizers.AdamW and
 * torch.optim.AdamW, within float32 rounding.
 */
export function adamW(options: AdamWOptions = {}): AdamW {
  return new AdamW(options);
}

tf.serialization.registerClass(AdamW);
