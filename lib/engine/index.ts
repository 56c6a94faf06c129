export type { DataSet, EngineData } from './data-set.ts';
export type { DenseLayer, OptimizerSettings, Result, TrainerSettings } from './settings.ts';
export { createTrainer, type EpochOptions, type Trainer } from './trainer.ts';
