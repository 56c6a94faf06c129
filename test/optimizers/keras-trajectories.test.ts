import { expect, test } from 'vitest';
import { backend, tf } from '../../lib/tf.ts';
import { type Run, readTrajectories } from '../fixtures/trajectories.ts';
import { difference, trainLike } from '../support/keras-run.ts';

const fixture = readTrajectories();

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
  const { history, weights, rates } = await trainLike(run, epochs, 'tfjs');
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
