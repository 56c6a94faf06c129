import { tf } from '../tf.ts';
import { resolveLogs, type UnresolvedLogs } from './logs.ts';
import { monitored } from './monitor.ts';
import { type EarlyStoppingOptions, StoppingRule } from './stopping-rule.ts';
import { putWeights, takeWeights, type WeightsSnapshot } from './weights-snapshot.ts';

export type { EarlyStoppingOptions } from './stopping-rule.ts';

/**
 * Stops training when a monitored number has stopped improving.
 *
 * The number has improved when it beats the best so far (at first the baseline, if there is one) by more than `minDelta`.
 * Training stops after the epoch that is the `patience`-th one without improvement; `patience` 0 is like 1.
 *
 * Keras: the best weights are put back only when this callback has stopped the training, not when all epochs have run.
 * Where nothing ever beat the baseline there are none, and the weights stay (Keras fails).
 *
 * @param options `monitor`, default 'val_loss' ('accuracy' and 'val_accuracy' mean 'acc' and 'val_acc'); `minDelta` >= 0,
 *   default 0; `patience` in epochs, default 0; `mode`, default 'auto'; `baseline`, default none; `restoreBestWeights`,
 *   default false
 * @throws when an option is unknown or out of its range; training stops with an error when the number is not in the logs
 * @example new EarlyStopping({ monitor: 'val_loss', patience: 10, restoreBestWeights: true })
 *
 * Source: Keras 2.3.1, callbacks.EarlyStopping; same epoch for the same monitored numbers.
 */
export class EarlyStopping extends tf.Callback {
  /** The decisions, and what they remember: best and wait. */
  readonly rule: StoppingRule;
  /** The epoch of the best number, counted from 0; -1 before any. */
  bestEpoch = -1;
  /** The epoch, counted from 0, after which training was stopped; 0 where it was not (Keras). */
  stoppedEpoch = 0;
  /** The weights of the best epoch, if `restoreBestWeights`. */
  bestWeights: WeightsSnapshot | undefined;

  constructor(options: EarlyStoppingOptions = {}) {
    super();
    this.rule = new StoppingRule(options);
  }

  /** Whether stopping puts back the weights of the best epoch. */
  get restoreBestWeights(): boolean {
    return this.rule.restoreBestWeights;
  }

  /** The best monitored number so far. */
  get best(): number {
    return this.rule.best;
  }

  /** Epochs since the last improvement. */
  get wait(): number {
    return this.rule.wait;
  }

  override async onTrainBegin(): Promise<void> {
    this.rule.start();
    this.stoppedEpoch = 0;
    this.bestEpoch = -1;
    this.bestWeights = undefined;
  }

  override async onEpochEnd(epoch: number, logs?: UnresolvedLogs): Promise<void> {
    const current = monitored('EarlyStopping', this.rule.monitor, await resolveLogs(logs), this.model);
    if (current === undefined) return;
    const decision = this.rule.next(current);
    if (decision === 'improved') {
      this.bestEpoch = epoch;
      if (this.restoreBestWeights) this.bestWeights = await takeWeights(this.model);
    } else if (decision === 'stop') {
      this.stoppedEpoch = epoch;
      this.model.stopTraining = true;
      if (this.bestWeights) putWeights(this.model, this.bestWeights);
    }
  }
}
