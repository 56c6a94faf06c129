import { checkNames, checkOption, isInteger, isNumber } from '../check-options.ts';
import { tf } from '../tf.ts';
import { resolveLogs, type UnresolvedLogs } from './logs.ts';
import { type MonitorMode, monitorDirection, monitored } from './monitor.ts';
import { putWeights, takeWeights, type WeightsSnapshot } from './weights-snapshot.ts';

/** Options of {@link EarlyStopping}. */
export interface EarlyStoppingOptions {
  /** The number to watch. Default 'val_loss'. */
  monitor?: string;
  /** By how much the best so far must be beaten, >= 0. Default 0. */
  minDelta?: number;
  /** Epochs without improvement before training stops. Default 0. */
  patience?: number;
  /** Which way is better; 'auto' means up for names with 'acc'. Default 'auto'. */
  mode?: MonitorMode;
  /** What must be beaten from the first epoch on. Default: nothing. */
  baseline?: number;
  /** Whether stopping puts back the weights of the best epoch. Default false. */
  restoreBestWeights?: boolean;
}

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
  readonly monitor: string;
  readonly minDelta: number;
  readonly patience: number;
  readonly baseline: number | undefined;
  readonly restoreBestWeights: boolean;
  /** The best monitored number so far. */
  best = Number.NaN;
  /** The epoch of the best number, counted from 0; -1 before any. */
  bestEpoch = -1;
  /** Epochs since the last improvement. */
  wait = 0;
  /** The epoch, counted from 0, after which training was stopped; 0 where it was not (Keras). */
  stoppedEpoch = 0;
  /** The weights of the best epoch, if `restoreBestWeights`. */
  bestWeights: WeightsSnapshot | undefined;
  private readonly direction: 'min' | 'max';

  constructor(options: EarlyStoppingOptions = {}) {
    super();
    const caller = 'EarlyStopping';
    checkNames(caller, options, ['monitor', 'minDelta', 'patience', 'mode', 'baseline', 'restoreBestWeights']);
    const { monitor = 'val_loss', minDelta = 0, patience = 0, mode = 'auto' } = options;
    const { baseline, restoreBestWeights = false } = options;
    this.direction = monitorDirection(caller, monitor, mode);
    checkOption(caller, 'minDelta', minDelta, 'a number >= 0', isNumber(minDelta, 0));
    checkOption(caller, 'patience', patience, 'an integer >= 0 (epochs)', isInteger(patience));
    checkOption(caller, 'baseline', baseline, 'a number', baseline === undefined || isNumber(baseline));
    const isSwitch = typeof restoreBestWeights === 'boolean';
    checkOption(caller, 'restoreBestWeights', restoreBestWeights, 'true or false', isSwitch);
    this.monitor = monitor;
    this.minDelta = minDelta;
    this.patience = patience;
    this.baseline = baseline;
    this.restoreBestWeights = restoreBestWeights;
  }

  override async onTrainBegin(): Promise<void> {
    this.wait = 0;
    this.stoppedEpoch = 0;
    this.best = this.baseline ?? (this.direction === 'min' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY);
    this.bestEpoch = -1;
    this.bestWeights = undefined;
  }

  override async onEpochEnd(epoch: number, logs?: UnresolvedLogs): Promise<void> {
    const current = monitored('EarlyStopping', this.monitor, await resolveLogs(logs), this.model);
    if (current === undefined) return;
    if (this.improves(current)) {
      this.best = current;
      this.bestEpoch = epoch;
      this.wait = 0;
      if (this.restoreBestWeights) this.bestWeights = await takeWeights(this.model);
    } else {
      this.wait++;
      if (this.wait >= this.patience) this.stop(epoch);
    }
  }

  private improves(current: number): boolean {
    // The same arithmetic as in Keras: the difference is taken from the new number, not added to the best one.
    return this.direction === 'min' ? current + this.minDelta < this.best : current - this.minDelta > this.best;
  }

  private stop(epoch: number): void {
    this.stoppedEpoch = epoch;
    this.model.stopTraining = true;
    if (this.bestWeights) putWeights(this.model, this.bestWeights);
  }
}
