import type { DataSet, Trainer } from '../engine/index.ts';

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
  let sums: Float64Array[] = [];
  trainer.eachGradient(data, (gradient) => {
    if (sums.length === 0) sums = gradient.map(({ length }) => new Float64Array(length));
    gradient.forEach((piece, p) => {
      const sum = sums[p]!;
      for (let i = 0; i < piece.length; i++) {
        sum[i]! += piece[i]!;
        sumOfSquares += piece[i]! ** 2;
      }
    });
  });
  const n = data.rows;
  let meanSquared = 0;
  for (const sum of sums) for (const value of sum) meanSquared += (value / n) ** 2;
  const variance = (sumOfSquares - n * meanSquared) / (n - 1);
  return { gradientNorm: Math.sqrt(meanSquared), variance, noiseScale: variance / meanSquared };
}
