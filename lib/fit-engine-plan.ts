import type { EngineData } from './engine/index.ts';
import type { FitJob } from './fit-arguments.ts';
import { numbersOf, Refusal, rowWeights, type TranslatedModel, translateModel } from './fit-engine-model.ts';
import { type TranslatedOptimizer, translateOptimizer } from './fit-engine-optimizer.ts';

/** A job that the engine can run. */
export interface Plan {
  job: FitJob;
  model: TranslatedModel;
  optimizer: TranslatedOptimizer;
  train: EngineData;
  validation: EngineData | undefined;
}

/** Splits off the last rows, as model.fit does. */
function splitData(
  { x, y }: { x: Float32Array | Int32Array; y: Float32Array | Int32Array },
  rows: number,
  split: number,
) {
  const kept = Math.floor(rows * (1 - split));
  const cut = (values: Float32Array | Int32Array) => (values.length / rows) * kept;
  return {
    train: { x: x.subarray(0, cut(x)), y: y.subarray(0, cut(y)) },
    validation: { x: x.subarray(cut(x)), y: y.subarray(cut(y)) },
  };
}

/**
 * Translates a job for the engine.
 *
 * @throws Refusal, where the engine cannot run it
 */
export function planOf(job: FitJob): Plan {
  if (job.verbose !== 0) throw new Refusal('verbose asks for the progress bar of model.fit');
  const model = translateModel(job.model);
  const optimizer = translateOptimizer(job.model.optimizer);
  const all = { x: numbersOf(job.x, 'x'), y: numbersOf(job.y, 'y') };
  let train: EngineData = all;
  let validation: EngineData | undefined;
  if (job.validationData) {
    const [x, y] = job.validationData;
    validation = { x: numbersOf(x, 'validationData[0]'), y: numbersOf(y, 'validationData[1]') };
  } else if (job.validationSplit > 0) {
    ({ train, validation } = splitData(all, all.x.length / model.layers[0].inputs, job.validationSplit));
  }
  const classes = model.layers[model.layers.length - 1].units;
  if (job.classWeight) train = { ...train, weights: rowWeights(train.y, classes, job.classWeight) };
  return { job, model, optimizer, train, validation };
}
