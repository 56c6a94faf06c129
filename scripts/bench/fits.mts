/** The fits that are timed: the lab's network on the lab's data, 200 epochs with validation and a callback at each epoch's end. */
import {
  categoricalCrossentropy,
  createModel,
  fit,
  LearningRateMonitor,
  prepareData,
  sgd,
  study,
  tf,
} from '../../lib/index.ts';

const { trainX, trainY, testX, testY } = prepareData();
const epochs = 200;

function compiled() {
  const model = createModel({ seed: 1 });
  model.compile({ optimizer: sgd({ learningRate: 0.01 }), loss: categoricalCrossentropy, metrics: ['accuracy'] });
  return model;
}

/** Seconds of one fit by an engine, over so many epochs. */
export async function timeFit(engine: 'fused' | 'tfjs', timed = epochs): Promise<number> {
  const model = compiled();
  const callbacks = [new LearningRateMonitor()];
  const started = performance.now();
  await fit(model, trainX, trainY, { epochs: timed, validationData: [testX, testY], seed: 1, callbacks, engine });
  const seconds = (performance.now() - started) / 1000;
  model.dispose();
  return seconds;
}

/** Seconds of many fits by `study` on so many workers: the first time, starting the workers included, and the third. */
export async function timeStudy(fits: number, workers: number): Promise<[number, number]> {
  const rates = [1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7];
  const variants = Object.fromEntries(rates.map((learningRate) => [String(learningRate), { learningRate }]));
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    const started = performance.now();
    await study(variants, { seeds: fits / rates.length, workers });
    times.push((performance.now() - started) / 1000);
  }
  return [times[0]!, times[2]!];
}

/** Seconds of one fused fit of another size, and by how many bytes its process grew at most. */
export async function timeSize(rows: number, hiddenUnits: number[], timed: number): Promise<[number, number]> {
  const random = tf.randomUniform([rows, 2], -1, 1, 'float32', 1);
  const model = createModel({ seed: 1, hiddenUnits });
  model.compile({ optimizer: sgd({ learningRate: 0.001 }), loss: categoricalCrossentropy, metrics: ['accuracy'] });
  const labels = tf.oneHot(tf.argMax(tf.randomUniform([rows, 3], 0, 1, 'float32', 2), 1), 3).toFloat();
  const before = process.memoryUsage.rss();
  const started = performance.now();
  await fit(model, random, labels, { epochs: timed, seed: 1, engine: 'fused' });
  const seconds = (performance.now() - started) / 1000;
  tf.dispose([random, labels]);
  model.dispose();
  return [seconds, process.resourceUsage().maxRSS * 1024 - before];
}
