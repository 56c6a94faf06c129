import type * as TF from '@tensorflow/tfjs';
import type { DenseLayer, TrainerSettings } from './engine/index.ts';
import type { FitJob } from './fit-arguments.ts';
import { categoricalCrossentropy } from './loss.ts';
import { tf } from './tf.ts';

/** Why the fused engine cannot run a fit; its message ends a sentence. */
export class Refusal extends Error {}

/** Stops the translation where the engine lacks something. */
export function need(condition: unknown, reason: string): asserts condition {
  if (!condition) throw new Refusal(reason);
}

const ACTIVATIONS = ['linear', 'relu', 'tanh', 'sigmoid', 'elu', 'softmax'];
const LOSSES: Record<string, TrainerSettings['loss']> = {
  categoricalCrossentropy: 'categoricalCrossEntropy',
  binaryCrossentropy: 'binaryCrossEntropy',
  meanSquaredError: 'squaredError',
};

/** The fields of a dense layer that its type hides. */
interface DenseFields {
  units: number;
  useBias: boolean;
  activation: { getClassName(): string };
  kernel: { read(): TF.Variable };
  bias: { read(): TF.Variable } | null;
  batchInputShape?: (number | null)[];
}

let denseClass: unknown;

function translateLayer(layer: TF.layers.Layer, isLast: boolean): DenseLayer {
  denseClass ??= tf.layers.dense({ units: 1 }).constructor;
  need(layer.constructor === denseClass, `layer ${layer.name} is no dense layer (${layer.getClassName()})`);
  need(!Object.hasOwn(layer, 'call'), `layer ${layer.name} has a call of its own`);
  const fields = layer as unknown as DenseFields & Record<string, unknown>;
  for (const extra of ['kernelRegularizer', 'biasRegularizer', 'activityRegularizer']) {
    need(!fields[extra], `layer ${layer.name} has a regularizer`);
  }
  need(!fields.kernelConstraint && !fields.biasConstraint, `layer ${layer.name} has a constraint`);
  need(layer.trainable, `layer ${layer.name} is frozen`);
  const activation = fields.activation.getClassName();
  need(ACTIVATIONS.includes(activation), `layer ${layer.name} has the activation ${activation}`);
  need(isLast || activation !== 'softmax', `layer ${layer.name} has a softmax before the end`);
  const [inputs, units] = fields.kernel.read().shape;
  return { inputs, units, useBias: fields.useBias, activation: activation as DenseLayer['activation'] };
}

function translateLoss(model: TF.LayersModel, last: DenseLayer): TrainerSettings['loss'] {
  const { loss } = model as unknown as { loss: unknown };
  const isOurs = loss === categoricalCrossentropy;
  const name = isOurs ? 'softmaxCrossEntropy' : LOSSES[String(loss)];
  need(name && (isOurs || typeof loss === 'string'), `the loss ${typeof loss === 'string' ? loss : 'is a function'}`);
  if (name === 'categoricalCrossEntropy' || isOurs) {
    need(last.activation === 'softmax', `categorical cross-entropy after ${last.activation}, not softmax`);
    need(isOurs || last.units > 1, 'categorical cross-entropy of one class');
  }
  return name;
}

/** The accuracy that `metrics` asks for; tfjs chooses the kind by the output and the loss. */
function translateMetrics(model: TF.LayersModel, last: DenseLayer): NonNullable<TrainerSettings['accuracy']> {
  const { metrics, loss } = model as unknown as { metrics: unknown; loss: unknown };
  const list = metrics == null ? [] : Array.isArray(metrics) ? metrics.flat() : [metrics];
  if (list.length === 0) return 'none';
  need(list.length === 1, 'more than one metric');
  const [metric] = list;
  if (metric === 'binaryAccuracy') return 'binary';
  if (metric === 'categoricalAccuracy') return 'categorical';
  need(metric === 'accuracy' || metric === 'acc', 'a metric other than accuracy');
  return last.units === 1 || loss === 'binaryCrossentropy' ? 'binary' : 'categorical';
}

/** The fields of a model that its type hides and that model.fit uses. */
export interface ModelInside {
  isTraining: boolean;
  stopTraining: boolean;
  history: TF.History;
  metricsNames: string[];
  collectedTrainableWeights: unknown[];
}

/** The model inside a sequential one: it is what trains, and what callbacks get. */
export function insideOf(model: TF.LayersModel): Omit<TF.LayersModel, keyof ModelInside> & ModelInside {
  return (model as unknown as { model: Omit<TF.LayersModel, keyof ModelInside> & ModelInside }).model;
}

/** What {@link translateModel} finds. */
export interface TranslatedModel {
  layers: DenseLayer[];
  loss: TrainerSettings['loss'];
  accuracy: NonNullable<TrainerSettings['accuracy']>;
  /** The model's weights in the order of getWeights. */
  variables: TF.Variable[];
}

/**
 * Translates a model of TensorFlow.js into the engine's layers, loss and accuracy.
 *
 * @throws {Refusal} where the engine lacks something
 */
export function translateModel(model: TF.LayersModel): TranslatedModel {
  need(model instanceof tf.Sequential, 'the model is not sequential');
  const dense = model.layers.filter((layer) => layer.getClassName() !== 'InputLayer');
  need(dense.length > 0, 'the model has no layers');
  need(new Set(dense).size === dense.length, 'a layer is used twice');
  need(model.inputs[0].shape.length === 2, 'the inputs have more than one dimension');
  const layers = dense.map((layer, i) => translateLayer(layer, i === dense.length - 1));
  const last = layers[layers.length - 1];
  const variables = dense.flatMap((layer) => {
    const { kernel, bias } = layer as unknown as DenseFields;
    return bias ? [kernel.read(), bias.read()] : [kernel.read()];
  });
  const { collectedTrainableWeights: trained } = insideOf(model);
  need(trained.length === variables.length, 'layers were frozen or freed after compile');
  need(
    variables.every(({ dtype }) => dtype === 'float32'),
    'weights are not float32',
  );
  return { layers, loss: translateLoss(model, last), accuracy: translateMetrics(model, last), variables };
}

/** One tensor of a fit's data as numbers. */
export function numbersOf(data: FitJob['x'], name: string): Float32Array | Int32Array {
  const tensor = (
    Array.isArray(data) ? data[0] : data instanceof tf.Tensor ? data : Object.values(data)[0]
  ) as TF.Tensor;
  need(tensor.dtype === 'float32' || tensor.dtype === 'int32', `${name} is of type ${tensor.dtype}`);
  return tensor.dataSync() as Float32Array | Int32Array;
}

/** The weight of each row in the loss, from the class that its target names. */
export function rowWeights(
  y: ArrayLike<number>,
  classes: number,
  classWeight: NonNullable<FitJob['classWeight']>,
): Float32Array {
  const isPlain = !Array.isArray(classWeight) && Object.values(classWeight).every((value) => typeof value === 'number');
  need(isPlain, 'classWeight is not one number for each class');
  const byClass = classWeight as Record<number, number>;
  return Float32Array.from({ length: y.length / classes }, (_, row) => {
    let label = 0;
    for (let i = 1; i < classes; i++) if (y[row * classes + i] > y[row * classes + label]) label = i;
    const key = classes === 1 ? y[row] : label;
    need(typeof byClass[key] === 'number', `classWeight has no weight for class ${key}`);
    return byClass[key];
  });
}
