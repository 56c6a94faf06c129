import * as at from './layout.ts';

/** Activations by the names of Keras. Softmax is for the last layer. */
export const activations = {
  linear: at.LINEAR,
  relu: at.RELU,
  tanh: at.TANH,
  sigmoid: at.SIGMOID,
  elu: at.ELU,
  softmax: at.SOFTMAX,
};

/**
 * Losses. `softmaxCrossEntropy` is Keras's categorical cross-entropy after a softmax layer, from the logits; the next two clip
 * probabilities to [1e-7, 1 - 1e-7] as TensorFlow.js does, `categoricalCrossEntropy` after a softmax layer only.
 */
export const losses = {
  softmaxCrossEntropy: at.SOFTMAX_CROSS_ENTROPY,
  categoricalCrossEntropy: at.CATEGORICAL_CROSS_ENTROPY,
  binaryCrossEntropy: at.BINARY_CROSS_ENTROPY,
  squaredError: at.SQUARED_ERROR,
};

/** Accuracies: the largest output is the target's largest; or each output, rounded, is the target. */
export const accuracies = { none: at.NO_ACCURACY, categorical: at.CATEGORICAL, binary: at.BINARY };

/** Optimizers of Keras 2.3, and those of tf.train that differ, each with how many slots a weight has. */
export const optimizers = {
  sgd: { code: at.SGD, slots: 0 },
  momentum: { code: at.KERAS_MOMENTUM, slots: 1 },
  nesterov: { code: at.KERAS_NESTEROV, slots: 1 },
  rmsprop: { code: at.KERAS_RMSPROP, slots: 1 },
  adagrad: { code: at.KERAS_ADAGRAD, slots: 1 },
  adam: { code: at.KERAS_ADAM, slots: 2 },
  tfMomentum: { code: at.TF_MOMENTUM, slots: 1 },
  tfNesterov: { code: at.TF_NESTEROV, slots: 1 },
  tfRmsprop: { code: at.TF_RMSPROP, slots: 2 },
  tfAdagrad: { code: at.TF_ADAGRAD, slots: 1 },
  tfAdam: { code: at.TF_ADAM, slots: 2 },
};

/** A dense layer. */
export interface DenseLayer {
  inputs: number;
  units: number;
  activation: keyof typeof activations;
  useBias: boolean;
}

/** An optimizer as plain data; what a kind does not use may be left out. All numbers are rounded to float32. */
export interface OptimizerSettings {
  kind: keyof typeof optimizers;
  /** The rate before decay. */
  learningRate: number;
  /** Time-based decay per update; default 0. */
  decay?: number;
  /** Of momentum, nesterov and tf.train's rmsprop; default 0. */
  momentum?: number;
  /** Of rmsprop. */
  rho?: number;
  /** Of adam. */
  beta1?: number;
  /** Of adam. */
  beta2?: number;
  /** Of rmsprop, adagrad and adam, > 0; default 1e-7. */
  epsilon?: number;
  /** Adds `l2` times each parameter to its gradient, >= 0; default 0. */
  l2?: number;
  /** Takes the rate times `weightDecay` times each parameter from it before each update, >= 0; default 0. */
  weightDecay?: number;
}

/** What a trainer trains, and how. */
export interface TrainerSettings {
  layers: readonly DenseLayer[];
  loss: keyof typeof losses;
  accuracy?: keyof typeof accuracies;
  optimizer: OptimizerSettings;
  /** The largest batch, in rows; default 32. */
  maxBatch?: number;
}

/** The mean loss and the share of hits of some rows. */
export interface Result {
  loss: number;
  acc: number;
}
