import type { Schedule } from '../types.ts';
import { checkSchedule, rules } from './check.ts';

/** Options of {@link linearWarmup}. */
export interface LinearWarmupOptions {
  learningRate: number;
  warmupSteps: number;
  from?: number;
  after?: Schedule;
}

/**
 * Rises along a line, then follows another schedule:
 * `from + (learningRate - from) * step / warmupSteps` before `warmupSteps`, then `after(step - warmupSteps)`.
 *
 * @param options `learningRate` at the end of the rise, >= 0; `warmupSteps` >= 0; `from`, the rate at step 0, default 0;
 *   `after`, a schedule that starts when the rise has ended, default the constant `learningRate`
 * @throws when an option is out of its range
 * @example linearWarmup({ learningRate: 0.1, warmupSteps: 10 })(5) // 0.05
 *
 * Source: Goyal et al. (2017), Accurate, large minibatch SGD, section 2.2.
 */
export function linearWarmup(options: LinearWarmupOptions): Schedule {
  const { learningRate, warmupSteps, from = 0, after = () => learningRate } = options;
  const isSchedule = [
    'a schedule: a function from a step to a rate',
    (value: unknown) => typeof value === 'function',
  ] as const;
  const kinds = { learningRate: rules.rate, warmupSteps: rules.stepsOrNone, from: rules.rate, after: isSchedule };
  checkSchedule('linearWarmup', options, { learningRate, warmupSteps, from, after }, kinds);
  return (step) =>
    step < warmupSteps ? from + ((learningRate - from) * step) / warmupSteps : after(step - warmupSteps);
}
