import type * as TF from '@tensorflow/tfjs';
import { CallbackRunner } from './callbacks/callback-runner.ts';
import type { UnresolvedLogs } from './callbacks/logs.ts';
import type { FitJob } from './fit-arguments.ts';
import { makeRandom, type Random } from './shuffle.ts';

/** Whoever lends Math.random waits for the one before, so that fits at the same time do not mix their draws. */
let lending: Promise<void> = Promise.resolve();

/**
 * Puts another generator into Math.random for a number of draws.
 *
 * @returns what ends the loan; it ends by itself after the last draw
 */
async function lendMathRandom(random: Random, draws: number): Promise<() => void> {
  const before = lending;
  let release = () => {};
  lending = new Promise((resolve) => {
    release = resolve;
  });
  await before;
  const original = Math.random;
  let left = draws;
  const lent = () => {
    if (--left <= 0) Math.random = original;
    return random();
  };
  Math.random = lent;
  return () => {
    if (Math.random === lent) Math.random = original;
    release();
  };
}

/**
 * Runs callbacks, and seeds the shuffles of `model.fit`, which draws from Math.random between the beginning of an epoch
 * and that of its first batch.
 */
class SeededRunner extends CallbackRunner {
  private readonly random: Random | undefined;
  private endLoan = () => {};

  constructor({ callbacks, epochs, yieldEvery, shuffle, seed }: FitJob) {
    super(callbacks, epochs, yieldEvery);
    this.random = shuffle && seed !== undefined ? makeRandom(seed) : undefined;
  }

  override async onEpochBegin(epoch: number, logs?: UnresolvedLogs): Promise<void> {
    await super.onEpochBegin(epoch, logs);
    if (this.random) this.endLoan = await lendMathRandom(this.random, this.params.samples as number);
  }

  override async onBatchBegin(batch: number, logs?: UnresolvedLogs): Promise<void> {
    this.endLoan();
    await super.onBatchBegin(batch, logs);
  }

  /** Leaves Math.random as it was, whatever happened. */
  close(): void {
    this.endLoan();
  }
}

/**
 * Trains by `model.fit` of TensorFlow.js.
 *
 * @param job what {@link checkFitArguments} made of the arguments of fit
 * @returns the History of `model.fit`; all its values are numbers
 * @throws what a callback threw, or that the user interrupted
 */
export async function fitWithTfjs(job: FitJob): Promise<TF.History> {
  const { model, x, y, epochs, batchSize, initialEpoch, shuffle, verbose } = job;
  const runner = new SeededRunner(job);
  try {
    const history = await model.fit(x, y, {
      ...{ epochs, batchSize, initialEpoch, shuffle, verbose, callbacks: [runner] },
      ...(job.validationData && { validationData: job.validationData as TF.ModelFitArgs['validationData'] & object }),
      ...(job.validationSplit > 0 && { validationSplit: job.validationSplit }),
      ...(job.classWeight && { classWeight: job.classWeight }),
    });
    runner.rethrow();
    return history;
  } finally {
    runner.close();
  }
}
