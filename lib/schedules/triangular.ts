import type { Schedule } from '../types.ts';
import { checkSchedule, rules } from './check.ts';

/** Options of {@link triangular}. */
export interface TriangularOptions {
  minLearningRate: number;
  maxLearningRate: number;
  stepSize: number;
  mode?: 'triangular' | 'triangular2' | 'expRange';
  gamma?: number;
}

/**
 * The cyclical rate: up in `stepSize` steps and down in as many, between two rates. With x the distance from the peak,
 * `minLearningRate + (maxLearningRate - minLearningRate) * max(0, 1 - x) * scale`; the scale is 1, or halves with each cycle
 * ('triangular2'), or is `gamma ^ step` ('expRange').
 *
 * @param options `minLearningRate` >= 0; `maxLearningRate` >= 0; `stepSize`, half a cycle, >= 1; `mode`, default
 *   'triangular'; `gamma` > 0, default 1
 * @throws when an option is out of its range
 * @example triangular({ minLearningRate: 0, maxLearningRate: 0.1, stepSize: 10 })(15) // 0.05
 *
 * Source: Smith (2017), Cyclical learning rates for training neural networks; PyTorch CyclicLR. Same semantics.
 */
export function triangular(options: TriangularOptions): Schedule {
  const { minLearningRate, maxLearningRate, stepSize, mode = 'triangular', gamma = 1 } = options;
  const values = { minLearningRate, maxLearningRate, stepSize, mode, gamma };
  const modes: unknown[] = ['triangular', 'triangular2', 'expRange'];
  const isMode = [modes.map((name) => `'${name}'`).join(' or '), (value: unknown) => modes.includes(value)] as const;
  const { rate, steps, positive } = rules;
  const kinds = { minLearningRate: rate, maxLearningRate: rate, stepSize: steps, mode: isMode, gamma: positive };
  checkSchedule('triangular', options, values, kinds);
  return (step) => {
    const cycle = Math.floor(1 + step / (2 * stepSize));
    const fromPeak = Math.abs(step / stepSize - 2 * cycle + 1);
    const scale = mode === 'triangular2' ? 2 ** (1 - cycle) : mode === 'expRange' ? gamma ** step : 1;
    return minLearningRate + (maxLearningRate - minLearningRate) * Math.max(0, 1 - fromPeak) * scale;
  };
}
