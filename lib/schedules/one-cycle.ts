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
  threePhase?: boolean;
}

/** Options of {@link oneCycleMomentum}. */
export interface OneCycleMomentumOptions {
  totalSteps: number;
  pctStart?: number;
  baseMomentum?: number;
  maxMomentum?: number;
  annealStrategy?: 'cos' | 'linear';
  threePhase?: boolean;
}

const strategies: unknown[] = ['cos', 'linear'];
const isStrategy = ["'cos' or 'linear'", (value: unknown) => strategies.includes(value)] as const;
const twoSteps = ['an integer >= 2', (value: unknown) => isInteger(value, 2)] as const;

/**
 * One rise to a large rate and one long fall to nearly nothing: from `maxLearningRate / divFactor` up to `maxLearningRate` in
 * the first `pctStart` of the steps, then down to `maxLearningRate / divFactor / finalDivFactor` at the last one, where it
 * stays; with `pctStart` 1 there is no fall. With `threePhase` the fall has two parts: back to the first rate in as many steps
 * as the rise took, then to the last one.
 *
 * @param options `maxLearningRate` >= 0; `totalSteps` >= 2; `pctStart`, the share of the rise, from 0 to 1, default 0.3;
 *   `divFactor` > 0, default 25; `finalDivFactor` > 0, default 1e4; `annealStrategy`, default 'cos'; `threePhase`, default
 *   false
 * @throws when an option is out of its range
 * @example oneCycle({ maxLearningRate: 0.1, totalSteps: 101, divFactor: 10 })(0) // 0.01
 *
 * Source: Smith and Topin (2018), Super-convergence; PyTorch, optim.lr_scheduler.OneCycleLR. Same semantics.
 */
export function oneCycle(options: OneCycleOptions): Schedule {
  const { maxLearningRate, totalSteps, pctStart = 0.3, divFactor = 25, finalDivFactor = 1e4 } = options;
  const { annealStrategy = 'cos', threePhase = false } = options;
  const values = { maxLearningRate, totalSteps, pctStart, divFactor, finalDivFactor, annealStrategy, threePhase };
  const { rate, positive, share, flag } = rules;
  const factors = { divFactor: positive, finalDivFactor: positive, annealStrategy: isStrategy, threePhase: flag };
  const kinds = { maxLearningRate: rate, totalSteps: twoSteps, pctStart: share, ...factors };
  checkSchedule('oneCycle', options, values, kinds);
  const first = maxLearningRate / divFactor;
  const shape = { totalSteps, pctStart, annealStrategy, threePhase };
  return upAndDown(first, maxLearningRate, first / finalDivFactor, shape);
}

/**
 * The momentum that goes with oneCycle: low where the rate is high, and back.
 *
 * @param options `totalSteps` >= 2; `pctStart`, default 0.3; `baseMomentum`, the lowest, default 0.85; `maxMomentum`, default
 *   0.95; `annealStrategy`, default 'cos'; `threePhase`, default false
 * @throws when an option is out of its range
 * @example oneCycleMomentum({ totalSteps: 101 })(0) // 0.95
 *
 * Source: PyTorch, optim.lr_scheduler.OneCycleLR with cycle_momentum. Same semantics.
 */
export function oneCycleMomentum(options: OneCycleMomentumOptions): Schedule {
  const { totalSteps, pctStart = 0.3, baseMomentum = 0.85, maxMomentum = 0.95 } = options;
  const { annealStrategy = 'cos', threePhase = false } = options;
  const values = { totalSteps, pctStart, baseMomentum, maxMomentum, annealStrategy, threePhase };
  const { share, flag } = rules;
  const kinds = { baseMomentum: share, maxMomentum: share, annealStrategy: isStrategy, threePhase: flag };
  checkSchedule('oneCycleMomentum', options, values, { totalSteps: twoSteps, pctStart: share, ...kinds });
  return upAndDown(maxMomentum, baseMomentum, maxMomentum, { totalSteps, pctStart, annealStrategy, threePhase });
}

/** The options that shape the curve, defaults filled in. */
type Shape = Required<Pick<OneCycleOptions, 'totalSteps' | 'pctStart' | 'annealStrategy' | 'threePhase'>>;

/** From the first value to the peak, and to the last; with three phases by way of the first again. */
function upAndDown(first: number, peak: number, last: number, shape: Shape): Schedule {
  const { totalSteps, pctStart, annealStrategy, threePhase } = shape;
  const peakAt = pctStart * totalSteps - 1;
  const end = totalSteps - 1;
  // A rise shorter than one step is none: the fall begins at once.
  const rises = peakAt > 0;
  const backAt = 2 * peakAt;
  const [from, since] = threePhase && rises ? [first, backAt] : [peak, peakAt];
  const between = (start: number, stop: number, share: number) =>
    annealStrategy === 'cos'
      ? stop + ((start - stop) / 2) * (1 + Math.cos(Math.PI * share))
      : start + (stop - start) * share;
  return (given) => {
    // PyTorch: where a phase reaches the last step, as the rise does with pctStart 1, the next ones are left out.
    const step = Math.min(given, end);
    if (rises && step <= peakAt) return between(first, peak, step / peakAt);
    if (rises && threePhase && step <= backAt) return between(peak, first, (step - peakAt) / peakAt);
    return step === end ? last : between(from, last, (step - since) / (end - since));
  };
}
