import type * as TF from '@tensorflow/tfjs';
import { checkOption, isNumber } from '../check-options.ts';
import { shortestDecimal } from './float32.ts';
import { KerasOptimizer } from './keras-optimizer.ts';

/** The fields in which the optimizers of TensorFlow.js keep their rate; the types hide them. */
interface RateHolder {
  learningRate?: unknown;
  setLearningRate?: (learningRate: number) => void;
}

function rateHolder(caller: string, model: TF.LayersModel): RateHolder {
  const optimizer = model?.optimizer as (TF.Optimizer & RateHolder) | undefined;
  if (!optimizer)
    throw new Error(`${caller}: the model is not compiled; call model.compile({ optimizer, loss }) first`);
  if (typeof optimizer.learningRate !== 'number') {
    throw new Error(`${caller}: the optimizer ${optimizer.getClassName()} has no learningRate`);
  }
  return optimizer;
}

/**
 * Reads the learning rate of a model's optimizer, as it is before decay.
 *
 * @param model a compiled model, with an optimizer of ours or of `tf.train`
 * @returns the rate as the shortest decimal; `Math.fround` of it is the float32 that training uses
 * @throws when the model is not compiled
 * @example getLearningRate(model) // 0.01
 *
 * Source: `K.get_value(model.optimizer.lr)` in Keras.
 */
export function getLearningRate(model: TF.LayersModel): number {
  return shortestDecimal(rateHolder('getLearningRate', model).learningRate as number);
}

/**
 * Sets the learning rate of a model's optimizer, from the next update on; its state stays.
 *
 * @param model a compiled model, with an optimizer of ours or of `tf.train`
 * @param learningRate >= 0; it is rounded to float32
 * @throws when the model is not compiled or the rate is not a finite number >= 0
 * @example setLearningRate(model, getLearningRate(model) / 10)
 *
 * Source: `K.set_value(model.optimizer.lr, learning_rate)` in Keras.
 */
export function setLearningRate(model: TF.LayersModel, learningRate: number): void {
  const optimizer = rateHolder('setLearningRate', model);
  checkOption('setLearningRate', 'learningRate', learningRate, 'a number >= 0', isNumber(learningRate, 0));
  // tfjs's SGD and Momentum keep the rate in a tensor as well, which only their method renews.
  if (optimizer.setLearningRate) optimizer.setLearningRate(learningRate);
  else optimizer.learningRate = learningRate;
}

/**
 * The rate after decay that the model's next update will use.
 *
 * `learningRate / (1 + decay * iterations)`, where `iterations` counts the updates made so far.
 *
 * @param model a compiled model, with an optimizer of ours or of `tf.train` (whose optimizers have no decay)
 * @returns the rate as the shortest decimal of a float32
 * @throws when the model is not compiled
 */
export function getEffectiveLearningRate(model: TF.LayersModel): number {
  const { optimizer } = model;
  return optimizer instanceof KerasOptimizer
    ? shortestDecimal(optimizer.effectiveLearningRate)
    : getLearningRate(model);
}
