import type { Schedule } from '../types.ts';
import { checkSchedule, rules } from './check.ts';

/** Options of {@link stepDecay}. */
export interface StepDecayOptions {
  learningRate: number;
  factor?: number;
  stepSize: number;
}

/**
 * Drops in stairs: `learningRate * factor ^ floor(step / stepSize)`.
 *
 * @param options `learningRate` at step 0, >= 0; `factor` of each drop, > 0, default 0.1; `stepSize`, the steps from one drop
 *   to the next, >= 1
 * @throws when an option is out of its range
 * @example stepDecay({ learningRate: 0.1, factor: 0.5, stepSize: 10 })(25) // 0.025
 *
 * Source: PyTorch, optim.lr_scheduler.StepLR (gamma is `factor`). Same semantics.
 */
export function stepDecay(options: StepDecayOptions): Schedule {
  const { learningRate, factor = 0.1, stepSize } = options;
  const kinds = { learningRate: rules.rate, factor: rules.positive, stepSize: rules.steps };
  checkSchedule('stepDecay', options, { learningRate, factor, stepSize }, kinds);
  return (step) => learningRate * factor ** Math.floor(step / stepSize);
}
