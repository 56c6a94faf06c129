import { shown } from '../check-options.ts';
import { type Adagrad, type AdagradOptions, adagrad } from './adagrad.ts';
import { type Adam, type AdamOptions, adam } from './adam.ts';
import { type AdamW, type AdamWOptions, adamW } from './adam-w.ts';
import { type RmsProp, type RmsPropOptions, rmsprop } from './rmsprop.ts';
import { type Sgd, type SgdOptions, sgd } from './sgd.ts';

const FACTORIES = { sgd, rmsprop, adagrad, adam, adamw: adamW };

/** The names that {@link createOptimizer} knows. */
export type OptimizerName = keyof typeof FACTORIES;

/** The options of each optimizer, by its name. */
export interface OptimizerOptions {
  sgd: SgdOptions;
  rmsprop: RmsPropOptions;
  adagrad: AdagradOptions;
  adam: AdamOptions;
  adamw: AdamWOptions;
}

/** The class of each optimizer, by its name. */
export interface OptimizerClasses {
  sgd: Sgd;
  rmsprop: RmsProp;
  adagrad: Adagrad;
  adam: Adam;
  adamw: AdamW;
}

/** The names that {@link createOptimizer} knows, as a list. */
export const optimizerNames = Object.keys(FACTORIES) as OptimizerName[];

/**
 * Makes an optimizer by its name, with the defaults of Keras 2.3.
 *
 * @param name 'sgd', 'rmsprop', 'adagrad', 'adam' or 'adamw'
 * @param options what {@link sgd}, {@link rmsprop}, {@link adagrad}, {@link adam} or {@link adamW} takes; all of them
 *   take `learningRate` and `decay`
 * @returns an optimizer for `model.compile`
 * @throws when the name or an option is unknown, or an option is out of its range
 * @example createOptimizer('adam', { learningRate: 0.01 }).learningRate // 0.01
 *
 * Source: Keras 2.3.1, optimizers.get; 'adamw' as in Keras 2.15.
 */
export function createOptimizer<Name extends OptimizerName>(
  name: Name,
  options: OptimizerOptions[Name] = {},
): OptimizerClasses[Name] {
  if (!optimizerNames.includes(name)) {
    const names = optimizerNames.map((known) => `'${known}'`).join(', ');
    throw new Error(`createOptimizer: name must be one of ${names}, got ${shown(name)}`);
  }
  const factory = FACTORIES[name] as (options: object) => unknown;
  return factory(options) as OptimizerClasses[Name];
}
