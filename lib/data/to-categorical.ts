import type * as TF from '@tensorflow/tfjs';
import { checkOption, isInteger, shown } from '../check-options.ts';
import { tf } from '../tf.ts';

/**
 * Turns class numbers into one-hot rows: row i is 1 in column y[i] and 0 elsewhere.
 *
 * @param y class numbers, integers from 0, shape [n]
 * @param numClasses how many columns, more than the largest class; default the largest class + 1
 * @returns float32 tensor, shape [n, numClasses]
 * @throws when a class is no integer from 0 to numClasses - 1
 * @example toCategorical([0, 2]).arraySync() // [[1, 0, 0], [0, 0, 1]]
 *
 * Source: Keras, utils.to_categorical. Same semantics.
 */
export function toCategorical(y: ArrayLike<number>, numClasses?: number): TF.Tensor2D {
  const classes = Array.from(y);
  if (numClasses === undefined) {
    const wrong = classes.findIndex((value) => !isInteger(value));
    if (wrong >= 0) throw new Error(`toCategorical: y[${wrong}] must be an integer >= 0, got ${shown(classes[wrong])}`);
  }
  const count = numClasses ?? classes.reduce((most, value) => Math.max(most, value), -1) + 1;
  checkOption('toCategorical', 'numClasses', count, 'an integer >= 1', isInteger(count, 1));
  const rows = new Float32Array(classes.length * count);
  for (const [row, value] of classes.entries()) {
    if (!isInteger(value) || value >= count) {
      throw new Error(`toCategorical: y[${row}] must be an integer from 0 to ${count - 1}, got ${shown(value)}`);
    }
    rows[row * count + value] = 1;
  }
  return tf.tensor2d(rows, [classes.length, count]);
}
