import { checkNames, checkOption, isInteger, isNumber } from '../check-options.ts';
import { getLearningRate, setLearningRate } from '../optimizers/learning-rate.ts';
import { tf } from '../tf.ts';
import { resolveLogs, type UnresolvedLogs } from './logs.ts';
import { type MonitorMode, monitorDirection, monitored } from './monitor.ts';

/** Options of {@link ReduceLROnPlateau}. */
export interface ReduceLROnPlateauOptions {
  /** The number to watch. Default 'val_loss'. */
  monitor?: string;
  /** What the rate is multiplied by, from 0 to below 1. Default 0.1. */
  factor?: number;
  /** Epochs without improvement before the rate drops. Default 10. */
  patience?: number;
  /** Which way is better; 'auto' means up for names with 'acc'. Default 'auto'. */
  mode?: MonitorMode;
  /** By how much the best so far must be beaten, >= 0. Default 1e-4. */
  minDelta?: number;
  /** Epochs after a drop in which waiting does not count. Default 0. */
  cooldown?: number;
  /** The rate never drops below it, >= 0. Default 0. */
  minLr?: number;
}

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
  readonly monitor: string;
  readonly factor: number;
  readonly patience: number;
  readonly minDelta: number;
  readonly cooldown: number;
  readonly minLr: number;
  /** The best monitored number of this training so far. */
  best = Number.NaN;
  /** Epochs since the last improvement, drop or cooldown. */
  wait = 0;
  /** Epochs of cooldown that are left. */
  cooldownCounter = 0;
  private readonly direction: 'min' | 'max';

  constructor(options: ReduceLROnPlateauOptions = {}) {
    super();
    const caller = 'ReduceLROnPlateau';
    checkNames(caller, options, ['monitor', 'factor', 'patience', 'mode', 'minDelta', 'cooldown', 'minLr']);
    const { monitor = 'val_loss', factor = 0.1, patience = 10, mode = 'auto' } = options;
    const { minDelta = 1e-4, cooldown = 0, minLr = 0 } = options;
    this.direction = monitorDirection(caller, monitor, mode);
    checkOption(caller, 'factor', factor, 'a number from 0 to below 1', isNumber(factor, 0) && factor < 1);
    checkOption(caller, 'patience', patience, 'an integer >= 0 (epochs)', isInteger(patience));
    checkOption(caller, 'minDelta', minDelta, 'a number >= 0', isNumber(minDelta, 0));
    checkOption(caller, 'cooldown', cooldown, 'an integer >= 0 (epochs)', isInteger(cooldown));
    checkOption(caller, 'minLr', minLr, 'a number >= 0', isNumber(minLr, 0));
    this.monitor = monitor;
    this.factor = factor;
    this.patience = patience;
    this.minDelta = minDelta;
    this.cooldown = cooldown;
    this.minLr = minLr;
  }

  override async onTrainBegin(): Promise<void> {
    this.best = this.direction === 'min' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    this.cooldownCounter = 0;
    this.wait = 0;
  }

  override async onEpochEnd(_epoch: number, logs: UnresolvedLogs = {}): Promise<void> {
    const numbers = await resolveLogs(logs);
    logs.lr = getLearningRate(this.model);
    const current = monitored('ReduceLROnPlateau', this.monitor, numbers, this.model);
    if (current === undefined) return;

    if (this.cooldownCounter > 0) {
      this.cooldownCounter--;
      this.wait = 0;
    }
    if (this.improves(current)) {
      this.best = current;
      this.wait = 0;
    } else if (this.cooldownCounter === 0) {
      this.wait++;
      if (this.wait >= this.patience) this.reduce();
    }
  }

  private improves(current: number): boolean {
    return this.direction === 'min' ? current < this.best - this.minDelta : current > this.best + this.minDelta;
  }

  private reduce(): void {
    const old = Math.fround(getLearningRate(this.model));
    // Keras: at the lowest rate nothing happens, so the wait goes on growing and no cooldown begins.
    if (old <= this.minLr) return;
    setLearningRate(this.model, Math.max(old * this.factor, this.minLr));
    this.cooldownCounter = this.cooldown;
    this.wait = 0;
  }
}
