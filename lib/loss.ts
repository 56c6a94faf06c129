import type * as TF from '@tensorflow/tfjs';
import { tf } from './tf.ts';

/** The smallest normal float32: the logarithm of anything below would be of a subnormal number or of zero. */
const SMALLEST_NORMAL = 1.1754943508222875e-38;

/**
 * Keras's categorical cross-entropy of probabilities, one number for each sample.
 *
 *     loss = -sum over classes of yTrue * log(yPred)
 *
 * Keras computes it from the logits of the softmax layer, where nothing is clipped. The loss that TensorFlow.js knows
 * as 'categoricalCrossentropy' clips the probabilities to [1e-7, 1 - 1e-7], so a badly wrong sample (a loss above 16)
 * gives no gradient and learns nothing. This one goes down to the smallest normal float32: a loss of up to 87.3.
 *
 * @param yTrue one-hot classes (or probabilities), shape [n, classes]
 * @param yPred predicted probabilities, the output of a softmax layer, same shape
 * @returns losses, shape [n]; `model.fit` takes their mean
 * @example model.compile({ optimizer: sgd(), loss: categoricalCrossentropy, metrics: ['accuracy'] })
 *
 * Source: Keras 2.3.1, losses.categorical_crossentropy after a softmax layer; within float32 rounding below a loss of
 * 87.
 */
export function categoricalCrossentropy(yTrue: TF.Tensor, yPred: TF.Tensor): TF.Tensor {
  return tf.tidy(() => {
    const logOfPredicted = tf.log(tf.maximum(yPred, SMALLEST_NORMAL));
    return tf.neg(tf.sum(tf.mul(tf.cast(yTrue, 'float32'), logOfPredicted), -1));
  });
}
