import { isInteger } from '../check-options.ts';
import type { Schedule } from '../types.ts';
import { checkSchedule, rules } from './check.ts';

/** Options of {@link oneCycle}. */
export interface OneCycleOptions {
  maxLearningRate: number;
  totalSteps: number;
  pctStart?: number;
  divFactor?: number;
  finalDivFactor?: number;
  annealStrategy?: 'cos' | 'linear';
}

/** Options of {@link oneCycleMomentum}. */
export interface OneCycleMomentumOptions {
  totalSteps: number;
  pctStart?: number;
  baseMomentum?: number;
  maxMomentum?: number;
  annealStrategy?: 'cos' | 'linear';
}

const strategies: unknown[] = ['cos', 'linear'];
const isStrategy = ["'cos' or 'linear'", (value: unknown) => strategies.includes(value)] as const;
const twoSteps = ['an integer >= 2', (value: unknown) => isInteger(value, 2)] as const;

/**
 * One rise to a large rate and one long fall to nearly nothing: from `maxLearningRate / divFactor` up to `maxLearningRate` in
 * the first `pctStart` of the steps, then down to `maxLearningRate / divFactor / finalDivFactor` at the last one, where it
 * stays; with `pctStart` 1 there is no fall.
 *
 * @param options `maxLearningRate` >= 0; `totalSteps` >= 2; `pctStart`, the share of the rise, from 0 to 1, default 0.3;
 *   `divFactor` > 0, default 25; `finalDivFactor` > 0, default 1e4; `annealStrategy`, default 'cos'
 * @throws when an option is out of its range
 * @example oneCycle({ maxLearningRate: 0.1, totalSteps: 101, divFactor: 10 })(0) // 0.01
 *
 * Source: Smith and Topin (2018), Super-convergence; PyTorch, optim.lr_scheduler.OneCycleLR. Same semantics.
 */
export function oneCycle(options: OneCycleOptions): Schedule {
  const { maxLearningRate, totalSteps, pctStart = 0.3, divFactor = 25, finalDivFactor = 1e4 } = options;
  const { annealStrategy = 'cos' } = options;
  const values = { maxLearningRate, totalSteps, pctStart, divFactor, finalDivFactor, annealStrategy };
  const { rate, positive, share } = rules;
  const factors = { divFactor: positive, finalDivFactor: positive, annealStrategy: isStrategy };
  const kinds = { maxLearningRate: rate, totalSteps: twoSteps, pctStart: share, ...factors };
  checkSchedule('oneCycle', options, values, kinds);
  const first = maxLearningRate / divFactor;
  return upAndDown(first, maxLearningRate, first / finalDivFactor, totalSteps, pctStart, annealStrategy);
}

/**
 * The momentum that goes with oneCycle: low where the rate is high, and back.
 *
 * @param options `totalSteps` >= 2; `pctStart`, default 0.3; `baseMomentum`, the lowest, default 0.85; `maxMomentum`, default
 *   0.95; `annealStrategy`, default 'cos'
 * @throws when an option is out of its range
 * @example oneCycleMomentum({ totalSteps: 101 })(0) // 0.95
 *
 * Source: PyTorch, optim.lr_scheduler.OneCycleLR with cycle_momentum. Same semantics.
 */
export function oneCycleMomentum(options: OneCycleMomentumOptions): Schedule {
  const { totalSteps, pctStart = 0.3, baseMomentum = 0.85, maxMomentum = 0.95, annealStrategy = 'cos' } = options;
  const values = { totalSteps, pctStart, baseMomentum, maxMomentum, annealStrategy };
  const { share } = rules;
  const kinds = { baseMomentum: share, maxMomentum: share, annealStrategy: isStrategy };
  checkSchedule('oneCycleMomentum', options, values, { totalSteps: twoSteps, pctStart: share, ...kinds });
  return upAndDown(maxMomentum, baseMomentum, maxMomentum, totalSteps, pctStart, annealStrategy);
}

function upAndDown(
  first: number,
  peak: number,
  last: number,
  totalSteps: number,
  pctStart: number,
  strategy: 'cos' | 'linear',
): Schedule {
  const peakAt = pctStart * totalSteps - 1;
  const end = totalSteps - 1;
  // PyTorch: with pctStart 1 there is no fall, and the last step is the peak.
  const final = peakAt < end ? last : peak;
  const between = (from: number, to: number, share: number) =>
    strategy === 'cos' ? to + ((from - to) / 2) * (1 + Math.cos(Math.PI * share)) : from + (to - from) * share;
  return (step) => {
    if (step >= end) return final;
    // A rise shorter than one step is none: the fall begins at once.
    const rises = peakAt > 0 && step <= peakAt;
    return rises ? between(first, peak, step / peakAt) : between(peak, last, (step - peakAt) / (end - peakAt));
  };
}
