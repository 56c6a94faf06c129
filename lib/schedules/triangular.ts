import type { Schedule } from '../types.ts';
import { checkSchedule, rules } from './check.ts';

/** Options of {@link triangular}. */
export interface TriangularOptions {
  minLearningRate: number;
  maxLearningRate: number;
  stepSize: number;
  stepSizeDown?: number;
  mode?: 'triangular' | 'triangular2' | 'expRange';
  gamma?: number;
}

/**
 * The cyclical rate: up in `stepSize` steps and down in `stepSizeDown`, between two rates. With h the height, from 0 to 1 and
 * back, `minLearningRate + (maxLearningRate - minLearningRate) * h * scale`; the scale is 1, or halves with each cycle
 * ('triangular2'), or is `gamma ^ step` ('expRange'). With the momenta in place of the rates, the largest as
 * `minLearningRate`, it is the momentum that PyTorch cycles against the rate.
 *
 * @param options `minLearningRate` >= 0; `maxLearningRate` >= 0; `stepSize`, the way up, >= 1;
 *   `stepSizeDown`, the way down, >= 1, default `stepSize`; `mode`, default 'triangular'; `gamma` > 0, default 1
 * @throws when an option is out of its range
 * @example triangular({ minLearningRate: 0, maxLearningRate: 0.1, stepSize: 10 })(15) // 0.05
 *
 * Source: Smith (2017), Cyclical learning rates for training neural networks; PyTorch CyclicLR. Same semantics.
 */
export function triangular(options: TriangularOptions): Schedule {
  const { minLearningRate, maxLearningRate, stepSize, stepSizeDown = stepSize } = options;
  const { mode = 'triangular', gamma = 1 } = options;
  const values = { minLearningRate, maxLearningRate, stepSize, stepSizeDown, mode, gamma };
  const modes: unknown[] = ['triangular', 'triangular2', 'expRange'];
  const isMode = [modes.map((name) => `'${name}'`).join(' or '), (value: unknown) => modes.includes(value)] as const;
  const { rate, steps, positive } = rules;
  const kinds = {
    minLearningRate: rate,
    maxLearningRate: rate,
    stepSize: steps,
    stepSizeDown: steps,
    mode: isMode,
    gamma: positive,
  };
  checkSchedule('triangular', options, values, kinds);
  return (step) => {
    const length = stepSize + stepSizeDown;
    const cycles = Math.floor(step / length);
    const within = step - cycles * length;
    const height = within <= stepSize ? within / stepSize : (length - within) / stepSizeDown;
    const scale = mode === 'triangular2' ? 2 ** -cycles : mode === 'expRange' ? gamma ** step : 1;
    return minLearningRate + (maxLearningRate - minLearningRate) * height * scale;
  };
}
