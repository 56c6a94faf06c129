import { checkOption, isNumber } from '../check-options.ts';
import { getLearningRate, setLearningRate } from '../optimizers/learning-rate.ts';
import { tf } from '../tf.ts';
import type { UnresolvedLogs } from './logs.ts';

/**
 * Sets the learning rate at the beginning of every epoch to what a function says.
 *
 * The function gets the epoch, counted from 0, and the rate in force, as the exact value of its float32 (0.01 comes as
 * 0.009999999776482582, as in Keras). The rate is put into the epoch's logs as `lr`, so that the History has it.
 *
 * @param schedule `(epoch, learningRate) => learningRate`; what it returns must be >= 0
 * @throws when `schedule` is not a function; training stops with an error when it returns anything but a number >= 0
 * @example new LearningRateScheduler((epoch, lr) => (epoch < 10 ? lr : lr * 0.9))
 *
 * Source: Keras 2.3.1, callbacks.LearningRateScheduler; same rates to the bit.
 */
export class LearningRateScheduler extends tf.Callback {
  readonly schedule: (epoch: number, learningRate: number) => number;

  constructor(schedule: (epoch: number, learningRate: number) => number) {
    super();
    const rule = 'a function (epoch, learningRate) => learningRate';
    checkOption('LearningRateScheduler', 'schedule', schedule, rule, typeof schedule === 'function');
    this.schedule = schedule;
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    const learningRate = this.schedule(epoch, Math.fround(getLearningRate(this.model)));
    const name = `what the schedule returns for epoch ${epoch}`;
    checkOption('LearningRateScheduler', name, learningRate, 'a number >= 0', isNumber(learningRate, 0));
    setLearningRate(this.model, learningRate);
  }

  override async onEpochEnd(_epoch: number, logs: UnresolvedLogs = {}): Promise<void> {
    logs.lr = getLearningRate(this.model);
  }
}
