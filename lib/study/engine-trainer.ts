import {
  createTrainer,
  type DataSet,
  type EpochOptions,
  type OptimizerSettings,
  type Trainer,
} from '../engine/index.ts';
import { type DenseShape, randomKernels } from '../random-weights.ts';
import { type NextOrder, ordersOf } from './row-orders.ts';
import { type EpochTrainer, runVariant } from './run-variant.ts';
import type { StudyProblem, StudyTask } from './study-job.ts';
import type { RunHistory, Variant } from './variant.ts';

/** Keras's settings of its optimizers. */
const KERAS = { rho: 0.9, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
const WEIGHT_DECAY = 0.004;

/** The optimizer of a variant; its rate comes with each epoch. */
function optimizerOf(variant: Variant): OptimizerSettings {
  const { optimizer = 'sgd', momentum = 0, momentumSchedule, nesterov = false, decay = 0, l2 = 0 } = variant;
  const { beta1 = KERAS.beta1, beta2 = KERAS.beta2, epsilon = KERAS.epsilon } = variant;
  const settings = { ...KERAS, beta1, beta2, epsilon, learningRate: 0, decay, momentum, l2 };
  if (optimizer === 'adamw') return { ...settings, kind: 'adam', weightDecay: variant.weightDecay ?? WEIGHT_DECAY };
  if (optimizer !== 'sgd') return { ...settings, kind: optimizer };
  const plain = momentum === 0 && !momentumSchedule;
  return { ...settings, kind: plain ? 'sgd' : nesterov ? 'nesterov' : 'momentum' };
}

function shapesOf({ features, hiddenUnits, classes, kernelInitializer }: StudyProblem): DenseShape[] {
  const sizes = [features, ...hiddenUnits, classes];
  return sizes.slice(1).map((units, index) => {
    const initializer = index === hiddenUnits.length ? 'glorotUniform' : kernelInitializer;
    return { inputs: sizes[index]!, units, initializer };
  });
}

/** A trainer of the engine that is set to the start of one seed after another. */
export class SeededTrainer implements EpochTrainer {
  readonly trainer: Trainer;
  readonly train: DataSet;
  private readonly test: DataSet;
  private readonly shapes: DenseShape[];
  private readonly batchSize: number;
  private readonly epochs: number;
  private nextOrder: NextOrder = () => {};

  constructor(problem: StudyProblem, variant: Variant) {
    this.shapes = shapesOf(problem);
    this.batchSize = problem.batchSize;
    this.epochs = problem.epochs;
    const layers = this.shapes.map(({ inputs, units }, index) => {
      const activation = index === this.shapes.length - 1 ? ('softmax' as const) : problem.activation;
      return { inputs, units, activation, useBias: true };
    });
    this.trainer = createTrainer({
      layers,
      loss: 'softmaxCrossEntropy',
      accuracy: 'categorical',
      optimizer: optimizerOf(variant),
      maxBatch: problem.batchSize,
    });
    this.train = this.trainer.addData({ x: problem.trainX, y: problem.trainY });
    this.test = this.trainer.addData({ x: problem.testX, y: problem.testY });
  }

  /** The start of a seed: the weights of createModel({ seed }), the shuffles of fit({ seed }). */
  start(seed: number): void {
    const { trainer } = this;
    const kernels = randomKernels(this.shapes, seed);
    trainer.setWeights(this.shapes.flatMap(({ units }, index) => [kernels[index]!, new Float32Array(units)]));
    for (const [kind, slots] of trainer.getSlots().entries())
      trainer.setSlots(
        kind,
        slots.map((slot) => slot.fill(0)),
      );
    trainer.iterations = 0;
    const order = trainer.orderOf(this.train);
    for (let row = 0; row < order.length; row++) order[row] = row;
    this.nextOrder = ordersOf(seed, order.length, this.epochs);
  }

  trainEpoch(rate: number | Float32Array, momentum?: number | Float32Array) {
    const { trainer, train, batchSize } = this;
    this.nextOrder(trainer.orderOf(train));
    const options: EpochOptions = { batchSize, ordered: true };
    if (typeof rate === 'number') trainer.learningRate = rate;
    else options.rates = rate;
    if (typeof momentum === 'number') trainer.momentum = momentum;
    else if (momentum) options.momenta = momentum;
    return trainer.trainEpoch(train, options);
  }

  /** Shuffles the training rows and starts an epoch that goes on in pieces. */
  beginEpoch(): void {
    const { trainer, train, batchSize } = this;
    this.nextOrder(trainer.orderOf(train));
    trainer.beginEpoch(train, { batchSize, ordered: true });
  }

  /** Trains one epoch with a rate for each batch, and tells the loss of each, until `hear` has heard enough. */
  sweepEpoch(rate: () => number, hear: (loss: number) => boolean): boolean {
    const { trainer, train, batchSize } = this;
    this.beginEpoch();
    let before = 0;
    for (let first = 0; first < train.rows; first += batchSize) {
      const size = Math.min(batchSize, train.rows - first);
      trainer.learningRate = rate();
      trainer.train(Math.ceil(size / trainer.rowsPerChunk));
      const { lossSum } = trainer.sums();
      if (!hear(Math.fround((lossSum - before) / size))) return false;
      before = lossSum;
    }
    return true;
  }

  evaluate() {
    return this.trainer.evaluate(this.test);
  }

  saveWeights() {
    return this.trainer.getWeights();
  }

  loadWeights(weights: Float32Array[]) {
    this.trainer.setWeights(weights);
  }

  /** Gives the engine's memory back. */
  dispose(): void {
    this.trainer.dispose();
  }
}

/** Trains the runs of a task, one seed after another: the same numbers wherever and in whatever company it runs. */
export function runTask(problem: StudyProblem, { variant, seeds }: StudyTask): RunHistory[] {
  const trainer = new SeededTrainer(problem, variant);
  const rows = problem.trainX.length / problem.features;
  const updates = Math.ceil(rows / Math.min(problem.batchSize, rows));
  const histories = seeds.map((seed) => {
    trainer.start(seed);
    return runVariant(trainer, variant, problem.epochs, updates);
  });
  trainer.dispose();
  return histories;
}
