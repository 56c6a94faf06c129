import { expect, test } from 'vitest';
import {
  categoricalCrossentropy,
  createModel,
  fit,
  getLearningRate,
  oneCycle,
  oneCycleMomentum,
  prepareData,
  type ScheduleVariant,
  setLearningRate,
  sgd,
  study,
  type Variant,
} from '../../lib/index.ts';
import type { Sgd } from '../../lib/optimizers/sgd.ts';

const EPOCHS = 6;
const UPDATES = 16 * EPOCHS;

/** One-cycle with its momentum, by epochs or by updates. */
function variantOf(per: 'epoch' | 'update', nesterov = false): Variant {
  const totalSteps = per === 'epoch' ? EPOCHS : UPDATES;
  return {
    nesterov,
    schedule: { name: 'oneCycle', per, maxLearningRate: 0.02, totalSteps },
    momentumSchedule: { name: 'oneCycleMomentum', per, totalSteps },
  };
}

/** A fit whose callback sets rate and momentum before each epoch or each update. */
async function fitByHand(per: 'epoch' | 'update', nesterov: boolean, engine: 'fused' | 'tfjs', epochs = EPOCHS) {
  const { trainX, trainY, testX, testY } = prepareData();
  const totalSteps = per === 'epoch' ? EPOCHS : UPDATES;
  const rate = oneCycle({ maxLearningRate: 0.02, totalSteps });
  const momentum = oneCycleMomentum({ totalSteps });
  const model = createModel({ seed: 3 });
  const optimizer = sgd({ momentum: 0.9, nesterov });
  model.compile({ optimizer, loss: categoricalCrossentropy, metrics: ['accuracy'] });
  let step = 0;
  const next = async () => {
    setLearningRate(model, rate(step));
    optimizer.momentum = momentum(step++);
  };
  const callbacks = per === 'epoch' ? { onEpochBegin: next } : { onBatchBegin: next };
  const options = {
    epochs,
    validationData: [testX, testY] as [typeof testX, typeof testY],
    seed: 3,
    callbacks,
    engine,
  };
  const { history } = await fit(model, trainX, trainY, options);
  expect(getLearningRate(model)).toBeCloseTo(rate(step - 1), 8);
  expect((model.optimizer as Sgd).momentum).toBe(momentum(step - 1));
  return history;
}

test.each([
  ['epoch', false],
  ['update', false],
  ['update', true],
] as const)('study with a momentumSchedule per %s, nesterov %s, is a fit whose callback sets both', async (per, nesterov) => {
  const { histories } = await study({ cycle: variantOf(per, nesterov) }, { seeds: [3], epochs: EPOCHS, workers: 1 });
  const byHand = await fitByHand(per, nesterov, 'fused');
  for (const key of ['loss', 'acc', 'val_loss', 'val_acc']) expect(histories.cycle[0]![key]).toEqual(byHand[key]);
});

test('study with a momentumSchedule follows model.fit of TensorFlow.js', async () => {
  const { histories } = await study({ cycle: variantOf('update') }, { seeds: [3], epochs: EPOCHS, workers: 1 });
  const byHand = await fitByHand('update', false, 'tfjs', 2);
  byHand.val_loss!.forEach((loss, epoch) => {
    expect(histories.cycle[0]!.val_loss![epoch]).toBeCloseTo(loss as number, 3);
  });
});

test('study with a constant momentumSchedule gives the numbers of that momentum', async () => {
  const constant: ScheduleVariant = { name: 'stepDecay', learningRate: 0.9, stepSize: 1000 };
  const { histories } = await study(
    {
      momentum: { learningRate: 0.01, momentum: 0.9 },
      perEpoch: { learningRate: 0.01, momentumSchedule: constant },
      perUpdate: { learningRate: 0.01, momentumSchedule: { ...constant, per: 'update' } },
      small: { learningRate: 0.01, momentumSchedule: { ...constant, learningRate: 0.5 } },
    },
    { seeds: 3, epochs: 5, workers: 1 },
  );
  expect(histories.perEpoch).toEqual(histories.momentum);
  expect(histories.perUpdate).toEqual(histories.momentum);
  expect(histories.small[0]!.loss).not.toEqual(histories.momentum[0]!.loss);
});

test('study takes batches of more than one chunk with a momentum for each update', async () => {
  const constant: ScheduleVariant = { name: 'stepDecay', learningRate: 0.9, stepSize: 1000, per: 'update' };
  const { histories } = await study(
    { fixed: { momentum: 0.9 }, scheduled: { momentumSchedule: constant } },
    { seeds: 2, epochs: 3, batchSize: 150, workers: 1 },
  );
  expect(histories.scheduled).toEqual(histories.fixed);
});

test('linearWarmup of a study goes on with the schedule in after', async () => {
  const cosine = { name: 'cosineDecay', learningRate: 0.1, decaySteps: 4 };
  const warm: ScheduleVariant = { name: 'linearWarmup', learningRate: 0.1, warmupSteps: 2, after: cosine };
  const { histories } = await study({ warm: { schedule: warm } }, { seeds: 1, epochs: 5, workers: 1 });
  const expected = [0, 0.05, 0.1, 0.1 * 0.5 * (1 + Math.SQRT1_2), 0.05];
  histories.warm[0]!.lr.forEach((rate, epoch) => void expect(rate).toBeCloseTo(expected[epoch]!, 7));
});

const cycle = { name: 'oneCycleMomentum', totalSteps: 10 };

test.each([
  [{ optimizer: 'adam', momentumSchedule: cycle }, "optimizer must be 'sgd' with a momentumSchedule, got 'adam'"],
  [{ momentum: 0.9, momentumSchedule: cycle }, 'momentum must be left out with a momentumSchedule, got 0.9'],
  [{ momentumSchedule: { ...cycle, name: 'twoCycles' } }, "got 'twoCycles'"],
  [
    { momentumSchedule: { name: 'stepDecay', learningRate: 2, stepSize: 5 } },
    'momentumSchedule at step 0 must be a number from 0 to 1, got 2',
  ],
  [{ schedule: { name: 'linearWarmup', learningRate: 1, warmupSteps: 1, after: { name: 'no' } } }, "got 'no'"],
])('study refuses %o before any training', async (wrong, message) => {
  await expect(study({ wrong: wrong as Variant }, { seeds: 1, epochs: 1 })).rejects.toThrow(message);
});

test('sgd({ momentum }) lets the momentum be set, but not where there was none', () => {
  const optimizer = sgd({ momentum: 0.9 });
  optimizer.momentum = 0.85;
  expect(optimizer.getConfig().momentum).toBe(0.85);
  expect(() => {
    optimizer.momentum = 2;
  }).toThrow('sgd: momentum must be a number from 0 to 1, got 2');
  expect(() => {
    sgd().momentum = 0.9;
  }).toThrow('make the optimizer with a momentum above 0');
});
