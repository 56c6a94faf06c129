import type * as TF from '@tensorflow/tfjs';
import { checkFitArguments, type FitOptions } from './fit-arguments.ts';
import type { FitData } from './fit-data.ts';
import { fusedEngine } from './fit-with-engine.ts';
import { fitWithTfjs } from './fit-with-tfjs.ts';
import type { History } from './types.ts';

export type { FitCallback } from './callbacks/hooks-callback.ts';
export type { FitOptions } from './fit-arguments.ts';
export type { FitData } from './fit-data.ts';

/** What {@link fit} returns: `tf.History`, whose curves are numbers. */
export interface FitHistory extends Omit<TF.History, 'history'> {
  /** `loss`, `acc`, `val_loss`, `val_acc` and what callbacks log, like `lr`: one number an epoch. */
  history: History;
}

/**
 * Trains a model: `model.fit` with checked arguments, repeatable shuffles and callbacks of every kind.
 *
 * All arguments are those of `model.fit`, and two more: `seed`, which makes the shuffles the same in every run (the
 * starting weights have seeds of their own), and `engine`. The metric called 'accuracy' is named `acc` in the History.
 *
 * @param model a compiled model
 * @param x inputs, shape [n, ...] as the model's input
 * @param y targets, shape [n, ...] as the model's output
 * @param options `epochs`, default 1; `batchSize`, default 32; `validationData`, a pair [x, y]; `validationSplit`,
 *   default 0; `shuffle`, default true; `seed`, default none; `callbacks`; `verbose`, default 0; `initialEpoch`,
 *   default 0; `classWeight`; `yieldEvery`, default 'auto' (50 ms); `engine`: 'auto', 'fused' or 'tfjs', default 'auto'
 * @returns the curves of the training, one number an epoch, in `history`
 * @throws before training, when the model is not compiled, an option is unknown or out of its range, or a shape does
 *   not fit the model; what a callback throws; `fit: interrupted after epoch N of M` when the user interrupts; with
 *   engine 'fused', naming why, where it cannot run the model
 * @example
 * model.compile({ optimizer: sgd({ learningRate: 0.01 }), loss: categoricalCrossentropy, metrics: ['accuracy'] });
 * const { history } = await fit(model, trainX, trainY, { epochs: 200, validationData: [testX, testY], seed: 1 });
 * history.val_acc // 200 numbers
 *
 * Source: LayersModel.fit of @tensorflow/tfjs-layers 4.22.0; with the engine 'tfjs' it is called, with the same
 * results.
 */
export async function fit(
  model: TF.LayersModel,
  x: FitData,
  y: FitData,
  options: FitOptions = {},
): Promise<FitHistory> {
  const job = checkFitArguments(model, x, y, options);
  if (job.engine === 'tfjs') return (await fitWithTfjs(job)) as FitHistory;
  const fused = fusedEngine(job);
  if ('run' in fused) return (await fused.run()) as FitHistory;
  if (job.engine === 'fused') throw new Error(`fit: engine 'fused' cannot run this: ${fused.reason}`);
  return (await fitWithTfjs(job)) as FitHistory;
}
