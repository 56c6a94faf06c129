import type * as TF from '@tensorflow/tfjs';
import { putWeights, takeWeights } from './callbacks/weights-snapshot.ts';
import { checkNames, checkOption, isInteger, isNumber } from './check-options.ts';
import { type SweepMarks, SweepRule } from './finder-rule.ts';
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
export interface LearningRateSweep extends SweepMarks {
  /** The rate of each update, up to where the loss blew up, shape [n]. */
  learningRates: number[];
  /** The smoothed loss at each, shape [n]. */
  losses: number[];
}

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
 * @returns rates and smoothed losses of each update; the rate of the steepest fall, that of the lowest loss, and a tenth of it
 * @throws when an option is out of its range, the model is not compiled, or the loss blows up within the first three updates
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
  const rule = new SweepRule(from, to, steps);
  const onBatchBegin = async () => setLearningRate(model, rule.rate);
  const onBatchEnd = async (_batch: number, logs?: TF.Logs) => {
    if (!rule.next(logs?.loss as number)) throw new SweepOver();
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
  const { learningRates, losses } = rule;
  return { learningRates, losses, ...rule.marks() };
}
