import { makeBlobs } from '../data/make-blobs.ts';
import { SeededTrainer } from '../study/engine-trainer.ts';
import { type EpochTrainer, runVariant } from '../study/run-variant.ts';
import type { StudyProblem } from '../study/study-job.ts';
import type { RunHistory } from '../study/variant.ts';
import { type LabSettings, variantOf } from './lab-settings.ts';

const CLASSES = 3;
const TRAINED = 500;

/** Points in the plane with their classes: x[2 * row], x[2 * row + 1]. */
export interface Points {
  x: Float32Array;
  classes: number[];
}

let blobs: { train: Points; test: Points } | undefined;

/** The lab's data, as prepareData has them: 500 points to train on and 500 to test. */
export function labPoints(): { train: Points; test: Points } {
  if (blobs) return blobs;
  const { x, y } = makeBlobs({ nSamples: 2 * TRAINED, centers: CLASSES, nFeatures: 2, clusterStd: 2, randomState: 2 });
  const part = (from: number, to: number) => ({
    x: Float32Array.from(x.slice(from, to).flat()),
    classes: y.slice(from, to),
  });
  blobs = { train: part(0, TRAINED), test: part(TRAINED, 2 * TRAINED) };
  return blobs;
}

/** The lab's data and network for a study. */
export function labProblem({ hiddenUnits, epochs, batchSize }: LabSettings): StudyProblem {
  const { train, test } = labPoints();
  const oneHot = ({ classes }: Points) =>
    Float32Array.from(classes.flatMap((own) => Array.from({ length: CLASSES }, (_, index) => Number(index === own))));
  return {
    ...{ trainX: train.x, trainY: oneHot(train), testX: test.x, testY: oneHot(test) },
    ...{
      features: 2,
      classes: CLASSES,
      hiddenUnits: [hiddenUnits],
      activation: 'relu',
      kernelInitializer: 'heUniform',
    },
    ...{ epochs, batchSize },
  };
}

/** One training: its curves, and the weights after each epoch. */
export interface LabRun {
  history: RunHistory;
  /** The weights after each epoch: kernel and bias of the hidden layer, then of the last, one epoch after another. */
  weights: Float32Array;
  /** The length of all weights together, after each epoch. */
  weightNorm: number[];
  /** How far each epoch has moved the weights. */
  updateNorm: number[];
}

/** The length of a vector, or of the difference of two. */
const norm = (a: ArrayLike<number>, b?: ArrayLike<number>) => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - (b ? b[i]! : 0)) ** 2;
  return Math.sqrt(sum);
};

/** Trains once; the numbers are those of fit with the same settings and seed. */
export function runLab(settings: LabSettings): LabRun {
  const variant = variantOf(settings);
  const trainer = new SeededTrainer(labProblem(settings), variant);
  trainer.start(settings.seed);
  const flat = () => Float32Array.from(trainer.saveWeights().flatMap((part) => Array.from(part)));
  const states = [flat()];
  const watched: EpochTrainer = {
    trainEpoch: (...rates) => trainer.trainEpoch(...rates),
    evaluate() {
      states.push(flat());
      return trainer.evaluate();
    },
    saveWeights: () => trainer.saveWeights(),
    loadWeights: (weights) => trainer.loadWeights(weights),
  };
  const history = runVariant(watched, variant, settings.epochs, updatesOf(settings));
  trainer.dispose();
  const weights = new Float32Array((states.length - 1) * states[0]!.length);
  states.slice(1).forEach((state, epoch) => {
    weights.set(state, epoch * state.length);
  });
  return {
    history,
    weights,
    weightNorm: states.slice(1).map((state) => norm(state)),
    updateNorm: states.slice(1).map((state, epoch) => norm(state, states[epoch])),
  };
}

const updatesOf = ({ batchSize }: LabSettings) => Math.ceil(TRAINED / batchSize);

/** Trains once with another seed and gives the curves alone. */
export function runSeed(settings: LabSettings, seed: number): RunHistory {
  const variant = variantOf(settings);
  const trainer = new SeededTrainer(labProblem(settings), variant);
  trainer.start(seed);
  const history = runVariant(trainer, variant, settings.epochs, updatesOf(settings));
  trainer.dispose();
  return history;
}

/**
 * The classes that a network sees over a grid: rows of classes, [y][x].
 *
 * @param run its training
 * @param epoch from 1
 */
export function regionsAfter(run: LabRun, epoch: number, hiddenUnits: number, xs: number[], ys: number[]): number[][] {
  const count = run.weights.length / run.history.loss.length;
  const w = run.weights.subarray((epoch - 1) * count, epoch * count);
  // w[input * units + unit], then the biases; the last layer follows in the same way.
  const bias = 2 * hiddenUnits;
  const last = 3 * hiddenUnits;
  const lastBias = last + CLASSES * hiddenUnits;
  return ys.map((y) =>
    xs.map((x) => {
      const logits = [w[lastBias]!, w[lastBias + 1]!, w[lastBias + 2]!];
      for (let unit = 0; unit < hiddenUnits; unit++) {
        const value = x * w[unit]! + y * w[hiddenUnits + unit]! + w[bias + unit]!;
        if (value > 0) for (let i = 0; i < CLASSES; i++) logits[i]! += value * w[last + unit * CLASSES + i]!;
      }
      return logits.indexOf(Math.max(...logits));
    }),
  );
}
