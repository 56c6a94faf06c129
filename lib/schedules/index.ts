export { type CosineDecayOptions, cosineDecay } from './cosine-decay.ts';
export { type CosineRestartsOptions, cosineRestarts } from './cosine-restarts.ts';
export { type ExponentialDecayOptions, exponentialDecay } from './exponential-decay.ts';
export { type LinearWarmupOptions, linearWarmup } from './linear-warmup.ts';
export { type OneCycleMomentumOptions, type OneCycleOptions, oneCycle, oneCycleMomentum } from './one-cycle.ts';
export { type PolynomialDecayOptions, polynomialDecay } from './polynomial-decay.ts';
export { type StepDecayOptions, stepDecay } from './step-decay.ts';
export { type TimeBasedDecayOptions, timeBasedDecay } from './time-based-decay.ts';
export { type TriangularOptions, triangular } from './triangular.ts';
