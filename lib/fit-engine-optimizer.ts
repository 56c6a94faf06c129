import type * as TF from '@tensorflow/tfjs';
import type { OptimizerSettings } from './engine/index.ts';
import { need } from './fit-engine-model.ts';
import { Adagrad } from './optimizers/adagrad.ts';
import { Adam } from './optimizers/adam.ts';
import { AdamW } from './optimizers/adam-w.ts';
import { KerasOptimizer } from './optimizers/keras-optimizer.ts';
import { RmsProp } from './optimizers/rmsprop.ts';
import { Sgd } from './optimizers/sgd.ts';
import { tf } from './tf.ts';

/** An optimizer of TensorFlow.js, ours or its own, as the engine needs it. */
export interface TranslatedOptimizer {
  settings: OptimizerSettings;
  /** The base rate now. */
  rate(): number;
  /** The momentum now, of an optimizer whose momentum can be set. */
  momentum?(): number;
  /** The slots of weights, made where they are new: a list for each kind of slot. */
  slots(weights: TF.Variable[]): TF.Variable[][];
  /** Variables that follow from the count of updates, with the base of their power. */
  powers: { variable: TF.Variable; base: number }[];
}

/** What the optimizers of tf.train keep for each weight. */
type Stored = { originalName: string; variable: TF.Variable }[];

/** Slots as tf.train's optimizers keep them: in a field, by position. */
function storedSlots(
  optimizer: object,
  field: string,
  suffix: string,
  start: number,
  weights: TF.Variable[],
): TF.Variable[] {
  const fields = optimizer as Record<string, Stored>;
  return weights.map((weight, i) => {
    fields[field][i] ??= {
      originalName: `${weight.name}/${suffix}`,
      variable: tf.tidy(() => tf.variable(tf.fill(weight.shape, start), false)),
    };
    return fields[field][i].variable;
  });
}

function translateOurs(optimizer: KerasOptimizer): TranslatedOptimizer {
  const { decay, learningRate } = optimizer;
  const base = { decay, learningRate };
  const { slot, slotKinds } = optimizer as unknown as {
    slot(kind: string, weight: TF.Variable): TF.Variable;
    slotKinds: readonly string[];
  };
  let settings: OptimizerSettings | undefined;
  let kinds = slotKinds;
  let more: Pick<TranslatedOptimizer, 'momentum'> = {};
  if (optimizer instanceof Sgd && optimizer.constructor === Sgd) {
    const { hasVelocity, momentum, nesterov } = optimizer;
    if (!hasVelocity) kinds = [];
    settings = { ...base, kind: !hasVelocity ? 'sgd' : nesterov ? 'nesterov' : 'momentum', momentum };
    more = { momentum: () => optimizer.momentum };
  } else if (optimizer instanceof RmsProp && optimizer.constructor === RmsProp) {
    settings = { ...base, kind: 'rmsprop', rho: optimizer.rho, epsilon: optimizer.epsilon };
  } else if (optimizer instanceof Adagrad && optimizer.constructor === Adagrad) {
    settings = { ...base, kind: 'adagrad', epsilon: optimizer.epsilon };
  } else if (optimizer instanceof Adam && (optimizer.constructor === Adam || optimizer.constructor === AdamW)) {
    const { beta1, beta2, epsilon } = optimizer;
    const weightDecay = optimizer instanceof AdamW ? optimizer.weightDecay : 0;
    settings = { ...base, kind: 'adam', beta1, beta2, epsilon, weightDecay };
  }
  need(settings, `the optimizer ${optimizer.getClassName()}`);
  return {
    settings,
    rate: () => (optimizer as unknown as { rate: number }).rate,
    slots: (weights) => tf.tidy(() => kinds.map((kind) => weights.map((weight) => slot.call(optimizer, kind, weight)))),
    powers: [],
    ...more,
  };
}

/** The fields of tf.train's optimizers that their types hide. */
interface TrainFields {
  learningRate: number;
  c: TF.Scalar;
  m: TF.Scalar;
  useNesterov: boolean;
  decay: number;
  momentum: number;
  epsilon: number;
  centered: boolean;
  initialAccumulatorValue: number;
  beta1: number;
  beta2: number;
  accBeta1: TF.Variable;
  accBeta2: TF.Variable;
}

/** SGD and Momentum update with a tensor of minus the rate, which setLearningRate replaces. */
function rateInTensor(fields: TrainFields): () => number {
  let seen: TF.Scalar | undefined;
  let rate = 0;
  return () => {
    if (fields.c !== seen) {
      seen = fields.c;
      rate = -seen.dataSync()[0];
    }
    return rate;
  };
}

function translateTheirs(optimizer: TF.Optimizer): TranslatedOptimizer {
  const fields = optimizer as unknown as TrainFields;
  const { learningRate, epsilon, centered, beta1, beta2 } = fields;
  const rate = () => fields.learningRate;
  const keep = (field: string, suffix: string, start = 0) => ({ field, suffix, start });
  const made = (
    settings: OptimizerSettings,
    kinds: ReturnType<typeof keep>[],
    more: Partial<TranslatedOptimizer> = {},
  ): TranslatedOptimizer => ({
    settings,
    rate,
    slots: (weights) => kinds.map(({ field, suffix, start }) => storedSlots(optimizer, field, suffix, start, weights)),
    powers: [],
    ...more,
  });
  if (optimizer.constructor === tf.SGDOptimizer) {
    return made({ kind: 'sgd', learningRate }, [], { rate: rateInTensor(fields) });
  }
  if (optimizer.constructor === tf.MomentumOptimizer) {
    const momentum = fields.m.dataSync()[0];
    const kind = fields.useNesterov ? 'tfNesterov' : 'tfMomentum';
    const kinds = [keep('accumulations', 'momentum')];
    return made({ kind, learningRate, momentum }, kinds, { rate: rateInTensor(fields) });
  }
  if (optimizer.constructor === tf.RMSPropOptimizer) {
    const kinds = [keep('accumulatedMeanSquares', 'rms'), keep('accumulatedMoments', 'momentum')];
    // Its root is of a negative number where gradients are small, so that most trainings end in NaN.
    need(!centered, 'a centered RMSProp');
    return made({ kind: 'tfRmsprop', learningRate, epsilon, rho: fields.decay, momentum: fields.momentum }, kinds);
  }
  if (optimizer.constructor === tf.AdagradOptimizer) {
    const kinds = [keep('accumulatedGrads', 'accumulator', fields.initialAccumulatorValue)];
    return made({ kind: 'tfAdagrad', learningRate, epsilon: tf.backend().epsilon() }, kinds);
  }
  need(optimizer.constructor === tf.AdamOptimizer, `the optimizer ${optimizer.getClassName()}`);
  const kinds = [keep('accumulatedFirstMoment', 'm'), keep('accumulatedSecondMoment', 'v')];
  const powers = [
    { variable: fields.accBeta1, base: beta1 },
    { variable: fields.accBeta2, base: beta2 },
  ];
  return made({ kind: 'tfAdam', learningRate, epsilon, beta1, beta2 }, kinds, { powers });
}

/**
 * Translates an optimizer, ours or one of `tf.train`.
 *
 * @throws {Refusal} where the engine does not know it
 */
export function translateOptimizer(optimizer: TF.Optimizer): TranslatedOptimizer {
  const changed = ['applyGradients', 'minimize'].some((method) => Object.hasOwn(optimizer, method));
  need(!changed, 'the optimizer has methods of its own');
  const translated = optimizer instanceof KerasOptimizer ? translateOurs(optimizer) : translateTheirs(optimizer);
  need(translated.settings.epsilon !== 0, 'an epsilon of 0');
  return translated;
}
