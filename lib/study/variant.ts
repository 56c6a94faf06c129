import type { History } from '../types.ts';

/** One setting of a study, as plain data, so that it can be sent to a worker. What is left out is as in Keras. */
export interface Variant {
  /** Default 'sgd'. */
  optimizer?: 'sgd' | 'rmsprop' | 'adagrad' | 'adam' | 'adamw';
  /** > 0; default Keras's of the optimizer. */
  learningRate?: number;
  /** Of SGD, from 0 to below 1; default 0. */
  momentum?: number;
  /** Of SGD; default false. */
  nesterov?: boolean;
  /** Time-based decay per update, >= 0; default 0. */
  decay?: number;
  /** Of Adam and AdamW, from 0 to below 1; default 0.9 and 0.999. */
  beta1?: number;
  beta2?: number;
  /** Of all but SGD, > 0; default 1e-7. */
  epsilon?: number;
  /** Of AdamW: the share of each weight, times the rate, that an update takes from it, >= 0; default 0.004. */
  weightDecay?: number;
  /**
   * An L2 penalty, >= 0; default 0. Each weight times `l2` is added to its gradient, as PyTorch's optimizers do with their
   * `weight_decay` (Keras's regularizer L2 adds twice its number, to kernels alone). The loss is shown without it.
   */
  l2?: number;
  /** A schedule by name with its options; it gives the rate of each epoch, or of each update where `per` says so. */
  schedule?: ScheduleVariant;
  /** The momentum of SGD by a schedule, instead of `momentum`; mostly oneCycleMomentum. */
  momentumSchedule?: ScheduleVariant;
  /** Options of ReduceLROnPlateau; left out: none. */
  reduceLROnPlateau?: PlateauVariant;
  /** Options of EarlyStopping; left out: none. */
  earlyStopping?: StoppingVariant;
}

/** A schedule of `schedules` by its name, with its options; `after` of linearWarmup is a schedule like this one. */
export interface ScheduleVariant {
  name: string;
  /** What a step of the schedule is; default 'epoch'. */
  per?: 'epoch' | 'update';
  [option: string]: unknown;
}

/** The options of ReduceLROnPlateau. */
export interface PlateauVariant {
  monitor?: string;
  factor?: number;
  patience?: number;
  minDelta?: number;
  cooldown?: number;
  minLr?: number;
  mode?: 'auto' | 'min' | 'max';
}

/** The options of EarlyStopping. */
export interface StoppingVariant {
  monitor?: string;
  minDelta?: number;
  patience?: number;
  mode?: 'auto' | 'min' | 'max';
  baseline?: number;
  restoreBestWeights?: boolean;
}

/** The settings of a study by name. */
export type Variants = Record<string, Variant>;

/** The curves of one run, with the rate of each epoch. */
export type RunHistory = History & { loss: number[]; acc: number[]; lr: number[] };
