import type * as TF from '@tensorflow/tfjs';
import { checkNames, checkOption, isInteger, isNumber } from './check-options.ts';
import { type DenseShape, type InitializerName, randomKernels } from './random-weights.ts';
import { tf } from './tf.ts';

/** Options of {@link createModel}. */
export interface CreateModelOptions {
  /** How many inputs, >= 1. Default 2. */
  inputs?: number;
  /** Units of the hidden layer, or of each one; [] for none. Default 50. */
  hiddenUnits?: number | number[];
  /** How many classes, >= 2. Default 3. */
  classes?: number;
  /** The activation of the hidden layers. Default 'relu'. */
  activation?: 'relu' | 'tanh' | 'sigmoid' | 'elu' | 'linear';
  /** How the hidden layers' first weights are drawn. Default 'heUniform'. */
  kernelInitializer?: InitializerName;
  /** A number or text that makes the first weights the same in every run. Default: other weights each time. */
  seed?: number | string;
}

const NAMES = ['inputs', 'hiddenUnits', 'classes', 'activation', 'kernelInitializer', 'seed'];
const ACTIVATIONS = ['relu', 'tanh', 'sigmoid', 'elu', 'linear'];

/**
 * Makes the lab's network: dense hidden layers, then a softmax over the classes. It is not compiled yet.
 *
 * @param options `inputs`, default 2; `hiddenUnits`, a number or one each layer, default 50; `classes`, default 3;
 *   `activation` of the hidden layers, default 'relu'; `kernelInitializer` of the hidden layers, default 'heUniform' (the last
 *   layer has glorotUniform, Keras's default; biases start at 0); `seed`, default none
 * @returns a model from [n, inputs] to probabilities [n, classes]; the same first weights to the bit for the same seed
 * @throws when an option is unknown or out of its range
 * @example createModel({ seed: 1 }).countParams() // 303
 */
export function createModel(options: CreateModelOptions = {}): TF.Sequential {
  checkNames('createModel', options, NAMES);
  const { inputs = 2, hiddenUnits = 50, classes = 3, activation = 'relu', kernelInitializer = 'heUniform' } = options;
  const hidden = Array.isArray(hiddenUnits) ? hiddenUnits : [hiddenUnits];
  check('inputs', inputs, 'an integer >= 1', isInteger(inputs, 1));
  check(
    'hiddenUnits',
    hiddenUnits,
    'an integer >= 1, or a list of these',
    hidden.every((units) => isInteger(units, 1)),
  );
  check('classes', classes, 'an integer >= 2', isInteger(classes, 2));
  check('activation', activation, `one of ${ACTIVATIONS.join(', ')}`, ACTIVATIONS.includes(activation));
  const initializers = ['heUniform', 'glorotUniform'];
  check('kernelInitializer', kernelInitializer, initializers.join(' or '), initializers.includes(kernelInitializer));
  const { seed: given } = options;
  const isSeed = given === undefined || typeof given === 'string' || isNumber(given);
  check('seed', given, 'a finite number or text', isSeed);
  // Drawn from Math.random, so that seedEverything reaches models without a seed, too.
  const seed = given ?? Math.random();

  const sizes = [inputs, ...hidden, classes];
  const shapes = sizes.slice(1).map((units, index): DenseShape => {
    const isLast = index === hidden.length;
    return { inputs: sizes[index]!, units, initializer: isLast ? 'glorotUniform' : kernelInitializer };
  });
  const model = tf.sequential();
  for (const [index, { inputs: width, units, initializer }] of shapes.entries()) {
    const isLast = index === hidden.length;
    const layer = { units, activation: isLast ? ('softmax' as const) : activation, kernelInitializer: initializer };
    model.add(tf.layers.dense({ ...layer, inputShape: [width] }));
  }
  tf.tidy(() => {
    const kernels = randomKernels(shapes, seed);
    model.setWeights(
      shapes.flatMap(({ inputs: width, units }, i) => [tf.tensor2d(kernels[i]!, [width, units]), tf.zeros([units])]),
    );
  });
  return model;
}

const check = (name: string, value: unknown, rule: string, fits: boolean) =>
  checkOption('createModel', name, value, rule, fits);
