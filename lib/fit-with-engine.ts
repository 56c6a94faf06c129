import type * as TF from '@tensorflow/tfjs';
import { CallbackRunner } from './callbacks/callback-runner.ts';
import { HooksCallback } from './callbacks/hooks-callback.ts';
import { createTrainer, type DataSet, type Result, type Trainer } from './engine/index.ts';
import type { FitJob } from './fit-arguments.ts';
import { Mirror } from './fit-engine-mirror.ts';
import { insideOf, Refusal } from './fit-engine-model.ts';
import { type Plan, planOf } from './fit-engine-plan.ts';
import { makeRandom, type Random, shuffle } from './shuffle.ts';
import { tf } from './tf.ts';
import type { Logs } from './types.ts';

/** How long the engine runs at a stretch, in ms, before others may run. */
const SLICE_MS = 10;
/** Multiplications that surely take less than that, before a first measurement. */
const FIRST_SLICE = 2 ** 23;
/** More chunks than any data set has; the kernel counts them in 32 bits. */
const MANY_CHUNKS = 2 ** 30;

/** One fit by the engine: the same calls of callbacks, logs and draws as in model.fit. */
class EngineFit {
  private readonly fields: ReturnType<typeof insideOf>;
  private readonly trainer: Trainer;
  private readonly train: DataSet;
  private readonly validation: DataSet | undefined;
  private readonly runner: CallbackRunner;
  // biome-ignore lint/correctness/noUnusedPrivateClassMembers: it is read by destructuring
  private readonly history = new tf.History();
  // biome-ignore lint/correctness/noUnusedPrivateClassMembers: it is read by destructuring
  private readonly random: Random | undefined;
  private readonly byBatch: boolean;
  private readonly weights: Mirror;
  private slots: Mirror[] = [];
  /** Chunks that take about a slice of time. */
  private chunks: number;

  constructor(private readonly plan: Plan) {
    const { job, model, optimizer } = plan;
    this.fields = insideOf(job.model);
    const { layers, loss, accuracy } = model;
    this.trainer = createTrainer({ layers, loss, accuracy, optimizer: optimizer.settings, maxBatch: job.batchSize });
    this.train = this.trainer.addData(plan.train);
    this.validation = plan.validation && this.trainer.addData(plan.validation);
    this.runner = new CallbackRunner(job.callbacks, job.epochs, job.yieldEvery);
    const seesYields = job.callbacks.some((callback) => callback instanceof HooksCallback && callback.hooks.onYield);
    this.byBatch = this.runner.usesBatches || seesYields || job.yieldEvery === 'batch';
    if (job.shuffle) this.random = makeRandom(job.seed);
    const { trainer } = this;
    trainer.setWeights(model.variables.map((variable) => variable.dataSync()));
    this.chunks = Math.max(1, Math.floor(FIRST_SLICE / trainer.multiplicationsPerRow / trainer.rowsPerChunk));
    this.weights = new Mirror(model.variables, {
      pull: () => trainer.getWeights(),
      push: (values) => trainer.setWeights(values),
    });
  }

  async run(): Promise<TF.History> {
    const { job } = this.plan;
    const { runner, fields, history } = this;
    fields.isTraining = true;
    try {
      runner.setParams(this.params());
      runner.setModel(fields as never);
      await runner.onTrainBegin();
      await history.onTrainBegin();
      fields.stopTraining = false;
      fields.history = history;
      for (let epoch = job.initialEpoch; epoch < job.epochs && !fields.stopTraining; epoch++) {
        await runner.onEpochBegin(epoch);
        const logs = await this.runEpoch();
        await runner.onEpochEnd(epoch, logs);
        await history.onEpochEnd(epoch, logs);
      }
      await runner.onTrainEnd();
      runner.rethrow();
      return history;
    } finally {
      fields.isTraining = false;
      this.close();
    }
  }

  private params() {
    const { epochs, initialEpoch, batchSize, verbose } = this.plan.job;
    const names = this.fields.metricsNames;
    const metrics = this.validation ? [...names, ...names.map((name) => `val_${name}`)] : names;
    const doValidation = this.validation !== undefined;
    const samples = this.train.rows;
    return { epochs, initialEpoch, samples, steps: null, batchSize, verbose, doValidation, metrics } as never;
  }

  /** Trains and validates one epoch; the numbers are in the order of model.fit. */
  private async runEpoch(): Promise<Logs> {
    const { job } = this.plan;
    const { trainer, train, random } = this;
    if (random) shuffle(trainer.orderOf(train), random);
    this.takeOver();
    trainer.beginEpoch(train, { batchSize: job.batchSize, ordered: job.shuffle });
    // Where a callback has stopped the training before the epoch, model.fit still trains one batch.
    const byBatch = this.byBatch || this.fields.stopTraining;
    const { trained, validated } = byBatch ? await this.runBatches() : await this.runSlices();
    const logs: Logs = {};
    if (validated) for (const [name, value] of this.named(validated)) logs[`val_${name}`] = value;
    for (const [name, value] of this.named(trained)) logs[name] = value;
    return logs;
  }

  /** Loss and metric under their names in the logs. */
  private named({ loss, acc }: Result): [string, number][] {
    return this.fields.metricsNames.map((name, i) => [name, i === 0 ? loss : acc]);
  }

  /** One epoch at a stretch, or in slices of time where it takes long. */
  private async runSlices(): Promise<{ trained: Result; validated: Result | undefined }> {
    const { trainer, train, fields, runner } = this;
    while (this.slice(() => trainer.train(this.chunks)) > 0) {
      this.moved();
      await runner.onBatchEnd(0);
      if (fields.stopTraining) return { trained: trainer.result(), validated: undefined };
      this.takeOver();
    }
    this.moved();
    const trained = trainer.result();
    const validated = await this.validate();
    await runner.onBatchEnd(Math.ceil(train.rows / this.plan.job.batchSize) - 1);
    return { trained, validated };
  }

  /** One epoch, batch by batch. */
  private async runBatches(): Promise<{ trained: Result; validated: Result | undefined }> {
    const { trainer, train, fields, runner } = this;
    const { batchSize } = this.plan.job;
    let validated: Result | undefined;
    let lossBefore = 0;
    let accBefore = 0;
    let trained: Result = { loss: Number.NaN, acc: Number.NaN };
    for (let batch = 0, first = 0; first < train.rows; batch++, first += batchSize) {
      await runner.onBatchBegin(batch, {});
      this.takeOver();
      const size = Math.min(batchSize, train.rows - first);
      await this.runBatch(size);
      const { lossSum, hits } = trainer.sums();
      this.moved();
      trained = trainer.result();
      const own = { loss: Math.fround((lossSum - lossBefore) / size), acc: Math.fround((hits - accBefore) / size) };
      [lossBefore, accBefore] = [lossSum, hits];
      if (first + size === train.rows) validated = await this.validate();
      await runner.onBatchEnd(batch, { batch, size, ...Object.fromEntries(this.named(own)) });
      if (fields.stopTraining) break;
    }
    return { trained, validated };
  }

  /** One batch, in slices of time. */
  private async runBatch(size: number): Promise<void> {
    const { trainer } = this;
    let left = Math.ceil(size / trainer.rowsPerChunk);
    while (left > 0) {
      const chunks = Math.min(left, this.chunks);
      this.slice(() => trainer.train(chunks));
      left -= chunks;
      if (left > 0) await this.runner.rest();
    }
  }

  /** Loss and accuracy on the validation data, in slices of time. */
  private async validate(): Promise<Result | undefined> {
    const { trainer, validation } = this;
    if (!validation) return undefined;
    trainer.beginEpoch(validation);
    while (this.slice(() => trainer.evaluateRows(this.chunks)) > 0) await this.runner.rest();
    return trainer.result();
  }

  /** Runs for about SLICE_MS, and learns from it how much that is. */
  private slice(run: () => number): number {
    const start = performance.now();
    const left = run();
    const spent = performance.now() - start;
    const times = Math.min(4, SLICE_MS / Math.max(spent, 0.01));
    if (left > 0) this.chunks = Math.min(MANY_CHUNKS, Math.max(1, Math.round(this.chunks * times)));
    return left;
  }

  /** Before training on: takes what callbacks have changed. */
  private takeOver(): void {
    const { trainer, plan } = this;
    const { optimizer } = plan.job.model;
    this.watchSlots();
    this.weights.catchUp();
    for (const slots of this.slots) slots.catchUp();
    trainer.iterations = optimizer.iterations;
    trainer.learningRate = plan.optimizer.rate();
    if (plan.optimizer.momentum) trainer.momentum = plan.optimizer.momentum();
  }

  /** After training: the variables of TensorFlow.js are behind now. */
  private moved(): void {
    this.weights.moved();
    for (const slots of this.slots) slots.moved();
    (this.plan.job.model.optimizer as unknown as { iterations_: number }).iterations_ = this.trainer.iterations;
  }

  /** Watches the optimizer's slots, which a callback may have replaced. */
  private watchSlots(): void {
    const { trainer, plan } = this;
    const { powers } = plan.optimizer;
    const kinds = plan.optimizer.slots(plan.model.variables);
    const watched = this.slots.slice(0, kinds.length);
    const same = kinds.every((variables, kind) => variables.every((one, i) => watched[kind]?.variables[i] === one));
    if (same && this.slots.length > 0) return;
    for (const slots of this.slots) slots.close();
    this.slots = kinds.map((variables, kind) => {
      trainer.setSlots(
        kind,
        variables.map((variable) => variable.dataSync()),
      );
      return new Mirror(variables, {
        pull: () => trainer.getSlots()[kind],
        push: (values) => trainer.setSlots(kind, values),
      });
    });
    if (powers.length === 0) return;
    // Adam of tf.train keeps the powers of its betas, which the engine computes from the count of updates.
    const pull = () => powers.map(({ base }) => [Math.fround(base) ** (trainer.iterations + 1)]);
    this.slots.push(
      new Mirror(
        powers.map(({ variable }) => variable),
        { pull, push: () => {} },
      ),
    );
  }

  private close(): void {
    this.weights.close();
    for (const slots of this.slots) slots.close();
    this.trainer.dispose();
  }
}

/**
 * The fused engine for a fit, or in words why it cannot run it.
 *
 * @param job what `checkFitArguments` made of the arguments of fit
 */
export function fusedEngine(job: FitJob): { run: () => Promise<TF.History> } | { reason: string } {
  try {
    const plan = planOf(job);
    return {
      run: async () => {
        if (insideOf(job.model).isTraining) {
          throw new Error('Cannot start training because another fit() call is ongoing.');
        }
        return new EngineFit(plan).run();
      },
    };
  } catch (error) {
    if (error instanceof Refusal) return { reason: error.message };
    throw error;
  }
}
