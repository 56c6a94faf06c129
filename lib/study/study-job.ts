import type { DenseLayer } from '../engine/index.ts';
import type { Variant } from './variant.ts';

/** Data and network of a study, as plain numbers that workers can share. */
export interface StudyProblem {
  /** Rows to train on, [rows, features] and [rows, classes]. */
  trainX: Float32Array;
  trainY: Float32Array;
  testX: Float32Array;
  testY: Float32Array;
  features: number;
  classes: number;
  hiddenUnits: number[];
  activation: Exclude<DenseLayer['activation'], 'softmax'>;
  kernelInitializer: 'heUniform' | 'glorotUniform';
  epochs: number;
  batchSize: number;
}

/** Some runs of one variant. */
export interface StudyTask {
  variant: Variant;
  seeds: number[];
}
