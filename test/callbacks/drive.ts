import type * as TF from '@tensorflow/tfjs';
import { categoricalCrossentropy } from '../../lib/loss.ts';
import { getLearningRate } from '../../lib/optimizers/learning-rate.ts';
import { sgd } from '../../lib/optimizers/sgd.ts';
import { toyModel } from '../optimizers/toy.ts';

/** A compiled small model. */
export function compiledModel(optimizer: TF.Optimizer = sgd()): TF.Sequential {
  const model = toyModel();
  model.compile({ optimizer, loss: categoricalCrossentropy, metrics: ['accuracy'] });
  return model;
}

/** Calls a callback's epoch hooks as a training would, with these logs, until it stops; returns the rate of each epoch. */
export async function drive(
  callback: TF.Callback,
  epochs: Record<string, number>[],
  model = compiledModel(),
): Promise<{ rates: number[]; logs: Record<string, number>[]; model: TF.Sequential }> {
  callback.setModel(model as never);
  await callback.onTrainBegin();
  model.stopTraining = false;
  const rates: number[] = [];
  const seen: Record<string, number>[] = [];
  for (const [epoch, numbers] of epochs.entries()) {
    await callback.onEpochBegin(epoch);
    rates.push(getLearningRate(model));
    const logs = { ...numbers };
    await callback.onEpochEnd(epoch, logs);
    seen.push(logs);
    if (model.stopTraining) break;
  }
  await callback.onTrainEnd();
  return { rates, logs: seen, model };
}

/** The logs of epochs with these validation losses. */
export function valLosses(...values: number[]): Record<string, number>[] {
  return values.map((value) => ({ val_loss: value }));
}
