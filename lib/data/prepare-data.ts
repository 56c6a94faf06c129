import type * as TF from '@tensorflow/tfjs';
import { checkNames, checkOption, isInteger } from '../check-options.ts';
import { tf } from '../tf.ts';
import { BLOBS_OPTIONS, type MakeBlobsOptions, makeBlobs } from './make-blobs.ts';
import { toCategorical } from './to-categorical.ts';

/** Options of {@link prepareData}: those of makeBlobs, and how many points train. */
export interface PrepareDataOptions extends MakeBlobsOptions {
  /** How many of the first points are for training; the others are the test set. Default 500. */
  nTrain?: number;
}

/** Two halves of a data set, as tensors: inputs [n, features] and one-hot targets [n, classes]. */
export interface PreparedData {
  trainX: TF.Tensor2D;
  trainY: TF.Tensor2D;
  testX: TF.Tensor2D;
  testY: TF.Tensor2D;
}

/** The lab's problem: three round clusters that overlap, 1,000 points in two dimensions. */
const PROBLEM: MakeBlobsOptions = { nSamples: 1000, centers: 3, nFeatures: 2, clusterStd: 2, randomState: 2 };

/**
 * Makes the lab's data: blobs, split into training and test set, classes one-hot.
 *
 * @param options `nTrain`, from 1 to the number of points - 1, default 500; those of makeBlobs, by default the lab's problem
 *   (1,000 points, 3 centers, 2 features, standard deviation 2, randomState 2)
 * @returns float32 tensors trainX [nTrain, features], trainY [nTrain, classes], testX and testY with the other rows
 * @throws when an option is unknown or out of its range, before any point is drawn
 * @example prepareData().trainX.shape // [500, 2]
 */
export function prepareData(options: PrepareDataOptions = {}): PreparedData {
  checkNames('prepareData', options, ['nTrain', ...BLOBS_OPTIONS]);
  const { nTrain = 500, ...blobsOptions } = options;
  const settings = { ...PROBLEM, ...blobsOptions };
  checkSplit(settings.nSamples, nTrain);
  const { x, y, centers } = makeBlobs(settings);
  return {
    trainX: tf.tensor2d(x.slice(0, nTrain)),
    trainY: toCategorical(y.slice(0, nTrain), centers.length),
    testX: tf.tensor2d(x.slice(nTrain)),
    testY: toCategorical(y.slice(nTrain), centers.length),
  };
}

function checkSplit(nSamples: number | number[] = 100, nTrain: number): void {
  const total = [nSamples].flat().reduce((sum, size) => sum + size, 0);
  // Of what is no count at all, makeBlobs says what is wrong.
  if (!isInteger(total)) return;
  checkOption('prepareData', 'nSamples', nSamples, '2 points or more', total >= 2);
  const rule = `an integer from 1 to ${total - 1} (below nSamples)`;
  checkOption('prepareData', 'nTrain', nTrain, rule, isInteger(nTrain, 1) && nTrain < total);
}
