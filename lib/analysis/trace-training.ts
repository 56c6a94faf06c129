import { checkNames, checkOption, isInteger } from '../check-options.ts';
import { decayedRate } from '../optimizers/float32.ts';
import { checkVariant } from '../study/check-variant.ts';
import { SeededTrainer } from '../study/engine-trainer.ts';
import { type ProblemOptions, problemOf } from '../study/problem.ts';
import { type EpochTrainer, runVariant } from '../study/run-variant.ts';
import { quantile } from '../study/statistics.ts';
import type { RunHistory, Variant } from '../study/variant.ts';
import type { Schedule } from '../types.ts';
import { effectiveRates } from './effective-rates.ts';
import { sharpnessOf } from './largest-eigenvalue.ts';
import { type GradientNoise, gradientNoise } from './noise-scale.ts';
import { distance, norm } from './norm.ts';

/** Options of {@link traceTraining}. */
export interface TraceTrainingOptions extends ProblemOptions {
  /** The first weights and the shuffles; default 1. */
  seed?: number;
  /** The rate of each update, from 0, instead of the variant's. */
  learningRates?: Schedule;
  /** The epoch at whose start the place is marked from which `distance` counts; default 0. */
  distanceFrom?: number;
  /** Every how many epochs the noise of the gradient is measured; default 0, never. */
  noiseEvery?: number;
  /** Every how many epochs the sharpness is measured; default 0, never. */
  sharpnessEvery?: number;
}

/** What {@link traceTraining} saw. Lists are one number an update unless noted. */
export interface TrainingTrace {
  /** The rate after decay. */
  learningRate: number[];
  /** The mean loss of the batch, before its update. */
  batchLoss: number[];
  /** The length of the batch's gradient. */
  gradientNorm: number[];
  /** How far the update moved the weights. */
  updateNorm: number[];
  /** How far the weights are from where they were at the start of `distanceFrom`; 0 before. */
  distance: number[];
  /** Of adaptive optimizers, at the end of each epoch: the 5, 50 and 95 % quantiles of {@link effectiveRates}. */
  effectiveRates: { low: number; median: number; high: number }[];
  /** The noise of the gradient, at the start of every so many epochs. */
  noise: (GradientNoise & { epoch: number })[];
  /** The largest eigenvalue of the Hessian of the loss over all rows, at the start of every so many epochs. */
  sharpness: { epoch: number; eigenvalue: number }[];
  /** The curves, as a study gives them. */
  history: RunHistory;
}

/** A trainer that looks at every update. */
class TracingTrainer implements EpochTrainer {
  readonly trace: Omit<TrainingTrace, 'history'> = {
    ...{ learningRate: [], batchLoss: [], gradientNorm: [], updateNorm: [], distance: [] },
    ...{ effectiveRates: [], noise: [], sharpness: [] },
  };
  private readonly seeded: SeededTrainer;
  private readonly variant: Variant;
  private readonly options: TraceTrainingOptions;
  private readonly batchSize: number;
  private epoch = 0;
  private mark: Float32Array | undefined;
  private sharpest: Float64Array | undefined;

  constructor(seeded: SeededTrainer, variant: Variant, batchSize: number, options: TraceTrainingOptions) {
    this.seeded = seeded;
    this.variant = variant;
    this.batchSize = batchSize;
    this.options = options;
  }

  trainEpoch(rate: number | Float32Array, momentum?: number | Float32Array) {
    const { seeded, trace, options } = this;
    const { trainer, train } = seeded;
    const { noiseEvery = 0, sharpnessEvery = 0, distanceFrom = 0 } = options;
    if (noiseEvery > 0 && this.epoch % noiseEvery === 0)
      trace.noise.push({ epoch: this.epoch, ...gradientNoise(trainer, train) });
    if (sharpnessEvery > 0 && this.epoch % sharpnessEvery === 0) this.noteSharpness();
    seeded.beginEpoch();
    const { weights, gradient } = trainer.rawState();
    const before = weights.slice();
    if (this.epoch === distanceFrom) this.mark = weights.slice();
    let lossBefore = 0;
    for (let first = 0, update = 0; first < train.rows; first += this.batchSize, update++) {
      const rows = Math.min(this.batchSize, train.rows - first);
      trainer.learningRate = this.rateOf(rate, update);
      const ofUpdate = typeof momentum === 'object' ? momentum[update] : momentum;
      if (ofUpdate !== undefined) trainer.momentum = ofUpdate;
      trace.learningRate.push(
        decayedRate(trainer.learningRate, Math.fround(this.variant.decay ?? 0), trainer.iterations),
      );
      trainer.train(Math.ceil(rows / trainer.rowsPerChunk));
      const { lossSum } = trainer.sums();
      trace.batchLoss.push((lossSum - lossBefore) / rows);
      trace.gradientNorm.push(norm(gradient));
      trace.updateNorm.push(distance(weights, before));
      trace.distance.push(this.mark ? distance(weights, this.mark) : 0);
      before.set(weights);
      lossBefore = lossSum;
    }
    this.epoch++;
    this.noteEffectiveRates();
    return trainer.result();
  }

  evaluate() {
    return this.seeded.evaluate();
  }

  saveWeights() {
    return this.seeded.saveWeights();
  }

  loadWeights(weights: Float32Array[]) {
    this.seeded.loadWeights(weights);
  }

  private rateOf(rate: number | Float32Array, update: number): number {
    const { learningRates } = this.options;
    if (learningRates) return learningRates(this.seeded.trainer.iterations);
    return typeof rate === 'number' ? rate : rate[update]!;
  }

  private noteSharpness(): void {
    const { trainer, train } = this.seeded;
    const { eigenvalue, vector } = sharpnessOf(trainer, train, this.sharpest);
    if (Number.isFinite(eigenvalue)) this.sharpest = vector;
    this.trace.sharpness.push({ epoch: this.epoch, eigenvalue });
  }

  private noteEffectiveRates(): void {
    const { seeded, variant, trace } = this;
    const { optimizer = 'sgd', beta1, beta2, epsilon } = variant;
    if (optimizer === 'sgd') return;
    const slots = seeded.trainer.getSlots();
    const meanSquares = slots[slots.length - 1]!.flatMap((piece) => Array.from(piece));
    const rates = effectiveRates(meanSquares, {
      optimizer: optimizer === 'adamw' ? 'adam' : optimizer,
      learningRate: trace.learningRate[trace.learningRate.length - 1]!,
      update: seeded.trainer.iterations,
      ...(beta1 !== undefined && { beta1 }),
      ...(beta2 !== undefined && { beta2 }),
      ...(epsilon !== undefined && { epsilon }),
    });
    const at = (q: number) => quantile(rates, q);
    trace.effectiveRates.push({ low: at(0.05), median: at(0.5), high: at(0.95) });
  }
}

/**
 * Trains one setting with one seed, as {@link study} does, and looks at every update: its rate, the gradient, how far it moved
 * the weights, and how far they have come.
 *
 * @param variant the setting, as for study
 * @param options `seed`, default 1; `epochs`, default 200; `batchSize`, default 32; `data` and `model` as for study;
 *   `learningRates`, a function of the update that replaces the variant's rate; `distanceFrom`, the epoch at whose start
 *   `distance` begins to count, default 0; `noiseEvery` and
 *   `sharpnessEvery`, every how many epochs the gradient's noise and the Hessian's largest eigenvalue are measured, default 0, never
 * @returns lists with one number an update, `effectiveRates` one an epoch, `noise` and `sharpness`, and `history`, to the bit that of study
 * @throws before any training, when an option or the variant is wrong
 * @example
 * const { updateNorm } = traceTraining({ learningRate: 0.01 }, { epochs: 10 });
 * updateNorm.length // 160
 */
export function traceTraining(variant: Variant, options: TraceTrainingOptions = {}): TrainingTrace {
  const known = ['seed', 'epochs', 'batchSize', 'data', 'model', 'learningRates', 'distanceFrom'];
  known.push('noiseEvery', 'sharpnessEvery');
  checkNames('traceTraining', options, known);
  checkVariant('traceTraining', variant);
  const { seed = 1, distanceFrom = 0, noiseEvery = 0, sharpnessEvery = 0 } = options;
  checkOption('traceTraining', 'seed', seed, 'an integer', Number.isInteger(seed));
  checkOption('traceTraining', 'distanceFrom', distanceFrom, 'an epoch >= 0', isInteger(distanceFrom));
  checkOption('traceTraining', 'noiseEvery', noiseEvery, 'a number of epochs >= 0', isInteger(noiseEvery));
  checkOption('traceTraining', 'sharpnessEvery', sharpnessEvery, 'a number of epochs >= 0', isInteger(sharpnessEvery));
  const problem = problemOf('traceTraining', options);
  const seeded = new SeededTrainer(problem, variant);
  seeded.start(seed);
  const rows = seeded.train.rows;
  const batchSize = Math.min(problem.batchSize, rows);
  const tracing = new TracingTrainer(seeded, variant, batchSize, options);
  const history = runVariant(tracing, variant, problem.epochs, Math.ceil(rows / batchSize));
  seeded.dispose();
  return { ...tracing.trace, history };
}
