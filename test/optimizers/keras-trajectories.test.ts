import { expect, test } from 'vitest';
import { LearningRateMonitor } from '../../lib/callbacks/learning-rate-monitor.ts';
import { prepareData } from '../../lib/data/prepare-data.ts';
import { fit } from '../../lib/fit.ts';
import { categoricalCrossentropy } from '../../lib/loss.ts';
import { createOptimizer } from '../../lib/optimizers/create-optimizer.ts';
import { backend, tf } from '../../lib/tf.ts';
import { createCallback, type Run, readTrajectories } from '../fixtures/trajectories.ts';

const fixture = readTrajectories();

/** Trains as the run says, from the fixture's weights, unshuffled. */
async function train(run: Run, epochs: number) {
  const { trainX, trainY, testX, testY } = prepareData();
  const [inputs, hidden, classes] = [fixture.shapes[0][0], fixture.shapes[1][0], fixture.shapes[3][0]];
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: hidden, activation: 'relu', inputShape: [inputs] }),
      tf.layers.dense({ units: classes, activation: 'softmax' }),
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
    engine: 'tfjs',
  });
  const weights = model.getWeights().map((weight) => Array.from(weight.dataSync()));
  return { history, weights, rates: monitor.learningRates };
}

/** The largest difference between the beginnings of two lists, as long as the first one is. */
function difference(ours: number[], theirs: number[]): number {
  return Math.max(...ours.map((value, i) => Math.abs(value - theirs[i])));
}

/**
 * For how many epochs a run can be compared. At large rates a ReLU that rounding moves across its kink changes
 * everything after it; at rate 1 the probabilities, which are all that model.fit has, underflow in the first epoch.
 */
function comparableEpochs({ optimizer: { name, learningRate = 0.01 } }: Run): number {
  if (name !== 'sgd' || learningRate < 0.05) return fixture.epochs;
  return learningRate < 0.1 ? 3 : learningRate < 1 ? 1 : 0;
}

async function expectLikeKeras(run: Run): Promise<void> {
  const epochs = comparableEpochs(run);
  const { history, weights, rates } = await train(run, epochs);
  expect(rates.length).toBe(Math.min(epochs, run.epochsRun));
  expect(rates.map(Math.fround)).toEqual(run.monitor.slice(0, epochs));
  expect(history.lr?.map(Math.fround)).toEqual(run.history.lr?.slice(0, epochs).map(Math.fround));
  for (const curve of ['loss', 'acc', 'val_loss', 'val_acc']) {
    expect(difference(history[curve]!, run.history[curve]), curve).toBeLessThan(1e-4);
  }
  if (epochs === fixture.epochs) expect(difference(weights.flat(), run.weights.flat()), 'weights').toBeLessThan(1e-3);
}

const runs = fixture.runs.filter((run) => comparableEpochs(run) > 0).map((run) => [run.name, run] as const);

test.each(runs)('training follows Keras: %s', async (_, run) => {
  await tf.setBackend('cpu');
  await expectLikeKeras(run);
});

const ON_NATIVE = ['decay 0.001, nesterov 0.9', 'rmsprop', 'adagrad', 'adam', 'early stopping'];

test.runIf(backend.native).each(runs.filter(([name]) => ON_NATIVE.includes(name)))(
  'training on native TensorFlow follows Keras: %s',
  async (_, run) => {
    await tf.setBackend('tensorflow');
    await expectLikeKeras(run);
  },
);
