import { beforeAll, expect, test } from 'vitest';
import { tf } from '../lib/tf.ts';
import { type Run, readTrajectories } from './fixtures/trajectories.ts';
import { difference, trainLike } from './support/keras-run.ts';

const fixture = readTrajectories();

beforeAll(async () => void (await tf.setBackend('cpu')));

/** At large rates a ReLU that rounding moves across its kink changes everything after it: there the first epochs tell. */
function comparableEpochs({ optimizer: { name, learningRate = 0.01 } }: Run): number {
  if (name !== 'sgd' || learningRate < 0.05) return fixture.epochs;
  return learningRate === 0.1 ? 1 : 3;
}

/** At rate 0.1 that happens within the first epoch, to single rows. */
const tolerance = ({ optimizer: { learningRate } }: Run) => (learningRate === 0.1 ? 5e-3 : 1e-4);

test.each(fixture.runs.map((run) => [run.name, run] as const))('the fused engine follows Keras: %s', async (_, run) => {
  const epochs = comparableEpochs(run);
  const { history, weights, rates } = await trainLike(run, epochs, 'fused');
  expect(rates.map(Math.fround)).toEqual(run.monitor.slice(0, epochs));
  expect(history.lr?.map(Math.fround)).toEqual(run.history.lr?.slice(0, epochs).map(Math.fround));
  for (const curve of ['loss', 'acc', 'val_loss', 'val_acc']) {
    expect(history[curve]!.length).toBe(Math.min(epochs, run.epochsRun));
    expect(difference(history[curve]!, run.history[curve]), curve).toBeLessThan(tolerance(run));
  }
  if (epochs === fixture.epochs) expect(difference(weights.flat(), run.weights.flat()), 'weights').toBeLessThan(1e-3);
});
