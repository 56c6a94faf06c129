import type * as TF from '@tensorflow/tfjs';
import type { YieldEvery } from './callbacks/callback-runner.ts';
import { type CallbackObject, type FitCallback, normalizeCallbacks } from './callbacks/hooks-callback.ts';
import { checkNames, checkOption, isInteger, isNumber, shown } from './check-options.ts';
import { checkData, type FitData } from './fit-data.ts';

/** Options of {@link fit}: those of `model.fit`, and `seed` and `engine`. */
export interface FitOptions {
  /** How often to go through the data, >= 1. Default 1. */
  epochs?: number;
  /** Samples in each update, >= 1. Default 32. */
  batchSize?: number;
  /** Data to evaluate the model on at the end of every epoch. */
  validationData?: [FitData, FitData] | undefined;
  /** Which part of the data, from its end, to keep for validation instead, between 0 and 1. Default 0. */
  validationSplit?: number;
  /** Whether to shuffle the data before every epoch. Default true. */
  shuffle?: boolean;
  /** Makes the shuffles repeatable. Default: by chance. */
  seed?: number | string | undefined;
  /** One callback or a list: callback objects and plain objects with hooks may mix. */
  callbacks?: FitCallback | FitCallback[] | undefined;
  /** 1 shows the progress bar of tfjs-node. Default 0. */
  verbose?: 0 | 1 | 2;
  /** The epoch to begin with, counted from 0, when training goes on. Default 0. */
  initialEpoch?: number;
  /** A weight in the loss for each class, as in `model.fit`. */
  classWeight?: NonNullable<TF.ModelFitArgs['classWeight']>;
  /** TensorFlow.js has it in its types but does not support it: refused. */
  sampleWeight?: TF.Tensor;
  /** How often other work may run: every so many milliseconds, 'batch', 'epoch', 'never', or 'auto' (50 ms). */
  yieldEvery?: YieldEvery;
  /** What trains: the fused engine, TensorFlow.js, or the first that can. Default 'auto'. */
  engine?: 'auto' | 'fused' | 'tfjs' | undefined;
}

/** A fit whose arguments have been checked, with all defaults filled in. */
export interface FitJob {
  model: TF.LayersModel;
  x: FitData;
  y: FitData;
  epochs: number;
  batchSize: number;
  initialEpoch: number;
  validationData: [FitData, FitData] | undefined;
  validationSplit: number;
  shuffle: boolean;
  seed: number | string | undefined;
  callbacks: CallbackObject[];
  verbose: 0 | 1 | 2;
  classWeight: TF.ModelFitArgs['classWeight'];
  yieldEvery: YieldEvery;
  engine: 'auto' | 'fused' | 'tfjs';
}

const NAMES: (keyof FitOptions)[] = [
  'epochs',
  'batchSize',
  'validationData',
  'validationSplit',
  'shuffle',
  'seed',
  'callbacks',
  'verbose',
  'initialEpoch',
  'classWeight',
  'sampleWeight',
  'yieldEvery',
  'engine',
];

function checkModel(model: TF.LayersModel): void {
  const looksLikeOne = typeof model?.fit === 'function' && Array.isArray(model.inputs);
  checkOption('fit', 'model', model, 'a model of TensorFlow.js layers', looksLikeOne);
  if (!model.optimizer) {
    throw new Error('fit: the model is not compiled; call model.compile({ optimizer, loss, metrics }) first');
  }
}

function checkYielding(yieldEvery: YieldEvery, callbacks: FitOptions['callbacks']): void {
  const isKnown = isNumber(yieldEvery, 0) || ['auto', 'batch', 'epoch', 'never'].includes(yieldEvery as string);
  checkOption('fit', 'yieldEvery', yieldEvery, "'auto', 'batch', 'epoch', 'never' or milliseconds", isKnown);
  const hooks = [callbacks ?? []].flat() as TF.CustomCallbackArgs[];
  if (yieldEvery === 'never' && hooks.some((hook) => hook?.onYield)) {
    throw new Error("fit: yieldEvery is 'never', but a callback has onYield; leave one of them out");
  }
}

/** Checks that validation data fit the model, or that a split leaves samples on both sides. */
function checkValidation(model: TF.LayersModel, samples: number, options: FitOptions): void {
  const { validationData, validationSplit = 0 } = options;
  const inRange = isNumber(validationSplit, 0) && validationSplit < 1;
  checkOption('fit', 'validationSplit', validationSplit, 'a number from 0 to below 1', inRange);
  if (validationData !== undefined) {
    const isPair = Array.isArray(validationData) && validationData.length === 2;
    checkOption('fit', 'validationData', validationData, 'a pair [x, y]', isPair);
    checkData(model, validationData[0], validationData[1], ['validationData[0]', 'validationData[1]']);
  } else if (validationSplit > 0) {
    const trained = Math.floor(samples * (1 - validationSplit));
    if (trained > 0 && trained < samples) return;
    throw new Error(
      `fit: validationSplit ${validationSplit} of ${samples} samples leaves ${trained} to train and ` +
        `${samples - trained} to validate; both need at least 1`,
    );
  }
}

/**
 * Checks the arguments of {@link fit} before anything is trained, and fills in the defaults.
 *
 * @throws when an argument cannot be right, saying what was expected and what came
 */
export function checkFitArguments(model: TF.LayersModel, x: FitData, y: FitData, options: FitOptions): FitJob {
  checkModel(model);
  checkNames('fit', options, NAMES);
  const { epochs = 1, batchSize = 32, initialEpoch = 0, shuffle = true, verbose = 0 } = options;
  const { seed, validationData, validationSplit = 0, yieldEvery = 'auto', engine = 'auto' } = options;
  checkOption('fit', 'epochs', epochs, 'an integer >= 1', isInteger(epochs, 1));
  checkOption('fit', 'batchSize', batchSize, 'an integer >= 1', isInteger(batchSize, 1));
  checkOption('fit', 'initialEpoch', initialEpoch, 'an integer >= 0', isInteger(initialEpoch));
  if (initialEpoch >= epochs) {
    throw new Error(
      `fit: initialEpoch must be < epochs, got ${initialEpoch} and ${epochs}; epochs is where training ends, ` +
        'not how many are added',
    );
  }
  checkOption('fit', 'shuffle', shuffle, 'true or false', typeof shuffle === 'boolean');
  checkOption('fit', 'verbose', verbose, '0, 1 or 2', [0, 1, 2].includes(verbose));
  checkOption(
    'fit',
    'seed',
    seed,
    'a number or a string',
    seed === undefined || isNumber(seed) || typeof seed === 'string',
  );
  checkOption('fit', 'engine', engine, "'auto', 'fused' or 'tfjs'", ['auto', 'fused', 'tfjs'].includes(engine));
  if (options.sampleWeight !== undefined) {
    throw new Error(
      `fit: sampleWeight is not supported by TensorFlow.js; use classWeight, got ${shown(options.sampleWeight)}`,
    );
  }
  checkYielding(yieldEvery, options.callbacks);
  const callbacks = normalizeCallbacks('fit', options.callbacks);
  const samples = checkData(model, x, y, ['x', 'y']);
  checkValidation(model, samples, options);
  const { classWeight } = options;
  return {
    ...{ model, x, y, epochs, batchSize, initialEpoch, validationData, validationSplit },
    ...{ shuffle, seed, callbacks, verbose, classWeight, yieldEvery, engine },
  };
}
