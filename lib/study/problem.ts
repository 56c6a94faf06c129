import { checkOption, isInteger } from '../check-options.ts';
import { type PreparedData, prepareData } from '../data/prepare-data.ts';
import { type CreateModelOptions, createModel } from '../model.ts';
import type { StudyProblem } from './study-job.ts';

/** What a study, or one traced run, trains on. */
export interface ProblemOptions {
  /** Default 200. */
  epochs?: number;
  /** Default 32. */
  batchSize?: number;
  /** Default the lab's problem, `prepareData()`. */
  data?: PreparedData;
  /** The network, as for createModel; default the lab's. */
  model?: Omit<CreateModelOptions, 'inputs' | 'classes' | 'seed'>;
}

/**
 * Tensors and options as plain numbers.
 *
 * @param caller what the messages begin with
 * @throws when an option is out of its range
 */
export function problemOf(caller: string, options: ProblemOptions): StudyProblem {
  const { epochs = 200, batchSize = 32, model = {} } = options;
  checkOption(caller, 'epochs', epochs, 'an integer >= 1', isInteger(epochs, 1));
  checkOption(caller, 'batchSize', batchSize, 'an integer >= 1', isInteger(batchSize, 1));
  // Making one model checks its options.
  createModel(model).dispose();
  const data = options.data ?? prepareData();
  const { hiddenUnits = 50, activation = 'relu', kernelInitializer = 'heUniform' } = model;
  const numbers = (part: keyof PreparedData) => Float32Array.from(data[part].dataSync());
  const problem = {
    trainX: numbers('trainX'),
    trainY: numbers('trainY'),
    testX: numbers('testX'),
    testY: numbers('testY'),
    features: data.trainX.shape[1],
    classes: data.trainY.shape[1],
    hiddenUnits: Array.isArray(hiddenUnits) ? hiddenUnits : [hiddenUnits],
    ...{ activation, kernelInitializer, epochs, batchSize },
  };
  if (!options.data) for (const tensor of Object.values(data)) tensor.dispose();
  return problem;
}
