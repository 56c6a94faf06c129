import type { Schedule } from '../types.ts';
import { checkSchedule, rules } from './check.ts';

/** Options of {@link exponentialDecay}. */
export interface ExponentialDecayOptions {
  learningRate: number;
  decaySteps: number;
  decayRate: number;
  staircase?: boolean;
}

/**
 * Falls by the same share in equal times: `learningRate * decayRate ^ (step / decaySteps)`; with `staircase` the quotient is
 * rounded down, so that the rate drops once in `decaySteps`.
 *
 * @param options `learningRate` at step 0, >= 0; `decaySteps` >= 1; `decayRate`, the factor over that many steps, > 0;
 *   `staircase`, default false
 * @throws when an option is out of its range
 * @example exponentialDecay({ learningRate: 0.1, decaySteps: 10, decayRate: 0.5 })(10) // 0.05
 *
 * Source: tf.keras.optimizers.schedules.ExponentialDecay. Same semantics, in double precision.
 */
export function exponentialDecay(options: ExponentialDecayOptions): Schedule {
  const { learningRate, decaySteps, decayRate, staircase = false } = options;
  const values = { learningRate, decaySteps, decayRate, staircase };
  const { rate, steps, positive, flag } = rules;
  const kinds = { learningRate: rate, decaySteps: steps, decayRate: positive, staircase: flag };
  checkSchedule('exponentialDecay', options, values, kinds);
  return (step) => {
    const times = step / decaySteps;
    return learningRate * decayRate ** (staircase ? Math.floor(times) : times);
  };
}
