import type * as TF from '@tensorflow/tfjs';
import { tf } from '../../lib/tf.ts';

/** Makes one update of the weights [1, 2] per gradient, and returns the weights after each. */
export function updatesOf(optimizer: TF.Optimizer, gradients: number[][], start = [1, 2]): number[][] {
  const weight = tf.variable(tf.tensor1d(start));
  const after = gradients.map((gradient) => {
    tf.tidy(() => optimizer.applyGradients({ [weight.name]: tf.tensor1d(gradient) }));
    return Array.from(weight.dataSync());
  });
  weight.dispose();
  return after;
}

/** A small classifier with fixed weights, not compiled. */
export function toyModel(): TF.Sequential {
  return tf.sequential({
    layers: [
      tf.layers.dense({
        units: 4,
        activation: 'relu',
        inputShape: [2],
        kernelInitializer: tf.initializers.heUniform({ seed: 1 }),
      }),
      tf.layers.dense({
        units: 3,
        activation: 'softmax',
        kernelInitializer: tf.initializers.glorotUniform({ seed: 2 }),
      }),
    ],
  });
}

/** Forty points in three classes that a small classifier can learn, the same in every call. */
export function toyData(n = 40): { x: TF.Tensor2D; y: TF.Tensor2D } {
  return tf.tidy(() => {
    const classes = Array.from({ length: n }, (_, i) => i % 3);
    const points = classes.map((c, i) => [2 * Math.cos(2 * c) + Math.sin(i), 2 * Math.sin(2 * c) + Math.cos(3 * i)]);
    return { x: tf.tensor2d(points), y: tf.cast(tf.oneHot(classes, 3), 'float32') as TF.Tensor2D };
  });
}
