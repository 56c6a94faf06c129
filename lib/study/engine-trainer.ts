import { Trainer } from '../fused/trainer.ts';
import type { EngineOptimizer } from '../fused/types.ts';
import { type RateRule, updateRates } from '../optimizers/update-rates.ts';
import { type DenseShape, randomKernels } from '../random-weights.ts';
import { makeRandom, shuffle } from '../shuffle.ts';
import { type EpochTrainer, runVariant } from './run-variant.ts';
import type { StudyProblem, StudyTask } from './study-job.ts';
import type { RunHistory, Variant } from './variant.ts';

/** Keras 2.3's settings of its optimizers. */
const EPSILON = 1e-7;
const RHO = 0.9;
const BETA_1 = 0.9;
const BETA_2 = 0.999;

/** The update rule of a variant, and how its rates come about. */
function ruleOf(variant: Variant): { optimizer: EngineOptimizer; rates: RateRule; slots: 0 | 1 | 2 } {
  const { optimizer = 'sgd', momentum = 0, nesterov = false, decay = 0 } = variant;
  switch (optimizer) {
    case 'sgd': {
      if (momentum === 0) return { optimizer: { rule: 'sgd' }, rates: { decay }, slots: 0 };
      const rule = nesterov ? 'kerasNesterov' : 'kerasMomentum';
      return { optimizer: { rule, first: momentum }, rates: { decay }, slots: 1 };
    }
    case 'rmsprop':
      return { optimizer: { rule: 'kerasRmsprop', first: RHO, epsilon: EPSILON }, rates: { decay }, slots: 1 };
    case 'adagrad':
      return { optimizer: { rule: 'kerasAdagrad', epsilon: EPSILON }, rates: { decay }, slots: 1 };
    case 'adam':
      return {
        optimizer: { rule: 'kerasAdam', first: BETA_1, second: BETA_2, epsilon: EPSILON },
        rates: { decay, correction: 'kerasAdam', beta1: BETA_1, beta2: BETA_2 },
        slots: 2,
      };
  }
}

function shapesOf({ features, hiddenUnits, classes, kernelInitializer }: StudyProblem): DenseShape[] {
  const sizes = [features, ...hiddenUnits, classes];
  return sizes.slice(1).map((units, index) => {
    const initializer = index === hiddenUnits.length ? 'glorotUniform' : kernelInitializer;
    return { inputs: sizes[index]!, units, initializer };
  });
}

/** A trainer of the engine that is set to the start of one seed after another. */
class SeededTrainer implements EpochTrainer {
  private readonly trainer: Trainer;
  private readonly rule: ReturnType<typeof ruleOf>;
  private readonly shapes: DenseShape[];
  private readonly order: Uint32Array;
  private readonly updates: number;
  private random = makeRandom(0);
  private iterations = 0;

  constructor(problem: StudyProblem, variant: Variant) {
    this.shapes = shapesOf(problem);
    this.rule = ruleOf(variant);
    const rows = problem.trainX.length / problem.features;
    const batchSize = Math.min(problem.batchSize, rows);
    const layers = this.shapes.map(({ inputs, units }, index) => {
      const activation = index === this.shapes.length - 1 ? ('softmax' as const) : problem.activation;
      return { inputs, units, activation, useBias: true };
    });
    const { optimizer } = this.rule;
    this.trainer = new Trainer({
      layers,
      loss: 'crossentropyOfLogits',
      metric: 'categoricalAccuracy',
      optimizer,
      batchSize,
    });
    this.trainer.setTrainData(problem.trainX, problem.trainY);
    this.trainer.setTestData(problem.testX, problem.testY);
    this.order = new Uint32Array(rows);
    this.updates = Math.ceil(rows / batchSize);
  }

  /** The start of a seed: the weights of createModel({ seed }), the shuffles of fit({ seed }). */
  start(seed: number): void {
    const kernels = randomKernels(this.shapes, seed);
    this.trainer.setWeights(this.shapes.flatMap(({ units }, index) => [kernels[index]!, new Float32Array(units)]));
    for (const slot of [0, 1] as const) if (slot < this.rule.slots) this.trainer.fillSlot(slot, 0);
    for (let row = 0; row < this.order.length; row++) this.order[row] = row;
    this.random = makeRandom(seed);
    this.iterations = 0;
  }

  trainEpoch(rate: number | Float32Array) {
    shuffle(this.order, this.random);
    const rates = updateRates(rate, this.iterations, this.updates, this.rule.rates);
    this.iterations += this.updates;
    return this.trainer.train(this.order, rates);
  }

  evaluate() {
    return this.trainer.evaluate();
  }

  saveWeights() {
    return this.trainer.getWeights();
  }

  loadWeights(weights: Float32Array[]) {
    this.trainer.setWeights(weights);
  }
}

/** Trains the runs of a task, one seed after another: the same numbers wherever and in whatever company it runs. */
export function runTask(problem: StudyProblem, { variant, seeds }: StudyTask): RunHistory[] {
  const trainer = new SeededTrainer(problem, variant);
  const rows = problem.trainX.length / problem.features;
  const updates = Math.ceil(rows / Math.min(problem.batchSize, rows));
  return seeds.map((seed) => {
    trainer.start(seed);
    return runVariant(trainer, variant, problem.epochs, updates);
  });
}
