import type * as TF from '@tensorflow/tfjs';
import { tf } from '../tf.ts';

/** A copy of a model's weights outside TensorFlow's memory, in the order of `model.getWeights()`. */
export type WeightsSnapshot = { shape: number[]; values: Float32Array }[];

/** Copies a model's weights. */
export async function takeWeights(model: TF.LayersModel): Promise<WeightsSnapshot> {
  const copy = async (weight: TF.Tensor) => ({
    shape: weight.shape,
    values: Float32Array.from(await weight.data()),
  });
  return Promise.all(model.getWeights().map(copy));
}

/** Writes copied weights back into a model of the same shape. */
export function putWeights(model: TF.LayersModel, snapshot: WeightsSnapshot): void {
  tf.tidy(() => model.setWeights(snapshot.map(({ shape, values }) => tf.tensor(values, shape, 'float32'))));
}
