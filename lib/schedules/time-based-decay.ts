import type { Schedule } from '../types.ts';
import { checkSchedule, rules } from './check.ts';

/** Options of {@link timeBasedDecay}. */
export interface TimeBasedDecayOptions {
  learningRate: number;
  decay: number;
}

/**
 * The decay built into Keras's optimizers: `learningRate / (1 + decay * step)`.
 *
 * @param options `learningRate` at step 0, >= 0; `decay` per step (Keras counts updates), >= 0
 * @throws when an option is out of its range
 * @example timeBasedDecay({ learningRate: 0.01, decay: 0.01 })(100) // 0.005
 *
 * Source: Keras 2.3, optimizers.SGD(decay); tf.keras InverseTimeDecay with decay_steps 1. Same semantics, in double precision.
 */
export function timeBasedDecay(options: TimeBasedDecayOptions): Schedule {
  const { learningRate, decay } = options;
  checkSchedule('timeBasedDecay', options, { learningRate, decay }, { learningRate: rules.rate, decay: rules.rate });
  return (step) => learningRate / (1 + decay * step);
}
