import { LearningRateMonitor } from '../../lib/callbacks/learning-rate-monitor.ts';
import { prepareData } from '../../lib/data/prepare-data.ts';
import { fit } from '../../lib/fit.ts';
import { categoricalCrossentropy } from '../../lib/loss.ts';
import { createOptimizer } from '../../lib/optimizers/create-optimizer.ts';
import { tf } from '../../lib/tf.ts';
import { createCallback, type Run, readTrajectories } from '../fixtures/trajectories.ts';

/** Trains as a run in Keras says, from the fixture's weights, unshuffled. */
export async function trainLike(run: Run, epochs: number, engine: 'fused' | 'tfjs') {
  const fixture = readTrajectories();
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
    engine,
  });
  const weights = model.getWeights().map((weight) => Array.from(weight.dataSync()));
  return { history, weights, rates: monitor.learningRates };
}

/** The largest difference between the beginnings of two lists, as long as the first one is. */
export function difference(ours: number[], theirs: number[]): number {
  return Math.max(...ours.map((value, i) => Math.abs(value - theirs[i])));
}
