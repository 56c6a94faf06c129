import type * as TF from '@tensorflow/tfjs';
import { putWeights, takeWeights } from './callbacks/weights-snapshot.ts';
import { checkNames, checkOption, isInteger, isNumber } from './check-options.ts';
import { type FitData, fit } from './fit.ts';
import { getLearningRate, setLearningRate } from './optimizers/learning-rate.ts';

/** Options of {@link findLearningRate}. */
export interface FindLearningRateOptions {
  /** The first rate, > 0. Default 1e-6. */
  from?: number;
  /** The last rate, above `from`. Default 10. */
  to?: number;
  /** How many updates, each at a larger rate, >= 10. Default 100. */
  steps?: number;
  /** Default 32. */
  batchSize?: number;
  /** Makes the order of the samples repeatable. Default: by chance. */
  seed?: number;
}

/** What {@link findLearningRate} returns. */
export interface LearningRateSweep {
  /** The rate of each update, up to where the loss blew up, shape [n]. */
  learningRates: number[];
  /** The smoothed loss at each, shape [n]. */
  losses: number[];
  /** The rate where the smoothed loss falls most steeply. */
  suggestion: number;
}

/** How much of the running mean of the loss is kept at each update. */
const SMOOTHING = 0.9;
/** A loss so many times the best one has blown up. */
const BLOWN_UP = 4;

/** Ends the fit when the sweep is over. */
class SweepOver extends Error {}

/**
 * The learning-rate range test: trains with a rate that grows at each update, and watches the loss.
 *
 * Rates grow by equal factors, `from * (to / from) ^ (i / (steps - 1))`; the loss is smoothed by a running mean that keeps 0.9.
 * The sweep ends early when the smoothed loss is four times its best. Afterwards the model has the weights and the rate that it
 * had before.
 *
 * @param model a compiled model; its optimizer's state (momentum, means) is not put back, so make a new optimizer to train
 * @param x inputs, shape [n, features]
 * @param y targets, shape [n, classes]
 * @param options `from` > 0, default 1e-6; `to` > from, default 10; `steps` >= 10, default 100; `batchSize`, default 32; `seed`
 * @returns rates and smoothed losses of each update, and the rate of the steepest fall
 * @throws when an option is out of its range, or the model is not compiled
 * @example (await findLearningRate(model, trainX, trainY)).suggestion
 *
 * Source: Smith (2017), Cyclical learning rates for training neural networks, section 3.3; the smoothing is fastai's.
 */
export async function findLearningRate(
  model: TF.LayersModel,
  x: FitData,
  y: FitData,
  options: FindLearningRateOptions = {},
): Promise<LearningRateSweep> {
  checkNames('findLearningRate', options, ['from', 'to', 'steps', 'batchSize', 'seed']);
  const { from = 1e-6, to = 10, steps = 100, batchSize = 32, seed } = options;
  checkOption('findLearningRate', 'from', from, 'a number > 0', isNumber(from, Number.MIN_VALUE));
  checkOption('findLearningRate', 'to', to, 'a number above from', isNumber(to) && to > from);
  checkOption('findLearningRate', 'steps', steps, 'an integer >= 10', isInteger(steps, 10));

  const weights = await takeWeights(model);
  const rate = getLearningRate(model);
  const learningRates: number[] = [];
  const losses: number[] = [];
  let mean = 0;
  const onBatchBegin = async () => setLearningRate(model, from * (to / from) ** (losses.length / (steps - 1)));
  const onBatchEnd = async (_batch: number, logs?: TF.Logs) => {
    mean = SMOOTHING * mean + (1 - SMOOTHING) * (logs?.loss as number);
    const loss = mean / (1 - SMOOTHING ** (losses.length + 1));
    if (!Number.isFinite(loss) || loss > BLOWN_UP * Math.min(...losses, loss)) throw new SweepOver();
    learningRates.push(getLearningRate(model));
    losses.push(loss);
    if (losses.length === steps) throw new SweepOver();
  };
  try {
    const callbacks = { onBatchBegin, onBatchEnd };
    await fit(model, x, y, { epochs: steps, batchSize, callbacks, ...(seed === undefined ? {} : { seed }) });
  } catch (error) {
    if (!(error instanceof SweepOver)) throw error;
  } finally {
    putWeights(model, weights);
    setLearningRate(model, rate);
  }
  return { learningRates, losses, suggestion: steepest(learningRates, losses) };
}

/** The rate at the middle of the steepest fall of the loss over three updates; rates are equally far apart. */
function steepest(learningRates: readonly number[], losses: readonly number[]): number {
  let best = 1;
  for (let i = 2; i + 1 < losses.length; i++) {
    if (losses[i + 1]! - losses[i - 1]! < losses[best + 1]! - losses[best - 1]!) best = i;
  }
  return learningRates[best]!;
}
