import { shortestDecimal } from './optimizers/float32.ts';

/** What a sweep finds. */
export interface SweepMarks {
  /** The rate where the smoothed loss falls most steeply. */
  suggestion: number;
  /** The rate where the smoothed loss is lowest. */
  minimum: number;
  /** A tenth of that: the other common suggestion. */
  tenthOfMinimum: number;
}

/** How much of the running mean of the loss is kept at each update. */
const SMOOTHING = 0.9;
/** A loss so many times the best one has blown up. */
const BLOWN_UP = 4;

/**
 * The rule of the learning-rate range test: which rate comes next, what to make of the losses, and when it is over.
 *
 * Rates grow by equal factors, `from * (to / from) ^ (i / (steps - 1))`; the loss is smoothed by a running mean that keeps 0.9.
 * The sweep ends early when the smoothed loss is four times its best.
 */
export class SweepRule {
  /** The rate of each update that counts. */
  readonly learningRates: number[] = [];
  /** The smoothed loss at each. */
  readonly losses: number[] = [];
  private mean = 0;
  /** SMOOTHING to the power of the updates so far; a product, since engines do not agree on powers to the last bit. */
  private kept = 1;

  constructor(
    private readonly from: number,
    private readonly to: number,
    private readonly steps: number,
  ) {}

  /** The rate of the next update. */
  get rate(): number {
    return this.from * (this.to / this.from) ** (this.losses.length / (this.steps - 1));
  }

  /** Takes the loss of an update at `rate`; says whether the sweep goes on. */
  next(loss: number): boolean {
    const { losses, learningRates } = this;
    this.mean = SMOOTHING * this.mean + (1 - SMOOTHING) * loss;
    this.kept *= SMOOTHING;
    const smoothed = this.mean / (1 - this.kept);
    if (!Number.isFinite(smoothed) || smoothed > BLOWN_UP * Math.min(...losses, smoothed)) return false;
    learningRates.push(shortestDecimal(this.rate));
    losses.push(smoothed);
    return losses.length < this.steps;
  }

  /**
   * What the sweep has found.
   *
   * @throws when the loss blew up within the first three updates
   */
  marks(): SweepMarks {
    const { losses, learningRates } = this;
    if (losses.length < 3) {
      const mend = 'take a smaller from or larger batches';
      throw new Error(`findLearningRate: the loss blew up after ${losses.length} updates; ${mend}`);
    }
    const minimum = learningRates[losses.indexOf(Math.min(...losses))]!;
    return { suggestion: steepest(learningRates, losses), minimum, tenthOfMinimum: minimum / 10 };
  }
}

/** The rate at the middle of the steepest fall of the loss over three updates; rates are equally far apart. */
function steepest(learningRates: readonly number[], losses: readonly number[]): number {
  let best = 1;
  for (let i = 2; i + 1 < losses.length; i++) {
    if (losses[i + 1]! - losses[i - 1]! < losses[best + 1]! - losses[best - 1]!) best = i;
  }
  return learningRates[best]!;
}
