import type * as TF from '@tensorflow/tfjs';
import { checkNames, checkOption, isInteger, shown } from '../check-options.ts';
import { tf } from '../tf.ts';
import { resolveLogs, type UnresolvedLogs } from './logs.ts';
import { findMonitored, type MonitorMode, monitorDirection, monitored } from './monitor.ts';
import { putWeights, takeWeights, type WeightsSnapshot } from './weights-snapshot.ts';

/** Options of {@link ModelCheckpoint}. */
export interface ModelCheckpointOptions {
  /** Where to save the model: a folder, or an address that TensorFlow.js knows. Default: in memory alone. */
  filepath?: string;
  /** The number to watch. Default 'val_loss'. */
  monitor?: string;
  /** Which way is better; 'auto' means up for names with 'acc'. Default 'auto'. */
  mode?: MonitorMode;
  /** Whether only epochs that beat all before them are saved. Default false. */
  saveBestOnly?: boolean;
  /** Save every so many epochs. Default 1. */
  period?: number;
}

/**
 * Fills in a path: `{epoch}`, counted from 1 as in Keras, and the epoch's numbers, with Python's `:02d` and `:.3f`.
 *
 * @throws when there is no number of that name
 */
function formatPath(template: string, numbers: Record<string, number>): string {
  return template.replace(
    /\{(\w+)(?::(?:0?(\d+)d|\.(\d+)f))?\}/g,
    (_, name: string, width?: string, places?: string) => {
      const value = findMonitored(name, numbers);
      if (value === undefined) {
        const there = Object.keys(numbers).join(', ');
        throw new Error(`ModelCheckpoint: filepath asks for {${name}}, but there is only ${there}`);
      }
      if (places !== undefined) return value.toFixed(Number(places));
      return String(value).padStart(Number(width ?? 0), '0');
    },
  );
}

/**
 * Keeps the weights of the best epoch, and saves the model to files where a path is given.
 *
 * Without `filepath` the best weights are kept in memory: `restore()` puts them back into the model. With it, the
 * model is saved as well (`model.save`, without the optimizer): at every epoch, or with `saveBestOnly` when the
 * monitored number is better than all before.
 *
 * Keras: what is best so far is remembered by the object, so that a second fit with it goes on comparing.
 *
 * @param options `filepath`, a folder like 'models/best-{epoch:02d}-{val_loss:.3f}' (needs native TensorFlow), or an
 *   address like 'file://...'; `monitor`, default 'val_loss' ('accuracy' and 'val_accuracy' mean 'acc' and 'val_acc');
 *   `mode`, default 'auto'; `saveBestOnly`, default false; `period` in epochs, default 1
 * @throws when an option is unknown or out of its range; training stops with an error when the number is needed and not
 *   in the logs, or when nothing can save to such an address
 * @example
 * const checkpoint = new ModelCheckpoint({ monitor: 'val_acc' });
 * await fit(model, x, y, { epochs: 50, validationData: [testX, testY], callbacks: [checkpoint] });
 * checkpoint.restore();
 *
 * Source: Keras 2.3.1, callbacks.ModelCheckpoint; same epochs for the same monitored numbers. `bestWeights` is ours.
 */
export class ModelCheckpoint extends tf.Callback {
  readonly filepath: string | undefined;
  readonly monitor: string;
  readonly saveBestOnly: boolean;
  readonly period: number;
  /** The best monitored number so far. */
  best: number;
  /** The epoch of the best number, counted from 0; -1 before any. */
  bestEpoch = -1;
  /** The weights of the best epoch, in the order of `model.getWeights()`. */
  bestWeights: WeightsSnapshot | undefined;
  /** Where the model has been saved, in order. */
  savedPaths: string[] = [];
  private readonly direction: 'min' | 'max';
  private epochsSinceLastSave = 0;

  constructor(options: ModelCheckpointOptions = {}) {
    super();
    const caller = 'ModelCheckpoint';
    checkNames(caller, options, ['filepath', 'monitor', 'mode', 'saveBestOnly', 'period']);
    const { filepath, monitor = 'val_loss', mode = 'auto', saveBestOnly = false, period = 1 } = options;
    this.direction = monitorDirection(caller, monitor, mode);
    const isPath = filepath === undefined || (typeof filepath === 'string' && filepath !== '');
    checkOption(caller, 'filepath', filepath, 'a path or absent', isPath);
    checkOption(caller, 'saveBestOnly', saveBestOnly, 'true or false', typeof saveBestOnly === 'boolean');
    checkOption(caller, 'period', period, 'an integer >= 1 (epochs)', isInteger(period, 1));
    this.filepath = filepath;
    this.monitor = monitor;
    this.saveBestOnly = saveBestOnly;
    this.period = period;
    this.best = this.direction === 'min' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  }

  override async onTrainBegin(): Promise<void> {
    if (this.filepath === undefined) return;
    const address = this.address(this.filepath);
    if (tf.io.getSaveHandlers(address).length === 1) return;
    throw new Error(
      `ModelCheckpoint: nothing here can save to ${shown(address)}; saving to files needs native TensorFlow ` +
        '(@tensorflow/tfjs-node); without filepath the best weights are kept in memory',
    );
  }

  override async onEpochEnd(epoch: number, logs?: UnresolvedLogs): Promise<void> {
    this.epochsSinceLastSave++;
    if (this.epochsSinceLastSave < this.period) return;
    this.epochsSinceLastSave = 0;

    const numbers = await resolveLogs(logs);
    const isNeeded = this.saveBestOnly || this.filepath === undefined;
    const current = isNeeded
      ? monitored('ModelCheckpoint', this.monitor, numbers, this.model)
      : findMonitored(this.monitor, numbers);
    const isBest = current !== undefined && (this.direction === 'min' ? current < this.best : current > this.best);
    if (isBest) {
      this.best = current;
      this.bestEpoch = epoch;
      this.bestWeights = await takeWeights(this.model);
    }
    if (this.filepath !== undefined && (isBest || !this.saveBestOnly)) {
      const path = formatPath(this.filepath, { ...numbers, epoch: epoch + 1 });
      await this.model.save(this.address(path));
      this.savedPaths.push(path);
    }
  }

  /**
   * Puts the weights of the best epoch into the model that was trained, or into another one of the same shape.
   *
   * @throws when no epoch has been kept yet
   */
  restore(model: TF.LayersModel = this.model): void {
    if (!this.bestWeights) throw new Error('ModelCheckpoint: no best weights yet; fit the model with it first');
    putWeights(model, this.bestWeights);
  }

  private address(path: string): string {
    return path.includes('://') ? path : `file://${path}`;
  }
}
