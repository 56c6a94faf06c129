import type * as TF from '@tensorflow/tfjs';
import seedrandom from 'seedrandom';
import { beforeAll, expect, test } from 'vitest';
import { type FitOptions, fit } from '../lib/fit.ts';
import { categoricalCrossentropy } from '../lib/loss.ts';
import { createOptimizer, type OptimizerName } from '../lib/optimizers/create-optimizer.ts';
import { tf } from '../lib/tf.ts';

beforeAll(async () => void (await tf.setBackend('cpu')));

/** A fit that is made up from a seed: model, data, optimizer and options, the same in every call. */
function madeUpFit(seed: number) {
  const random = seedrandom.alea(`case ${seed}`);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)];
  const upTo = (n: number) => 1 + Math.floor(random() * n);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

  const sizes = [upTo(9), ...Array.from({ length: Math.floor(random() * 4) }, () => upTo(13)), upTo(6)];
  const classes = sizes[sizes.length - 1];
  const losses = [
    'meanSquaredError',
    'binaryCrossentropy',
    ...(classes > 1 ? ['ours', 'categoricalCrossentropy'] : []),
  ];
  const loss = pick(losses);
  const isClassified = loss === 'ours' || loss === 'categoricalCrossentropy';
  // Smooth activations: at a kink rounding decides, and two correct programs may differ.
  const hidden = ['tanh', 'sigmoid', 'elu', 'linear', 'relu'] as const;
  const last = isClassified ? 'softmax' : pick(['sigmoid', 'linear', 'tanh', 'softmax'] as const);
  const layers = sizes.slice(1).map((units, i) => ({
    units,
    useBias: random() < 0.8,
    activation: i === sizes.length - 2 ? (loss === 'binaryCrossentropy' ? ('sigmoid' as const) : last) : pick(hidden),
    ...(i === 0 && { inputShape: [sizes[0]] }),
  }));
  const weights = layers.flatMap(({ units, useBias }, i) => {
    const kernel = Array.from({ length: sizes[i] * units }, () => normal() / Math.sqrt(sizes[i]));
    return useBias ? [kernel, Array.from({ length: units }, () => 0.1 * normal())] : [kernel];
  });
  const optimizerName = pick([
    'sgd',
    'momentum',
    'nesterov',
    'rmsprop',
    'adagrad',
    'adam',
    'adamw',
    ...TRAIN_OPTIMIZERS,
  ]);
  const decay = pick([0, 0, 0.1]);
  const learningRate = pick([0.003, 0.01, 0.02]);
  const metrics = pick([[], ['accuracy'], ['acc']]);

  const rows = 3 + upTo(20);
  const row = (count: number) => Array.from({ length: count }, normal);
  const oneHot = random() < 0.7;
  const target = () => {
    if (!isClassified && loss !== 'binaryCrossentropy') return row(classes);
    if (loss === 'binaryCrossentropy') return Array.from({ length: classes }, () => Number(random() < 0.5));
    const label = Math.floor(random() * classes);
    const soft = Array.from({ length: classes }, () => random() + 0.01);
    const total = soft.reduce((a, b) => a + b);
    return soft.map((value, i) => (oneHot ? Number(i === label) : value / total));
  };
  const make = (n: number) => ({
    x: Array.from({ length: n }, () => row(sizes[0])),
    y: Array.from({ length: n }, target),
  });
  const [train, validation] = [make(rows), make(upTo(9))];
  const how = pick(['none', 'data', 'split']);
  const weighted = random() < 0.2 && classes > 1;
  const options = (): FitOptions => ({
    epochs: 2,
    batchSize: upToBatch,
    shuffle: shuffled,
    seed,
    ...(how === 'data' && {
      validationData: [tf.tensor2d(validation.x), tf.tensor2d(validation.y)] as [TF.Tensor, TF.Tensor],
    }),
    ...(how === 'split' && { validationSplit: 0.3 }),
    ...(weighted && { classWeight: Object.fromEntries(classWeights.map((value, i) => [i, value])) }),
  });
  const upToBatch = upTo(rows + 3);
  const shuffled = random() < 0.7;
  const classWeights = Array.from({ length: classes }, () => 0.5 + random());

  const build = () => {
    const model = tf.sequential({ layers: layers.map((layer) => tf.layers.dense(layer)) });
    model.setWeights(weights.map((values, i) => tf.tensor(values, model.getWeights()[i].shape)));
    const optimizer = makeOptimizer(optimizerName, learningRate, decay);
    model.compile({ optimizer, loss: (loss === 'ours' ? categoricalCrossentropy : loss) as string, metrics });
    return model;
  };
  const name = `${sizes.join('-')} ${layers.map(({ activation }) => activation).join(' ')} ${loss} ${optimizerName}`;
  return { name, build, options, x: () => tf.tensor2d(train.x), y: () => tf.tensor2d(train.y) };
}

const TRAIN_OPTIMIZERS = ['tfSgd', 'tfMomentum', 'tfNesterov', 'tfRmsprop', 'tfAdagrad', 'tfAdam'];

function makeOptimizer(name: string, learningRate: number, decay: number): TF.Optimizer {
  if (name === 'momentum') return createOptimizer('sgd', { learningRate, decay, momentum: 0.9 });
  if (name === 'nesterov') return createOptimizer('sgd', { learningRate, decay, momentum: 0.8, nesterov: true });
  if (name === 'tfSgd') return tf.train.sgd(learningRate);
  if (name === 'tfMomentum') return tf.train.momentum(learningRate, 0.9);
  if (name === 'tfNesterov') return tf.train.momentum(learningRate, 0.8, true);
  if (name === 'tfRmsprop') return tf.train.rmsprop(learningRate, 0.8, 0.5);
  if (name === 'tfAdagrad') return tf.train.adagrad(learningRate, 0.2);
  if (name === 'tfAdam') return tf.train.adam(learningRate);
  return createOptimizer(name as OptimizerName, { learningRate, decay });
}

/** The largest difference of two lists of lists, relative where numbers are large. */
function difference(ours: ArrayLike<number>[], theirs: ArrayLike<number>[]): number {
  expect(ours.map(({ length }) => length)).toEqual(theirs.map(({ length }) => length));
  let largest = 0;
  ours.forEach((list, i) => {
    Array.from(list).forEach((value, j) => {
      const other = theirs[i][j];
      const apart = Math.abs(value - other) / Math.max(1, Math.abs(other));
      if (!(apart <= largest)) largest = apart;
    });
  });
  return largest;
}

/** Trains a made-up fit twice in a row with one engine; returns everything that can be seen afterwards. */
async function outcome(seed: number, engine: 'fused' | 'tfjs') {
  const { build, options, x, y } = madeUpFit(seed);
  const model = build();
  const curves: Record<string, number[]>[] = [];
  for (let again = 0; again < 2; again++) {
    const { history } = await fit(model, x(), y(), { ...options(), engine });
    curves.push(history as Record<string, number[]>);
  }
  const state = await model.optimizer.getWeights();
  return {
    curves,
    names: curves.map((one) => Object.keys(one)),
    weights: model.getWeights().map((weight) => weight.dataSync()),
    stateNames: state.map(({ name }) => name.replace(/^dense_Dense\d+/, '')),
    state: state.map(({ tensor }) => tensor.dataSync()),
  };
}

test.each(
  Array.from({ length: 10 }, (_, part) => [56 * part]),
)('the fused engine trains as model.fit does: 56 made-up fits from seed %i on', async (first) => {
  for (let seed = first; seed < first + 56; seed++) {
    const { name } = madeUpFit(seed);
    tf.engine().startScope();
    const ours = await outcome(seed, 'fused');
    const theirs = await outcome(seed, 'tfjs');
    expect(ours.names, name).toEqual(theirs.names);
    expect(ours.stateNames.length, name).toBe(theirs.stateNames.length);
    for (const [i, curve] of ours.curves.entries()) {
      expect(
        difference(Object.values(curve), Object.values(theirs.curves[i])),
        `seed ${seed}, curves, ${name}`,
      ).toBeLessThan(1e-4);
    }
    expect(difference(ours.weights, theirs.weights), `seed ${seed}, weights, ${name}`).toBeLessThan(1e-4);
    expect(difference(ours.state, theirs.state), `seed ${seed}, state, ${name}`).toBeLessThan(1e-4);
    tf.engine().endScope();
  }
});

test.for([2, 3, 4, 6])('where numbers run away, fit counts the hits of model.fit: %i classes', async (classes) => {
  for (const loss of [categoricalCrossentropy, 'categoricalCrossentropy']) {
    for (const [place, poison] of [
      [classes - 1, Number.NaN],
      [0, Number.POSITIVE_INFINITY],
    ]) {
      const accuracies = [];
      for (const engine of ['fused', 'tfjs'] as const) {
        const model = tf.sequential({
          layers: [tf.layers.dense({ units: classes, activation: 'softmax', inputShape: [1] })],
        });
        const kernel = Array.from({ length: classes }, (_, unit) => (unit === place ? poison : unit));
        model.setWeights([tf.tensor([kernel]), tf.zeros([classes])]);
        model.compile({ optimizer: createOptimizer('sgd', { learningRate: 0 }), loss, metrics: ['accuracy'] });
        const rows = Array.from({ length: 2 * classes + 3 }, (_, row) => row % classes);
        const y = tf.oneHot(tf.tensor1d(rows, 'int32'), classes).toFloat() as TF.Tensor2D;
        const { history } = await fit(model, tf.ones([rows.length, 1]), y, { engine, shuffle: false });
        accuracies.push((history.acc as number[])[0]);
      }
      expect(accuracies[0], `${classes} classes, ${poison}`).toBeCloseTo(accuracies[1]!, 6);
    }
  }
});
