import { getEffectiveLearningRate, getLearningRate } from '../optimizers/learning-rate.ts';
import { tf } from '../tf.ts';

/**
 * Records the learning rate of every epoch.
 *
 * - `learningRates`: the optimizer's rate, before decay, when the epoch has ended.
 * - `effectiveLearningRates`: the same after decay, `rate / (1 + decay * iterations)` with the count of updates so far.
 *
 * Both lists are emptied when training begins and get one number an epoch. Callbacks run in the order of their list:
 * after a `ReduceLROnPlateau`, the monitor records the rate that the next epoch will use; before it, the one that this
 * epoch used.
 *
 * @example
 * const monitor = new LearningRateMonitor();
 * await fit(model, x, y, { epochs: 3, callbacks: [monitor] });
 * monitor.learningRates // [0.01, 0.01, 0.01]
 *
 * Source: the callback that Keras users write, on `K.get_value(model.optimizer.lr)`.
 */
export class LearningRateMonitor extends tf.Callback {
  /** The rate at the end of each epoch, before decay. */
  learningRates: number[] = [];
  /** The rate at the end of each epoch, after decay. */
  effectiveLearningRates: number[] = [];

  override async onTrainBegin(): Promise<void> {
    this.learningRates = [];
    this.effectiveLearningRates = [];
  }

  override async onEpochEnd(_epoch: number): Promise<void> {
    this.learningRates.push(getLearningRate(this.model));
    this.effectiveLearningRates.push(getEffectiveLearningRate(this.model));
  }
}
