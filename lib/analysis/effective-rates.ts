import { checkNames, checkOption, isInteger, isNumber } from '../check-options.ts';
import { adamRate } from '../optimizers/adam.ts';

/** Options of {@link effectiveRates}. */
export interface EffectiveRatesOptions {
  /** Whose rule it is. */
  optimizer: 'rmsprop' | 'adagrad' | 'adam';
  /** The rate after decay, >= 0. */
  learningRate: number;
  /** Of Adam: how many updates have been made, this one included, >= 1. */
  update?: number;
  /** Of Adam; default 0.9 and 0.999. */
  beta1?: number;
  beta2?: number;
  /** >= 0; default 1e-7. */
  epsilon?: number;
}

/**
 * The rate that each weight really has under an adaptive optimizer: what its gradient, or its mean gradient, is multiplied
 * by. A monitor shows the one number that all of them share; this is that number divided by each weight's own root mean square.
 *
 *     RMSprop, Adagrad   learningRate / (sqrt(v) + epsilon)
 *     Adam               learningRate * sqrt(1 - beta2^t) / (1 - beta1^t) / (sqrt(v) + epsilon)
 *
 * @param meanSquares v of each weight: the optimizer's slot 'rms', 'accumulator' or 'v'
 * @param options `optimizer`, 'rmsprop', 'adagrad' or 'adam'; `learningRate` >= 0, after decay; for Adam `update`, t >= 1;
 *   `beta1` and `beta2`, default 0.9 and 0.999; `epsilon` >= 0, default 1e-7
 * @returns one rate a weight
 * @throws when an option is unknown or out of its range
 * @example effectiveRates([0.01], { optimizer: 'rmsprop', learningRate: 0.001 })[0] // 0.01
 *
 * Source: Keras 2.3.1, optimizers.py, the updates of RMSprop, Adagrad and Adam.
 */
export function effectiveRates(meanSquares: ArrayLike<number>, options: EffectiveRatesOptions): Float32Array {
  checkNames('effectiveRates', options, ['optimizer', 'learningRate', 'update', 'beta1', 'beta2', 'epsilon']);
  const { optimizer, learningRate, update, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
  const names = ['rmsprop', 'adagrad', 'adam'];
  check('optimizer', optimizer, `one of ${names.join(', ')}`, names.includes(optimizer));
  check('learningRate', learningRate, 'a number >= 0', isNumber(learningRate, 0));
  check('epsilon', epsilon, 'a number >= 0', isNumber(epsilon, 0));
  const isAdam = optimizer === 'adam';
  check('update', update, 'an integer >= 1 with adam', !isAdam || isInteger(update, 1));
  const shared = isAdam ? adamRate(learningRate, beta1, beta2, update!) : learningRate;
  return Float32Array.from(meanSquares, (square) => shared / (Math.sqrt(square) + epsilon));
}

const check = (name: string, value: unknown, rule: string, fits: boolean) =>
  checkOption('effectiveRates', name, value, rule, fits);
