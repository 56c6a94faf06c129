import type { Schedule } from '../types.ts';
import { checkSchedule, rules } from './check.ts';

/** Options of {@link cosineDecay}. */
export interface CosineDecayOptions {
  learningRate: number;
  decaySteps: number;
  alpha?: number;
}

/**
 * Falls along half a cosine: `learningRate * ((1 - alpha) * (1 + cos(pi * step / decaySteps)) / 2 + alpha)`, and stays there.
 *
 * @param options `learningRate` at step 0, >= 0; `decaySteps` >= 1; `alpha`, the last rate as a share of the first, from 0 to
 *   1, default 0
 * @throws when an option is out of its range
 * @example cosineDecay({ learningRate: 0.1, decaySteps: 100 })(50) // 0.05
 *
 * Source: Loshchilov and Hutter (2017), SGDR: stochastic gradient descent with warm restarts, equation 5;
 * tf.keras.optimizers.schedules.CosineDecay. Same semantics, in double precision.
 */
export function cosineDecay(options: CosineDecayOptions): Schedule {
  const { learningRate, decaySteps, alpha = 0 } = options;
  const kinds = { learningRate: rules.rate, decaySteps: rules.steps, alpha: rules.share };
  checkSchedule('cosineDecay', options, { learningRate, decaySteps, alpha }, kinds);
  return (step) => {
    const cosine = (1 + Math.cos((Math.PI * Math.min(step, decaySteps)) / decaySteps)) / 2;
    return learningRate * ((1 - alpha) * cosine + alpha);
  };
}
