export * from './analysis/index.ts';
export { EarlyStopping, type EarlyStoppingOptions } from './callbacks/early-stopping.ts';
export { LearningRateMonitor } from './callbacks/learning-rate-monitor.ts';
export { LearningRateScheduler } from './callbacks/learning-rate-scheduler.ts';
export { ModelCheckpoint, type ModelCheckpointOptions } from './callbacks/model-checkpoint.ts';
export { ReduceLROnPlateau, type ReduceLROnPlateauOptions } from './callbacks/reduce-lr-on-plateau.ts';
export { TerminateOnNaN } from './callbacks/terminate-on-nan.ts';
export { type Blobs, type MakeBlobsOptions, makeBlobs } from './data/make-blobs.ts';
export { type PrepareDataOptions, type PreparedData, prepareData } from './data/prepare-data.ts';
export { type PreparedTable, type PrepareTableOptions, prepareTable } from './data/prepare-table.ts';
export type { TableData } from './data/read-table.ts';
export { toCategorical } from './data/to-categorical.ts';
export * from './figures/index.ts';
export {
  type FindLearningRateOptions,
  findLearningRate,
  type LearningRateSweep,
} from './finder.ts';
export { type FitCallback, type FitData, type FitHistory, type FitOptions, fit } from './fit.ts';
export * from './live/index.ts';
export { categoricalCrossentropy } from './loss.ts';
export { type CreateModelOptions, createModel } from './model.ts';
export * from './notebook/index.ts';
export { createOptimizer } from './optimizers/create-optimizer.ts';
export { getLearningRate, setLearningRate } from './optimizers/learning-rate.ts';
export { type SgdOptions, sgd } from './optimizers/sgd.ts';
export * from './schedules/index.ts';
export { seedEverything } from './seed.ts';
export * from './study/index.ts';
export { backend, tf } from './tf.ts';
export type { Figure, History, Logs, Schedule, Trace } from './types.ts';
