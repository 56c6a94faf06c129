/** Activations that the engine knows; softmax only at the end. */
export type EngineActivation = 'linear' | 'relu' | 'tanh' | 'sigmoid' | 'elu' | 'softmax';

/** Losses: the cross-entropy of a softmax from its logits (Keras), the one that clips probabilities (tfjs), and two more. */
export type EngineLoss = 'crossentropyOfLogits' | 'crossentropyClipped' | 'binaryCrossentropy' | 'meanSquaredError';

/** What counts as a hit. */
export type EngineMetric = 'none' | 'categoricalAccuracy' | 'binaryAccuracy';

/** Update rules: `keras...` as in Keras 2.3, `tf...` as in tf.train; `sgd` is the same in both. */
export type EngineRule =
  | 'sgd'
  | 'kerasMomentum'
  | 'kerasNesterov'
  | 'kerasRmsprop'
  | 'kerasAdagrad'
  | 'kerasAdam'
  | 'tfMomentum'
  | 'tfNesterov'
  | 'tfRmsprop'
  | 'tfAdagrad'
  | 'tfAdam';

/** One dense layer. */
export interface EngineLayer {
  inputs: number;
  units: number;
  activation: EngineActivation;
  useBias: boolean;
}

/** An update rule with its constants; the learning rate comes with each update. */
export interface EngineOptimizer {
  rule: EngineRule;
  /** momentum, rho (RMSprop) or beta1 (Adam). Default 0. */
  first?: number;
  /** beta2 (Adam), or momentum (tf.train's RMSprop). Default 0. */
  second?: number;
  /** Default 0. */
  epsilon?: number;
}

/** What a trainer trains. */
export interface EngineSpec {
  layers: readonly EngineLayer[];
  loss: EngineLoss;
  metric: EngineMetric;
  optimizer: EngineOptimizer;
  /** Rows in an update, at most. */
  batchSize: number;
}

/** Mean loss and share of hits. */
export interface EngineTotals {
  loss: number;
  acc: number;
}
