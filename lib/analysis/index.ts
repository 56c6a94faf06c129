export { type EffectiveRatesOptions, effectiveRates } from './effective-rates.ts';
export type { GradientNoise } from './noise-scale.ts';
export { type TraceTrainingOptions, type TrainingTrace, traceTraining } from './trace-training.ts';
