import type * as TF from '@tensorflow/tfjs';
import type { FitJob } from './fit-arguments.ts';
import type { EngineActivation, EngineLayer, EngineLoss, EngineMetric, EngineOptimizer } from './fused/types.ts';
import { categoricalCrossentropy } from './loss.ts';
import { Adagrad } from './optimizers/adagrad.ts';
import { Adam } from './optimizers/adam.ts';
import { RmsProp } from './optimizers/rmsprop.ts';
import { Sgd } from './optimizers/sgd.ts';
import type { RateRule } from './optimizers/update-rates.ts';

/** An optimizer as the engine runs it. */
export interface OptimizerSpec {
  optimizer: EngineOptimizer;
  rates: RateRule;
  /** Slots that getWeights lists for each weight. */
  slots: 0 | 1 | 2;
  /** What a new slot holds. */
  slotStart: number;
}

/** What the engine has to know to run a fit. */
export interface FitSpec extends OptimizerSpec {
  layers: EngineLayer[];
  loss: EngineLoss;
  metric: EngineMetric;
}

const ACTIVATIONS = ['linear', 'relu', 'tanh', 'sigmoid', 'elu', 'softmax'];

/** A reason, in words that end 'the fused engine cannot run this: ...'. */
class Refusal extends Error {}

function refuse(reason: string): never {
  throw new Refusal(reason);
}

/**
 * Translates a checked fit for the engine.
 *
 * @returns the translation, or in words why the engine cannot run it
 */
export function specOf(job: FitJob): FitSpec | { reason: string } {
  try {
    if (job.verbose !== 0) refuse('verbose shows the progress of model.fit');
    const layers = layersOf(job.model);
    const { loss, metric } = lossOf(job.model, layers[layers.length - 1]!);
    checkTensors(job);
    return { layers, loss, metric, ...optimizerOf(job.model.optimizer) };
  } catch (error) {
    if (error instanceof Refusal) return { reason: error.message };
    throw error;
  }
}

function layersOf(model: TF.LayersModel): EngineLayer[] {
  if (model.getClassName() !== 'Sequential') refuse(`the model is a ${model.getClassName()}, not a Sequential`);
  const layers = model.layers.map((layer, index) => {
    if (layer.getClassName() !== 'Dense') refuse(`layer ${layer.name} is ${layer.getClassName()}, not Dense`);
    const config = layer.getConfig() as Record<string, unknown>;
    const extras = [
      'kernelRegularizer',
      'biasRegularizer',
      'activityRegularizer',
      'kernelConstraint',
      'biasConstraint',
    ];
    for (const extra of extras) if (config[extra]) refuse(`layer ${layer.name} has a ${extra}`);
    if (!layer.trainable) refuse(`layer ${layer.name} is not trainable`);
    const activation = (config.activation as string) ?? 'linear';
    if (!ACTIVATIONS.includes(activation)) refuse(`the activation ${activation} of layer ${layer.name}`);
    const isLast = index === model.layers.length - 1;
    if (activation === 'softmax' && !isLast) refuse(`softmax in layer ${layer.name}, which is not the last`);
    const [inputs, units] = layer.getWeights()[0]!.shape as [number, number];
    return { inputs, units, activation: activation as EngineActivation, useBias: config.useBias !== false };
  });
  if (model.inputs[0]!.shape.length !== 2) refuse('inputs of more than one dimension');
  return layers;
}

function lossOf(model: TF.LayersModel, last: EngineLayer): { loss: EngineLoss; metric: EngineMetric } {
  const given = Array.isArray(model.loss) && model.loss.length === 1 ? model.loss[0] : model.loss;
  const isOurs = (given as unknown) === categoricalCrossentropy;
  const losses: Record<string, EngineLoss> = {
    categoricalCrossentropy: 'crossentropyClipped',
    binaryCrossentropy: 'binaryCrossentropy',
    meanSquaredError: 'meanSquaredError',
  };
  const loss = isOurs ? 'crossentropyOfLogits' : losses[String(given)];
  if (!loss) refuse(`the loss ${typeof given === 'string' ? given : 'is a function of your own'}`);
  if (loss.startsWith('crossentropy') && last.activation !== 'softmax') {
    refuse(`categoricalCrossentropy after ${last.activation}; the engine has it after softmax only`);
  }
  const metrics = ([] as unknown[]).concat((model.metrics as unknown) ?? []).flat();
  const known = metrics.length === 0 || (metrics.length === 1 && ['accuracy', 'acc'].includes(String(metrics[0])));
  if (!known) refuse(`the metrics ${metrics.map(String).join(', ')}; the engine has accuracy only`);
  // The choice of tfjs.
  const isBinary = last.units === 1 || loss === 'binaryCrossentropy';
  const metric = metrics.length === 0 ? 'none' : isBinary ? 'binaryAccuracy' : 'categoricalAccuracy';
  return { loss, metric };
}

function checkTensors(job: FitJob): void {
  const pairs = [[job.x, job.y], ...(job.validationData ? [job.validationData] : [])];
  for (const data of pairs.flat()) {
    const tensor = Array.isArray(data) && data.length === 1 ? data[0] : data;
    if (typeof (tensor as TF.Tensor).dataSync !== 'function') refuse('data by name');
    if (!['float32', 'int32', 'bool'].includes((tensor as TF.Tensor).dtype))
      refuse(`data of type ${(tensor as TF.Tensor).dtype}`);
  }
  const weights = job.classWeight as Record<string, unknown> | undefined;
  const isPlain =
    !weights || (!Array.isArray(weights) && Object.values(weights).every((value) => typeof value === 'number'));
  if (!isPlain) refuse('class weights by output');
}

function optimizerOf(optimizer: TF.Optimizer): OptimizerSpec {
  if (optimizer instanceof Sgd || optimizer instanceof RmsProp) return kerasOptimizer(optimizer);
  if (optimizer instanceof Adagrad || optimizer instanceof Adam) return kerasOptimizer(optimizer);
  return tfOptimizer(optimizer);
}

function kerasOptimizer(optimizer: Sgd | RmsProp | Adagrad | Adam): OptimizerSpec {
  const rates = { decay: optimizer.decay };
  if (optimizer instanceof Sgd) {
    if (optimizer.momentum === 0) return { optimizer: { rule: 'sgd' }, rates, slots: 0, slotStart: 0 };
    const rule = optimizer.nesterov ? 'kerasNesterov' : 'kerasMomentum';
    return { optimizer: { rule, first: optimizer.momentum }, rates, slots: 1, slotStart: 0 };
  }
  const { epsilon } = optimizer;
  if (optimizer instanceof RmsProp) {
    return { optimizer: { rule: 'kerasRmsprop', first: optimizer.rho, epsilon }, rates, slots: 1, slotStart: 0 };
  }
  if (optimizer instanceof Adagrad)
    return { optimizer: { rule: 'kerasAdagrad', epsilon }, rates, slots: 1, slotStart: 0 };
  const { beta1, beta2 } = optimizer;
  return {
    optimizer: { rule: 'kerasAdam', first: beta1, second: beta2, epsilon },
    rates: { ...rates, correction: 'kerasAdam', beta1, beta2 },
    slots: 2,
    slotStart: 0,
  };
}

/** The optimizers of tf.train keep their settings in fields that their types hide. */
function tfOptimizer(optimizer: TF.Optimizer): OptimizerSpec {
  const config = optimizer.getConfig() as Record<string, number>;
  const epsilon = config.epsilon as number;
  switch (optimizer.getClassName()) {
    case 'SGD':
      return { optimizer: { rule: 'sgd' }, rates: {}, slots: 0, slotStart: 0 };
    case 'Momentum': {
      const rule = config.useNesterov ? 'tfNesterov' : 'tfMomentum';
      // The field `momentum` can be set, but updates use the tensor made of it at first.
      const { m } = optimizer as unknown as { m: TF.Scalar };
      return { optimizer: { rule, first: m.dataSync()[0]! }, rates: {}, slots: 1, slotStart: 0 };
    }
    case 'RMSProp':
      if (config.centered) refuse('a centered RMSProp');
      return {
        optimizer: { rule: 'tfRmsprop', first: config.decay!, second: config.momentum!, epsilon },
        rates: {},
        slots: 2,
        slotStart: 0,
      };
    case 'Adagrad': {
      const { initialAccumulatorValue } = config as { initialAccumulatorValue: number };
      // Its epsilon is the backend's, not a setting.
      return {
        optimizer: { rule: 'tfAdagrad', epsilon: 1e-7 },
        rates: {},
        slots: 1,
        slotStart: initialAccumulatorValue,
      };
    }
    case 'Adam': {
      const [beta1, beta2] = [config.beta1!, config.beta2!];
      return {
        optimizer: { rule: 'tfAdam', first: beta1, second: beta2, epsilon },
        rates: { correction: 'tfAdam', beta1, beta2 },
        slots: 2,
        slotStart: 0,
      };
    }
    default:
      return refuse(`the optimizer ${optimizer.getClassName()}`);
  }
}
