import { checkNames, checkOption, isInteger, isNumber } from '../check-options.ts';
import { type MonitorMode, monitorDirection } from './monitor.ts';

/** Options of EarlyStopping. */
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
 * When EarlyStopping stops: its decisions alone, without a model.
 *
 * Source: Keras 2.3.1, callbacks.EarlyStopping; same epoch for the same monitored numbers.
 */
export class StoppingRule {
  readonly monitor: string;
  readonly minDelta: number;
  readonly patience: number;
  readonly baseline: number | undefined;
  readonly restoreBestWeights: boolean;
  /** The best monitored number so far. */
  best = Number.NaN;
  /** Epochs since the last improvement. */
  wait = 0;
  private readonly direction: 'min' | 'max';

  /** @throws when an option is unknown or out of its range */
  constructor(options: EarlyStoppingOptions = {}) {
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

  /** Forgets what was seen: training begins. */
  start(): void {
    this.wait = 0;
    this.best = this.baseline ?? (this.direction === 'min' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY);
  }

  /** Takes the monitored number of an epoch and says whether it is the best so far, and whether to stop now. */
  next(current: number): 'improved' | 'waiting' | 'stop' {
    if (this.improves(current)) {
      this.best = current;
      this.wait = 0;
      return 'improved';
    }
    this.wait++;
    return this.wait >= this.patience ? 'stop' : 'waiting';
  }

  private improves(current: number): boolean {
    // The same arithmetic as in Keras: the difference is taken from the new number, not added to the best one.
    return this.direction === 'min' ? current + this.minDelta < this.best : current - this.minDelta > this.best;
  }
}
