import { checkNames, checkOption, isInteger, isNumber } from '../check-options.ts';
import { type MonitorMode, monitorDirection } from './monitor.ts';

/** Options of ReduceLROnPlateau. */
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
 * When ReduceLROnPlateau drops the rate, and to what: its decisions alone, without a model or an optimizer.
 *
 * Source: Keras 2.3.1, callbacks.ReduceLROnPlateau; same rates to the bit for the same monitored numbers.
 */
export class PlateauRule {
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

  /** @throws when an option is unknown or out of its range */
  constructor(options: ReduceLROnPlateauOptions = {}) {
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

  /** Forgets what was seen: training begins. */
  start(): void {
    this.best = this.direction === 'min' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    this.cooldownCounter = 0;
    this.wait = 0;
  }

  /**
   * Takes the monitored number of an epoch.
   *
   * @param current the number
   * @param rate the learning rate now; Keras keeps it as float32
   * @returns the rate from now on: a float32, or `undefined` where it stays
   */
  next(current: number, rate: number): number | undefined {
    if (this.cooldownCounter > 0) {
      this.cooldownCounter--;
      this.wait = 0;
    }
    if (this.improves(current)) {
      this.best = current;
      this.wait = 0;
      return undefined;
    }
    if (this.cooldownCounter > 0) return undefined;
    this.wait++;
    return this.wait >= this.patience ? this.reduce(Math.fround(rate)) : undefined;
  }

  private improves(current: number): boolean {
    return this.direction === 'min' ? current < this.best - this.minDelta : current > this.best + this.minDelta;
  }

  private reduce(old: number): number | undefined {
    // Keras: at the lowest rate nothing happens, so the wait goes on growing and no cooldown begins.
    if (old <= this.minLr) return undefined;
    this.cooldownCounter = this.cooldown;
    this.wait = 0;
    return Math.fround(Math.max(old * this.factor, this.minLr));
  }
}
