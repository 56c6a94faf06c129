import type { DataSet, Trainer } from '../engine/index.ts';
import { norm } from './norm.ts';

/** What single examples say about the gradient at one place. */
export interface GradientNoise {
  /** The length of the mean gradient of all examples. */
  gradientNorm: number;
  /** The sum of all weights' variances of the gradient over the examples: the trace of its covariance. */
  variance: number;
  /** `variance / gradientNorm^2`, in examples: a batch of so many has as much noise as gradient. */
  noiseScale: number;
}

/**
 * The noise of the gradient between examples, at the trainer's weights.
 *
 * With g_i the gradient of example i, G their mean and n their number:
 *
 *     variance   = sum_i |g_i - G|^2 / (n - 1)
 *     noiseScale = variance / |G|^2
 *
 * A batch of B examples has a mean gradient with the variance `variance / B`. Well below the noise scale twice the batch
 * does the work of twice the updates; well above it hardly more than one.
 *
 * @param trainer at the weights in question; its weights and optimizer stay as they are
 * @param data the examples, two or more
 * @returns `gradientNorm`, `variance` and `noiseScale`
 *
 * Source: S. McCandlish et al., An Empirical Model of Large-Batch Training, 2018, the simple noise scale.
 */
export function gradientNoise(trainer: Trainer, data: DataSet): GradientNoise {
  let sumOfSquares = 0;
  let sums = new Float64Array(0);
  trainer.eachGradient(data, (gradient) => {
    if (sums.length === 0) sums = new Float64Array(gradient.length);
    for (let i = 0; i < gradient.length; i++) {
      sums[i]! += gradient[i]!;
      sumOfSquares += gradient[i]! ** 2;
    }
  });
  const n = data.rows;
  const meanSquared = (norm(sums) / n) ** 2;
  const variance = (sumOfSquares - n * meanSquared) / (n - 1);
  return { gradientNorm: Math.sqrt(meanSquared), variance, noiseScale: variance / meanSquared };
}
