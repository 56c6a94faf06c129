import type { Schedule } from '../types.ts';
import { checkSchedule, rules } from './check.ts';

/** Options of {@link polynomialDecay}. */
export interface PolynomialDecayOptions {
  learningRate: number;
  decaySteps: number;
  endLearningRate?: number;
  power?: number;
  cycle?: boolean;
}

/**
 * Falls from one rate to another along a power of the time that is left:
 * `(learningRate - endLearningRate) * (1 - step / decaySteps) ^ power + endLearningRate`, and stays there; power 1 is a line.
 * With `cycle` the fall begins anew, from the curve of twice, three times ... `decaySteps`.
 *
 * @param options `learningRate` at step 0, >= 0; `decaySteps` >= 1; `endLearningRate` >= 0, default 1e-4; `power` > 0,
 *   default 1; `cycle`, default false
 * @throws when an option is out of its range
 * @example polynomialDecay({ learningRate: 0.1, decaySteps: 100, endLearningRate: 0 })(25) // 0.075
 *
 * Source: tf.keras.optimizers.schedules.PolynomialDecay. Same semantics, in double precision.
 */
export function polynomialDecay(options: PolynomialDecayOptions): Schedule {
  const { learningRate, decaySteps, endLearningRate = 1e-4, power = 1, cycle = false } = options;
  const values = { learningRate, decaySteps, endLearningRate, power, cycle };
  const { rate, steps, positive, flag } = rules;
  const kinds = { learningRate: rate, decaySteps: steps, endLearningRate: rate, power: positive, cycle: flag };
  checkSchedule('polynomialDecay', options, values, kinds);
  return (step) => {
    const span = cycle ? decaySteps * Math.max(1, Math.ceil(step / decaySteps)) : decaySteps;
    const left = 1 - Math.min(step, span) / span;
    return (learningRate - endLearningRate) * left ** power + endLearningRate;
  };
}
