import type * as TF from '@tensorflow/tfjs';
import { CallbackRunner } from './callbacks/callback-runner.ts';
import { EarlyStopping } from './callbacks/early-stopping.ts';
import { type CallbackObject, HooksCallback } from './callbacks/hooks-callback.ts';
import { LearningRateMonitor } from './callbacks/learning-rate-monitor.ts';
import { LearningRateScheduler } from './callbacks/learning-rate-scheduler.ts';
import { ReduceLROnPlateau } from './callbacks/reduce-lr-on-plateau.ts';
import { TerminateOnNaN } from './callbacks/terminate-on-nan.ts';
import type { FitJob } from './fit-arguments.ts';
import { dataOf, rowWeightsOf } from './fit-engine-data.ts';
import { type FitSpec, specOf } from './fit-engine-spec.ts';
import { SharedState } from './fit-engine-state.ts';
import { Trainer } from './fused/trainer.ts';
import type { EngineTotals } from './fused/types.ts';
import { getLearningRate } from './optimizers/learning-rate.ts';
import { updateRates } from './optimizers/update-rates.ts';
import { makeRandom, shuffle } from './shuffle.ts';
import { tf } from './tf.ts';

/** About as long as one call into the engine may take, in ms: in between, other work can run. */
const CALL_MS = 20;

/** The fused engine for a job, or in words why it cannot run it. */
export function fusedEngine(job: FitJob): { run: () => Promise<TF.History> } | { reason: string } {
  const spec = specOf(job);
  return 'reason' in spec ? spec : { run: () => new EngineFit(job, spec).run() };
}

/** Whether a callback of ours looks at logs and rate alone, so that weights need not be written back for it. */
function looksAtLogsOnly(callback: CallbackObject): boolean {
  if (callback instanceof EarlyStopping) return !callback.restoreBestWeights;
  if (callback instanceof HooksCallback)
    return (callback.hooks as { looksAtLogsOnly?: boolean }).looksAtLogsOnly === true;
  const ours = [LearningRateMonitor, LearningRateScheduler, ReduceLROnPlateau, TerminateOnNaN];
  return ours.some((kind) => callback.constructor === kind);
}

/** One fit by the fused engine: the loop of model.fit, with its callbacks and its History. */
class EngineFit {
  private readonly trainer: Trainer;
  private readonly state: SharedState;
  private readonly runner: CallbackRunner;
  private readonly history = new tf.History();
  private readonly order: Uint32Array;
  private readonly updates: number;
  private readonly hasTest: boolean;
  /** Whether a callback may look at the model, which then must hold the weights of now. */
  private readonly isWatched: boolean;
  private rowsPerCall: number;

  constructor(
    private readonly job: FitJob,
    private readonly spec: FitSpec,
  ) {
    const { model, callbacks } = job;
    const { train, test } = dataOf(job);
    const rows = train.rows;
    const batchSize = Math.min(job.batchSize, rows);
    this.trainer = new Trainer({ ...spec, batchSize });
    this.trainer.setTrainData(train.x, train.y, rowWeightsOf(job, train));
    if (test) this.trainer.setTestData(test.x, test.y);
    this.hasTest = test !== undefined;
    this.state = new SharedState(model, this.trainer, spec);
    this.order = Uint32Array.from({ length: rows }, (_, row) => row);
    this.updates = Math.ceil(rows / batchSize);
    this.runner = new CallbackRunner(callbacks, job.epochs, job.yieldEvery);
    this.isWatched = !callbacks.every(looksAtLogsOnly);
    this.rowsPerCall = batchSize * 16;
  }

  async run(): Promise<TF.History> {
    const { model, epochs, initialEpoch, seed } = this.job;
    const inside = model as unknown as { isTraining: boolean; history: TF.History };
    if (inside.isTraining) throw new Error('fit: the model is being trained by another call; await that one first');
    inside.isTraining = true;
    inside.history = this.history as TF.History;
    model.stopTraining = false;
    const random = makeRandom(seed);
    try {
      await this.state.load();
      await this.begin();
      for (let epoch = initialEpoch; epoch < epochs; epoch++) {
        await this.hook(() => this.runner.onEpochBegin(epoch, {}));
        if (this.job.shuffle) shuffle(this.order, random);
        const logs = await this.trainEpoch();
        await this.hook(() => this.runner.onEpochEnd(epoch, logs));
        await this.history.onEpochEnd(epoch, logs);
        if (model.stopTraining) break;
      }
      // Callbacks at the end may look at the weights, whatever they are.
      if (!this.isWatched) await this.state.save();
      await this.runner.onTrainEnd({});
      this.runner.rethrow();
      return this.history as TF.History;
    } finally {
      inside.isTraining = false;
    }
  }

  private async begin(): Promise<void> {
    const { model, epochs, initialEpoch, batchSize, verbose } = this.job;
    const names = (model as unknown as { metricsNames: string[] }).metricsNames;
    const metrics = this.hasTest ? [...names, ...names.map((name) => `val_${name}`)] : names;
    const samples = this.order.length;
    const params = {
      epochs,
      initialEpoch,
      samples,
      steps: null,
      batchSize,
      verbose,
      doValidation: this.hasTest,
      metrics,
    };
    for (const callback of [this.runner, this.history]) {
      callback.setParams(params as unknown as CallbackObject['params']);
      callback.setModel(model as never);
    }
    await this.hook(() => this.runner.onTrainBegin({}));
    await this.history.onTrainBegin({});
  }

  /** Runs a hook with the model as it is now, and takes over what the hook changed in it. */
  private async hook(run: () => Promise<void>): Promise<void> {
    if (!this.isWatched) return run();
    await this.state.save();
    await run();
    await this.state.loadChanges();
  }

  private async trainEpoch(): Promise<Record<string, number>> {
    const totals =
      this.runner.usesBatches || this.job.yieldEvery === 'batch' ? await this.trainBatches() : await this.trainWhole();
    const logs: Record<string, number> = {};
    if (this.hasTest && !totals.stopped) Object.assign(logs, this.named(this.trainer.evaluate(), 'val_'));
    return Object.assign(logs, this.named(totals, ''));
  }

  private named({ loss, acc }: EngineTotals, prefix: string): Record<string, number> {
    return { [`${prefix}loss`]: loss, ...(this.spec.metric === 'none' ? {} : { [`${prefix}acc`]: acc }) };
  }

  /** Rates of so many updates from now. */
  private rates(updates: number): Float32Array {
    const rate = Math.fround(getLearningRate(this.job.model));
    return updateRates(rate, this.state.iterations, updates, this.spec.rates);
  }

  /** Trains rows from..to of the order and counts their updates. */
  private train(from: number, to: number): EngineTotals {
    const { batchSize } = this.trainer.spec;
    const updates = Math.ceil((to - from) / batchSize);
    const totals = this.trainer.train(this.order, this.rates(updates), from, to);
    this.state.iterations += updates;
    return totals;
  }

  /** One epoch without hooks within it, in calls that are short enough to let others work in between. */
  private async trainWhole(): Promise<EngineTotals & { stopped: boolean }> {
    const rows = this.order.length;
    const { batchSize } = this.trainer.spec;
    const sums = { loss: 0, acc: 0 };
    for (let from = 0; from < rows; ) {
      const to = Math.min(rows, from + this.rowsPerCall);
      const started = performance.now();
      const part = this.train(from, to);
      if (performance.now() - started < CALL_MS / 2 && this.rowsPerCall < rows) this.rowsPerCall *= 2;
      else if (performance.now() - started > CALL_MS * 2 && this.rowsPerCall > batchSize) this.rowsPerCall /= 2;
      this.rowsPerCall = batchSize * Math.max(1, Math.floor(this.rowsPerCall / batchSize));
      sums.loss += part.loss * (to - from);
      sums.acc += part.acc * (to - from);
      await this.runner.onBatchEnd(Math.ceil(to / batchSize) - 1, { size: to - from });
      from = to;
      if (this.job.model.stopTraining) return { loss: sums.loss / to, acc: sums.acc / to, stopped: to < rows };
    }
    return { loss: sums.loss / rows, acc: sums.acc / rows, stopped: false };
  }

  /** One epoch with a callback before and after each batch. */
  private async trainBatches(): Promise<EngineTotals & { stopped: boolean }> {
    const rows = this.order.length;
    const { batchSize } = this.trainer.spec;
    const sums = { loss: 0, acc: 0 };
    for (let batch = 0; batch < this.updates; batch++) {
      const from = batch * batchSize;
      const to = Math.min(rows, from + batchSize);
      const logs: Record<string, number> = { batch, size: to - from };
      await this.hook(() => this.runner.onBatchBegin(batch, logs));
      const part = this.train(from, to);
      Object.assign(logs, this.named(part, ''));
      await this.hook(() => this.runner.onBatchEnd(batch, logs));
      sums.loss += part.loss * (to - from);
      sums.acc += part.acc * (to - from);
      if (this.job.model.stopTraining) return { loss: sums.loss / to, acc: sums.acc / to, stopped: to < rows };
    }
    return { loss: sums.loss / rows, acc: sums.acc / rows, stopped: false };
  }
}
