import type { Schedule } from '../types.ts';
import { checkSchedule, rules } from './check.ts';

/** Options of {@link cosineRestarts}. */
export interface CosineRestartsOptions {
  learningRate: number;
  firstDecaySteps: number;
  tMul?: number;
  mMul?: number;
  alpha?: number;
}

/**
 * Falls along half a cosine again and again: each period is `tMul` times as long as the one before and starts at `mMul` times
 * its rate; within a period the rate is that of cosineDecay.
 *
 * @param options `learningRate` at step 0, >= 0; `firstDecaySteps` >= 1; `tMul` >= 1, default 2; `mMul` > 0, default 1;
 *   `alpha`, the lowest rate as a share of the first, from 0 to 1, default 0
 * @throws when an option is out of its range
 * @example cosineRestarts({ learningRate: 0.1, firstDecaySteps: 10 })(10) // 0.1: the second period begins
 *
 * Source: Loshchilov and Hutter (2017), SGDR; tf.keras.optimizers.schedules.CosineDecayRestarts. Same semantics.
 */
export function cosineRestarts(options: CosineRestartsOptions): Schedule {
  const { learningRate, firstDecaySteps, tMul = 2, mMul = 1, alpha = 0 } = options;
  const values = { learningRate, firstDecaySteps, tMul, mMul, alpha };
  const { rate, steps, positive, share } = rules;
  const kinds = { learningRate: rate, firstDecaySteps: steps, tMul: positive, mMul: positive, alpha: share };
  checkSchedule('cosineRestarts', options, values, kinds);
  if (tMul < 1) throw new Error(`cosineRestarts: tMul must be a number >= 1, got ${tMul}`);
  return (step) => {
    let start = 0;
    let length = firstDecaySteps;
    let peak = 1;
    while (step >= start + length) {
      start += length;
      length *= tMul;
      peak *= mMul;
    }
    const cosine = (1 + Math.cos((Math.PI * (step - start)) / length)) / 2;
    return learningRate * ((1 - alpha) * peak * cosine + alpha);
  };
}
