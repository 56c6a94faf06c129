import { getLearningRate, setLearningRate } from '../optimizers/learning-rate.ts';
import { tf } from '../tf.ts';
import { resolveLogs, type UnresolvedLogs } from './logs.ts';
import { monitored } from './monitor.ts';
import { PlateauRule, type ReduceLROnPlateauOptions } from './plateau-rule.ts';

export type { ReduceLROnPlateauOptions } from './plateau-rule.ts';

/**
 * Lowers the learning rate when a monitored number has stopped improving.
 *
 * At the end of an epoch the number is compared to the best so far: it has improved when it beats it by more than
 * `minDelta`. After `patience` epochs without improvement the rate becomes `max(rate * factor, minLr)`, and for `cooldown`
 * epochs nothing is counted. The best so far stays what it was. The rate that the epoch used is put into its logs as `lr`.
 *
 * With `minLr` 0 there is no lowest rate: it goes on dropping until it underflows to 0.
 *
 * @param options `monitor`, default 'val_loss' ('accuracy' and 'val_accuracy' mean 'acc' and 'val_acc'); `factor` from 0 to
 *   below 1, default 0.1; `patience` in epochs, default 10; `mode`, default 'auto'; `minDelta` >= 0, default 1e-4;
 *   `cooldown` in epochs, default 0; `minLr` >= 0, default 0
 * @throws when an option is unknown or out of its range; training stops with an error when the number is not in the logs
 * @example new ReduceLROnPlateau({ monitor: 'val_loss', factor: 0.1, patience: 5, minDelta: 1e-7 })
 *
 * Source: Keras 2.3.1, callbacks.ReduceLROnPlateau; same rates to the bit for the same monitored numbers.
 */
export class ReduceLROnPlateau extends tf.Callback {
  /** The decisions, and what they remember: best, wait, cooldownCounter. */
  readonly rule: PlateauRule;

  constructor(options: ReduceLROnPlateauOptions = {}) {
    super();
    this.rule = new PlateauRule(options);
  }

  /** The best monitored number so far. */
  get best(): number {
    return this.rule.best;
  }

  /** Epochs since the last improvement, drop or cooldown. */
  get wait(): number {
    return this.rule.wait;
  }

  override async onTrainBegin(): Promise<void> {
    this.rule.start();
  }

  override async onEpochEnd(_epoch: number, logs: UnresolvedLogs = {}): Promise<void> {
    const numbers = await resolveLogs(logs);
    logs.lr = getLearningRate(this.model);
    const current = monitored('ReduceLROnPlateau', this.rule.monitor, numbers, this.model);
    if (current === undefined) return;
    const lower = this.rule.next(current, logs.lr);
    if (lower !== undefined) setLearningRate(this.model, lower);
  }
}
