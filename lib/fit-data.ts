import type * as TF from '@tensorflow/tfjs';
import { checkOption, shown } from './check-options.ts';

/** Data for a model: one tensor, or one for each of its inputs or outputs, as a list or by name. */
export type FitData = TF.Tensor | TF.Tensor[] | { [name: string]: TF.Tensor };

function isTensor(value: unknown): value is TF.Tensor {
  const tensor = value as Partial<TF.Tensor> | null | undefined;
  return Array.isArray(tensor?.shape) && typeof tensor?.dataSync === 'function';
}

/** Puts one side of the data into a list in the order of the model's inputs or outputs, each with its name. */
function listTensors(data: FitData, label: string, names: string[]): { label: string; tensor: TF.Tensor }[] {
  if (isTensor(data)) {
    const rule = `${names.length} tensors, one for each of ${names.join(', ')}`;
    checkOption('fit', label, 'one tensor', rule, names.length === 1);
    return [{ label, tensor: data }];
  }
  if (Array.isArray(data)) {
    if (!data.every(isTensor)) {
      throw new Error(`fit: ${label} must be a tensor, got an array; make one with tf.tensor2d(${label})`);
    }
    checkOption('fit', label, data, `a list of ${names.length} tensor(s)`, data.length === names.length);
    return data.map((tensor, i) => ({ label: `${label}[${i}]`, tensor }));
  }
  checkOption('fit', label, data, 'a tensor', typeof data === 'object' && data !== null);
  return names.map((name) => {
    checkOption('fit', `${label}.${name}`, data[name], 'a tensor', isTensor(data[name]));
    return { label: `${label}.${name}`, tensor: data[name] };
  });
}

function checkShape(label: string, tensor: TF.Tensor, expected: (number | null)[]): void {
  if (tensor.isDisposed) throw new Error(`fit: ${label} has been disposed; make the tensor again`);
  // tfjs takes [n] for [n, 1].
  const shape = tensor.shape.length === 1 ? [tensor.shape[0], 1] : tensor.shape;
  const fits =
    shape.length === expected.length && expected.every((size, i) => i === 0 || !(size! >= 0) || size === shape[i]);
  const wanted = ['n', ...expected.slice(1).map((size) => size ?? 'any')].join(', ');
  checkOption('fit', label, tensor.shape.join(', '), `of shape [${wanted}] for this model`, fits);
}

/**
 * Checks inputs and targets against a model.
 *
 * @param model a compiled model
 * @param x inputs
 * @param y targets
 * @param labels what the two are called in messages
 * @returns how many samples there are
 * @throws when a shape does not fit the model, the counts of samples differ, or there are none
 */
export function checkData(model: TF.LayersModel, x: FitData, y: FitData, labels: [string, string]): number {
  const inputs = listTensors(x, labels[0], model.inputNames);
  const targets = listTensors(y, labels[1], model.outputNames);
  inputs.forEach(({ label, tensor }, i) => void checkShape(label, tensor, model.inputs[i].shape));
  targets.forEach(({ label, tensor }, i) => {
    const shape = model.outputs[i].shape;
    const isSparse = model.loss === 'sparseCategoricalCrossentropy';
    checkShape(label, tensor, isSparse ? [...shape.slice(0, -1), 1] : shape);
  });
  const samples = inputs[0].tensor.shape[0];
  for (const { label, tensor } of [...inputs, ...targets]) {
    if (tensor.shape[0] === samples) continue;
    throw new Error(`fit: ${label} must have ${samples} samples like ${inputs[0].label}, got ${tensor.shape[0]}`);
  }
  if (samples === 0) throw new Error(`fit: ${shown(inputs[0].label)} must have at least 1 sample, got 0`);
  return samples;
}
