import { makeRandom } from '../shuffle.ts';
import type { Exercises } from './exercise.ts';
import { expectNumber, isClose, judgeFunction, judgeNumber, right, wrong } from './judging.ts';

const square = (values: readonly number[]) => values.reduce((sum, value) => sum + value * value, 0);

/** The scatter of vectors around their mean, and the squared length of the mean. */
function scatterOf(gradients: readonly (readonly number[])[]): { scatter: number; mean: number } {
  const center = gradients[0]!.map((_, i) => gradients.reduce((sum, g) => sum + g[i]!, 0) / gradients.length);
  const scatter = gradients.reduce((sum, g) => sum + square(g.map((value, i) => value - center[i]!)), 0);
  return { scatter, mean: square(center) };
}

type NoiseScale = (gradients: number[][]) => unknown;
type Variance = (learningRate: number) => unknown;
type ScaledRate = (batchSize: number, epoch: number) => unknown;

function judgeNoiseScale(f: NoiseScale) {
  const random = makeRandom('drops');
  for (let round = 0; round < 20; round++) {
    const n = 2 + round;
    const gradients = Array.from({ length: n }, () => [1 + random(), 3 * random() - 1, 4 * random()]);
    const value = expectNumber(f(gradients.map((g) => [...g])), 'the noise scale');
    const { scatter, mean } = scatterOf(gradients);
    const expected = scatter / (n - 1) / mean;
    if (isClose(value, expected, 1e-9)) continue;
    const lengths = gradients.reduce((sum, g) => sum + square(g), 0) / n;
    const slips: [number, string][] = [
      [scatter / n / mean, 'The variance of n examples is divided by n - 1.'],
      [scatter / mean, 'The sum over the examples is not a mean yet: divide by n - 1.'],
      [scatter / (n - 1) / Math.sqrt(mean), 'Divided by the squared length of the mean, not by its length.'],
      [scatter / (n - 1) / lengths, 'The squared length of the mean gradient, not the mean of the squared lengths.'],
      [scatter / (n - 1), 'That is the variance. How does it compare with the mean gradient?'],
      [mean / (scatter / (n - 1)), 'The other way round: noise over gradient.'],
    ];
    const slip = slips.find(([number]) => isClose(value, number, 1e-9));
    return wrong(slip ? slip[1] : `Of ${n} gradients it is ${expected.toPrecision(4)}, not ${value.toPrecision(4)}.`);
  }
  return right('So many examples make a batch whose noise is as large as its gradient.');
}

/** Exercises of 'What a drop does'. */
export const drops: Exercises = {
  'drops-1': {
    title: 'the batch size that takes the place of a drop',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: (32 * 0.02) / 0.004,
        share: 1e-6,
        mistakes: [
          [(32 * 0.004) / 0.02, 'A smaller batch has more noise. Which way does the ball go?'],
          [32 * 25, 'In proportion, not by the square.'],
          [5, 'That is the factor. By how much is 32 multiplied?'],
        ],
        hint: 'The ball goes with rate over batch size: a fifth of the one, or how many times the other?',
        note: 'At the old rate, so the way along the valley goes on as before, per update.',
      }),
  },
  'drops-2': {
    title: 'the noise scale of a list of gradients',
    judge: (answer) => judgeFunction<NoiseScale>(answer, '(gradients) => noise scale', judgeNoiseScale),
  },
  'drops-3': {
    title: 'the variance of the noise ball in a bowl',
    judge: (answer) =>
      judgeFunction<Variance>(answer, '(learningRate) => variance', (f) => {
        for (const rate of [0.1, 0.5, 1, 1.5, 0.01]) {
          const value = expectNumber(f(rate), `f(${rate})`);
          // What the rule itself settles at, step by step.
          let variance = 0;
          for (let step = 0; step < 4000; step++) variance = (1 - rate) ** 2 * variance + rate ** 2;
          if (isClose(value, variance, 1e-6)) continue;
          const slips: [number, string][] = [
            [rate / 2, 'That is right for small rates only. Solve the equation without leaving anything out.'],
            [rate ** 2, 'That is what one step adds. The ball keeps (1 - rate)² of what was there before.'],
            [Math.sqrt(variance), 'That is the radius. The variance was asked.'],
            [rate ** 2 / (1 - (1 - rate)), 'What is kept of the variance goes with the square of 1 - rate.'],
          ];
          const slip = slips.find(([number]) => isClose(value, number, 1e-6));
          return wrong(slip ? slip[1] : `At a rate of ${rate} it settles at ${variance.toPrecision(4)}.`);
        }
        return right('About half the rate: a tenth of the rate, a tenth of the variance.');
      }),
  },
  'drops-4': {
    title: 'a rate that goes with the batch, with a warm-up',
    judge: (answer) =>
      judgeFunction<ScaledRate>(answer, '(batchSize, epoch) => rate', (f) => {
        for (const batchSize of [32, 8, 128, 500]) {
          for (const epoch of [4, 10, 0, 2]) {
            const value = expectNumber(f(batchSize, epoch), `f(${batchSize}, ${epoch})`);
            const full = (0.01 * batchSize) / 32;
            if (isClose(value, full * Math.min(1, (epoch + 1) / 5), 1e-9)) continue;
            const slips: [number, string][] = [
              [full * Math.min(1, epoch / 5), 'Epochs count from 0: epoch 0 has a fifth of the rate already.'],
              [full * ((epoch + 1) / 5), 'After the warm-up the rate stays at its full height.'],
              [full, 'Where is the warm-up?'],
              [0.01 * Math.min(1, (epoch + 1) / 5), 'The full rate goes in proportion to the batch size.'],
              [
                ((0.01 * 32) / batchSize) * Math.min(1, (epoch + 1) / 5),
                'A larger batch has less noise: it bears more.',
              ],
              [0.01 * Math.sqrt(batchSize / 32) * Math.min(1, (epoch + 1) / 5), 'That is the square root rule.'],
            ];
            const slip = slips.find(([number]) => isClose(value, number, 1e-9));
            return wrong(slip ? slip[1] : `Batch ${batchSize}, epoch ${epoch}: not ${value.toPrecision(3)}.`);
          }
        }
        return right();
      }),
  },
};
