import type * as TF from '@tensorflow/tfjs';
import { interruption } from '../interruption.ts';
import { tf } from '../tf.ts';
import { type CallbackObject, HooksCallback } from './hooks-callback.ts';
import { resolveLogs, type UnresolvedLogs } from './logs.ts';

/** How often training lets other work run: see `yieldEvery` of fit. */
export type YieldEvery = 'auto' | 'batch' | 'epoch' | 'never' | number;

/** Often enough for a page or a kernel to answer. */
const YIELD_AUTO_MS = 50;

/** Tells whether a callback wants to hear of every batch at its beginning or end. */
function wants(callback: CallbackObject, hook: 'onBatchBegin' | 'onBatchEnd'): boolean {
  if (callback instanceof HooksCallback) return callback.hooks[hook] !== undefined;
  return callback[hook] !== tf.Callback.prototype[hook];
}

/**
 * Runs a fit's callbacks in their order, lets other work run in between, and stops the training when one of them fails
 * or the user interrupts.
 *
 * It is itself one callback. In the logs of an epoch's end all values are numbers. An error at the end of an epoch or
 * within one is kept in `failure` and stops the training in the ordinary way, so that nothing stays behind in
 * TensorFlow's memory: whoever runs the training throws it afterwards, with `rethrow`.
 */
export class CallbackRunner extends tf.Callback {
  readonly callbacks: readonly CallbackObject[];
  /** Whether any callback wants to hear of every batch. */
  readonly usesBatches: boolean;
  /** The first error of a callback, or that of an interruption. */
  failure: { error: unknown } | undefined;

  private readonly atBatchBegin: CallbackObject[];
  private readonly atBatchEnd: CallbackObject[];
  private readonly yieldHooks: TF.CustomCallbackArgs[];
  private readonly interruptionsAtStart = interruption.count;
  private lastYield = performance.now();
  private epoch = 0;
  private epochsDone = 0;

  constructor(
    callbacks: readonly CallbackObject[],
    readonly epochs: number,
    readonly yieldEvery: YieldEvery = 'auto',
  ) {
    super();
    this.callbacks = callbacks;
    this.atBatchBegin = callbacks.filter((callback) => wants(callback, 'onBatchBegin'));
    this.atBatchEnd = callbacks.filter((callback) => wants(callback, 'onBatchEnd'));
    this.usesBatches = this.atBatchBegin.length + this.atBatchEnd.length > 0;
    const plain = callbacks.filter((callback): callback is HooksCallback => callback instanceof HooksCallback);
    this.yieldHooks = plain.map(({ hooks }) => hooks).filter((hooks) => hooks.onYield);
  }

  /** Throws the error that stopped the training, if there was one. */
  rethrow(): void {
    if (this.failure) throw this.failure.error;
  }

  override setParams(params: CallbackObject['params']): void {
    super.setParams(params);
    for (const callback of this.callbacks) callback.setParams(params);
  }

  override setModel(model: Parameters<CallbackObject['setModel']>[0]): void {
    super.setModel(model);
    for (const callback of this.callbacks) callback.setModel(model);
  }

  override async onTrainBegin(logs: UnresolvedLogs = {}): Promise<void> {
    for (const callback of this.callbacks) await callback.onTrainBegin(logs);
  }

  override async onTrainEnd(logs: UnresolvedLogs = {}): Promise<void> {
    if (this.failure) return;
    for (const callback of this.callbacks) await callback.onTrainEnd(logs);
  }

  override async onEpochBegin(epoch: number, logs: UnresolvedLogs = {}): Promise<void> {
    this.epoch = epoch;
    for (const callback of this.callbacks) await callback.onEpochBegin(epoch, logs);
  }

  override async onEpochEnd(epoch: number, logs: UnresolvedLogs = {}): Promise<void> {
    await resolveLogs(logs);
    await this.guard(async () => {
      for (const callback of this.callbacks) await callback.onEpochEnd(epoch, logs);
      this.epochsDone = epoch + 1;
    });
    this.heedInterruption();
    if (this.yieldEvery === 'epoch') await this.yieldNow(0, logs);
  }

  override async onBatchBegin(batch: number, logs: UnresolvedLogs = {}): Promise<void> {
    if (this.atBatchBegin.length === 0) return;
    await this.guard(async () => {
      for (const callback of this.atBatchBegin) await callback.onBatchBegin(batch, logs);
    });
  }

  override async onBatchEnd(batch: number, logs: UnresolvedLogs = {}): Promise<void> {
    if (this.atBatchEnd.length > 0) {
      await this.guard(async () => {
        for (const callback of this.atBatchEnd) await callback.onBatchEnd(batch, logs);
      });
    }
    if (this.isYieldDue()) await this.yieldNow(batch, logs);
    this.heedInterruption();
  }

  /** Between pieces of long work: lets other work run where it is time for it. */
  async rest(): Promise<void> {
    if (this.yieldEvery !== 'batch' && this.isYieldDue()) await this.yieldNow(0, {});
    this.heedInterruption();
  }

  private async guard(run: () => Promise<void>): Promise<void> {
    if (this.failure) return;
    try {
      await run();
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    this.failure ??= { error };
    this.model.stopTraining = true;
  }

  private heedInterruption(): void {
    if (interruption.count === this.interruptionsAtStart) return;
    this.fail(new Error(`fit: interrupted after epoch ${this.epochsDone} of ${this.epochs}`));
  }

  private isYieldDue(): boolean {
    if (this.yieldEvery === 'batch') return true;
    const interval = this.yieldEvery === 'auto' ? YIELD_AUTO_MS : this.yieldEvery;
    return typeof interval === 'number' && performance.now() - this.lastYield >= interval;
  }

  private async yieldNow(batch: number, logs: UnresolvedLogs): Promise<void> {
    if (this.yieldHooks.length > 0) {
      const numbers = await resolveLogs(logs);
      await this.guard(async () => {
        for (const hooks of this.yieldHooks) await hooks.onYield?.(this.epoch, batch, numbers);
      });
    }
    await tf.nextFrame();
    this.lastYield = performance.now();
  }
}
