import type * as TF from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { distance, norm } from '../../lib/analysis/norm.ts';
import { createTrainer } from '../../lib/engine/index.ts';
import { createModel, effectiveRates, study, tf, traceTraining, type Variant } from '../../lib/index.ts';

const variants: Record<string, Variant> = {
  plain: { learningRate: 0.05 },
  'decay and momentum': { momentum: 0.9, decay: 0.01 },
  plateau: { learningRate: 0.1, reduceLROnPlateau: { patience: 1, minDelta: 0.1 } },
  'one cycle': {
    schedule: { name: 'oneCycle', maxLearningRate: 0.05, totalSteps: 96, per: 'update' },
    momentumSchedule: { name: 'oneCycleMomentum', totalSteps: 96, per: 'update' },
  },
  adam: { optimizer: 'adam' },
};

test.each(Object.keys(variants))('traceTraining gives the history of study to the bit: %s', async (name) => {
  const { histories } = await study({ [name]: variants[name]! }, { seeds: [7], epochs: 6, workers: 1 });
  const { history, updateNorm } = traceTraining(variants[name]!, { seed: 7, epochs: 6 });
  expect(history).toEqual(histories[name]![0]);
  expect(updateNorm).toHaveLength(96);
});

test('plain SGD moves by its rate times the gradient, never farther from the mark than the way it went', () => {
  const trace = traceTraining({ learningRate: 0.02, decay: 0.1 }, { epochs: 4, distanceFrom: 2 });
  trace.updateNorm.forEach((moved, i) => {
    expect(moved).toBeCloseTo(trace.learningRate[i]! * trace.gradientNorm[i]!, 5);
    expect(trace.learningRate[i]).toBeCloseTo(0.02 / (1 + 0.1 * i), 8);
  });
  expect(trace.distance.slice(0, 32)).toEqual(Array(32).fill(0));
  expect(trace.distance[32]).toBe(trace.updateNorm[32]);
  let way = 0;
  for (let i = 32; i < 64; i++) {
    way += trace.updateNorm[i]!;
    expect(trace.distance[i]).toBeLessThanOrEqual(way + 1e-6);
  }
});

test.each(['relu', 'sigmoid', 'elu'] as const)('lengths count each weight once, with %s units', (activation) => {
  const model = { hiddenUnits: [7, 5], activation };
  const one = { epochs: 1, batchSize: 500, model, seed: 3 };
  const { updateNorm, gradientNorm } = traceTraining({ learningRate: 0.5 }, one);
  const noise = traceTraining({ learningRate: 0 }, { ...one, noiseEvery: 1 }).noise[0]!;
  expect(gradientNorm[0]! / noise.gradientNorm).toBeCloseTo(1, 4);
  expect(updateNorm[0]! / (0.5 * noise.gradientNorm)).toBeCloseTo(1, 4);
});

test('learningRates replaces the rate update by update; the losses of the batches make that of the epoch', () => {
  const trace = traceTraining({}, { epochs: 2, learningRates: (update) => 0.001 * (update + 1) });
  expect(trace.learningRate[31]).toBeCloseTo(0.032, 8);
  const rows = (i: number) => (i % 16 === 15 ? 20 : 32);
  const first = trace.batchLoss.slice(0, 16).reduce((sum, loss, i) => sum + loss * rows(i), 0) / 500;
  expect(first).toBeCloseTo(trace.history.loss[0]!, 5);
});

test.each([
  'rmsprop',
  'adagrad',
  'adam',
] as const)('effectiveRates are what %s multiplies (mean) gradients by', (kind) => {
  const trainer = createTrainer({
    layers: [{ inputs: 2, units: 2, activation: 'linear', useBias: true }],
    loss: 'squaredError',
    optimizer: { kind, learningRate: 0.01, rho: 0.9, beta1: 0.9, beta2: 0.999 },
  });
  trainer.setWeights([
    [1, -2, 0.5, 3],
    [0.5, -1.5],
  ]);
  const data = trainer.addData({ x: Float32Array.from([1, 2, -1, 0.5]), y: Float32Array.from([1, 0, 0, 1]) });
  for (let update = 1; update <= 5; update++) {
    const before = trainer.getWeights().flatMap((values) => Array.from(values));
    const gradient = trainer.gradient(data);
    trainer.trainEpoch(data);
    const after = trainer.getWeights().flatMap((values) => Array.from(values));
    const slots = trainer.getSlots().map((pieces) => pieces.flatMap((piece) => Array.from(piece)));
    const rates = effectiveRates(slots[slots.length - 1]!, { optimizer: kind, learningRate: 0.01, update });
    const moved = kind === 'adam' ? slots[0]! : gradient.flatMap((piece) => Array.from(piece));
    rates.forEach((rate, i) => void expect(before[i]! - after[i]!).toBeCloseTo(rate * moved[i]!, 6));
  }
  trainer.dispose();
});

test("traceTraining keeps the quantiles of Adam's effective rates, in order and apart", () => {
  const { effectiveRates: rates } = traceTraining({ optimizer: 'adam' }, { epochs: 5 });
  expect(rates).toHaveLength(5);
  for (const { low, median, high } of rates) expect(0 < low && low < median && median < high).toBe(true);
});

test('the noise of the gradient is that of single examples through TensorFlow.js', () => {
  const [rows, classes] = [12, 3];
  const draw = (shape: [number, number], seed: number) => tf.randomNormal(shape, 0, 1, 'float32', seed) as TF.Tensor2D;
  const x = draw([rows, 2], 1);
  const y = tf.oneHot(tf.tensor1d([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2], 'int32'), classes).toFloat() as TF.Tensor2D;
  const data = { trainX: x, trainY: y, testX: x, testY: y };
  const { noise } = traceTraining(
    { learningRate: 0 },
    { data, epochs: 1, batchSize: rows, noiseEvery: 1, model: { hiddenUnits: 5 }, seed: 2 },
  );
  const model = createModel({ hiddenUnits: 5, seed: 2 });
  const gradientOf = (from: number, count: number) => {
    const { grads } = tf.variableGrads(() => {
      const logits = tf.log(tf.clipByValue(model.predict(x.slice(from, count)) as TF.Tensor2D, 1e-30, 1));
      return tf.losses.softmaxCrossEntropy(y.slice(from, count), logits) as TF.Scalar;
    });
    return Object.values(grads).flatMap((gradient) => Array.from(gradient.dataSync()));
  };
  const mean = gradientOf(0, rows);
  let variance = 0;
  for (let row = 0; row < rows; row++) variance += distance(gradientOf(row, 1), mean) ** 2 / (rows - 1);
  expect(noise[0]!.gradientNorm).toBeCloseTo(norm(mean), 4);
  expect(noise[0]!.variance / variance).toBeCloseTo(1, 4);
  expect(noise[0]!.noiseScale).toBeCloseTo(variance / norm(mean) ** 2, 2);
});

test.each([
  [{ learningRate: -1 }, {}, 'traceTraining: sgd: learningRate must be a number >= 0, got -1'],
  [{}, { seed: 0.5 }, 'traceTraining: seed must be an integer, got 0.5'],
  [{}, { noiseEvery: -1 }, 'traceTraining: noiseEvery must be a number of epochs >= 0, got -1'],
  [{}, { every: 2 }, 'traceTraining: unknown option every'],
])('traceTraining refuses %o with %o', (variant, options, message) => {
  expect(() => traceTraining(variant as Variant, options as object)).toThrow(message);
});

test('effectiveRates refuses what cannot be', () => {
  expect(() => effectiveRates([1], { optimizer: 'adam', learningRate: 0.1 })).toThrow('update must be an integer >= 1');
  expect(() => effectiveRates([1], { optimizer: 'sgd' as never, learningRate: 0.1 })).toThrow(
    'optimizer must be one of',
  );
});
