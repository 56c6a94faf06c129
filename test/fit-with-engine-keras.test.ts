import { beforeAll, expect, test } from 'vitest';
import { LearningRateMonitor } from '../lib/callbacks/learning-rate-monitor.ts';
import { prepareData } from '../lib/data/prepare-data.ts';
import { fit } from '../lib/fit.ts';
import { categoricalCrossentropy } from '../lib/loss.ts';
import { createOptimizer } from '../lib/optimizers/create-optimizer.ts';
import { tf } from '../lib/tf.ts';
import { createCallback, type Run, readTrajectories } from './fixtures/trajectories.ts';

const fixture = readTrajectories();

beforeAll(async () => void (await tf.setBackend('cpu')));

/** Trains as the run says, from the fixture's weights, unshuffled, with the fused engine. */
async function train(run: Run, epochs: number) {
  const { trainX, trainY, testX, testY } = prepareData();
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: fixture.shapes[1][0], activation: 'relu', inputShape: [fixture.shapes[0][0]] }),
      tf.layers.dense({ units: fixture.shapes[3][0], activation: 'softmax' }),
    ],
  });
  tf.tidy(() => model.setWeights(fixture.initialWeights.map((values, i) => tf.tensor(values, fixture.shapes[i]))));
  const { name, ...options } = run.optimizer;
  model.compile({ optimizer: createOptimizer(name, options), loss: categoricalCrossentropy, metrics: ['accuracy'] });
  const monitor = new LearningRateMonitor();
  const { history } = await fit(model, trainX, trainY, {
    epochs,
    batchSize: fixture.batchSize,
    validationData: [testX, testY],
    shuffle: false,
    callbacks: [...run.callbacks.map(createCallback), monitor],
    engine: 'fused',
  });
  const weights = model.getWeights().map((weight) => Array.from(weight.dataSync()));
  return { history, weights, rates: monitor.learningRates };
}

/** The largest difference between the beginnings of two lists, as long as the first one is. */
function difference(ours: number[], theirs: number[]): number {
  return Math.max(...ours.map((value, i) => Math.abs(value - theirs[i])));
}

/** At large rates a ReLU that rounding moves across its kink changes everything after it: there the first epochs tell. */
function comparableEpochs({ optimizer: { name, learningRate = 0.01 } }: Run): number {
  if (name !== 'sgd' || learningRate < 0.05) return fixture.epochs;
  return learningRate === 0.1 ? 1 : 3;
}

/** At rate 0.1 that happens within the first epoch, to single rows. */
const tolerance = ({ optimizer: { learningRate } }: Run) => (learningRate === 0.1 ? 5e-3 : 1e-4);

test.each(fixture.runs.map((run) => [run.name, run] as const))('the fused engine follows Keras: %s', async (_, run) => {
  const epochs = comparableEpochs(run);
  const { history, weights, rates } = await train(run, epochs);
  expect(rates.map(Math.fround)).toEqual(run.monitor.slice(0, epochs));
  expect(history.lr?.map(Math.fround)).toEqual(run.history.lr?.slice(0, epochs).map(Math.fround));
  for (const curve of ['loss', 'acc', 'val_loss', 'val_acc']) {
    expect(history[curve]!.length).toBe(Math.min(epochs, run.epochsRun));
    expect(difference(history[curve]!, run.history[curve]), curve).toBeLessThan(tolerance(run));
  }
  if (epochs === fixture.epochs) expect(difference(weights.flat(), run.weights.flat()), 'weights').toBeLessThan(1e-3);
});
