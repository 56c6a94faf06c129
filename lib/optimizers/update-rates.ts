import { decayedRate } from './float32.ts';

/** How the rate of an update comes about: the learning rate, and for Adam its bias corrections. */
export interface RateRule {
  /** Which corrections: those of Keras's Adam, in one factor, or those of tf.train's, apart; default none. */
  correction?: 'kerasAdam' | 'tfAdam';
  beta1?: number;
  beta2?: number;
  /** Time-based decay per update; default 0. */
  decay?: number;
}

/** base^exponent by repeated squaring: `**` may differ in its last bit from one JavaScript engine to another. */
function power(base: number, exponent: number): number {
  let result = 1;
  for (let left = exponent, square = base; left > 0; left = Math.floor(left / 2), square *= square) {
    if (left % 2) result *= square;
  }
  return result;
}

/**
 * The numbers that updates multiply with, three for each: the rate, with decay and Keras's correction applied, and tf.train's
 * corrections 1 / (1 - beta1^t) and 1 / (1 - beta2^t).
 *
 * @param rates the learning rate, or one for each update
 * @param iterations updates made before the first of these
 * @param updates how many
 * @param rule decay and corrections
 * @returns float32, shape [updates, 3]
 */
export function updateRates(
  rates: number | ArrayLike<number>,
  iterations: number,
  updates: number,
  { correction, beta1 = 0, beta2 = 0, decay = 0 }: RateRule,
): Float32Array {
  const numbers = new Float32Array(3 * updates);
  const [b1, b2] = [Math.fround(beta1), Math.fround(beta2)];
  for (let i = 0; i < updates; i++) {
    const rate = decayedRate(typeof rates === 'number' ? rates : rates[i]!, decay, iterations + i);
    const t = iterations + i + 1;
    const [left1, left2] = correction ? [1 - power(b1, t), 1 - power(b2, t)] : [1, 1];
    const isKeras = correction === 'kerasAdam';
    numbers[3 * i] = isKeras ? (rate * Math.sqrt(left2)) / left1 : rate;
    numbers[3 * i + 1] = isKeras ? 1 : 1 / left1;
    numbers[3 * i + 2] = isKeras ? 1 : 1 / left2;
  }
  return numbers;
}
