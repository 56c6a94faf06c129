export { type EffectiveRatesOptions, effectiveRates } from './effective-rates.ts';
export { type Eigenvalue, type EigenvalueOptions, largestEigenvalue } from './largest-eigenvalue.ts';
export type { GradientNoise } from './noise-scale.ts';
export { type TraceTrainingOptions, type TrainingTrace, traceTraining } from './trace-training.ts';
