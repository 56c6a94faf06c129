import seedrandom from 'seedrandom';
import { expect, test } from 'vitest';
import { createTrainer, type DenseLayer, type TrainerSettings } from '../../lib/engine/index.ts';

const layersOf = (sizes: number[], hidden: DenseLayer['activation'] = 'relu'): DenseLayer[] =>
  sizes.slice(1).map((units, i) => {
    const isLast = i === sizes.length - 2;
    return { inputs: sizes[i], units, activation: isLast ? 'softmax' : hidden, useBias: true };
  });

/** A trainer with made-up weights, and made-up data of so many rows. */
function makeUp(sizes: number[], rows: number, more: Partial<TrainerSettings> = {}) {
  const random = seedrandom.alea('trainer');
  const layers = layersOf(sizes);
  const optimizer = { kind: 'sgd', learningRate: 0.01 } as const;
  const trainer = createTrainer({ layers, loss: 'softmaxCrossEntropy', accuracy: 'categorical', optimizer, ...more });
  const draw = (count: number, size: number) => Float32Array.from({ length: count }, () => size * (2 * random() - 1));
  trainer.setWeights(
    layers.flatMap(({ inputs, units }) => [draw(inputs * units, Math.sqrt(6 / inputs)), draw(units, 0)]),
  );
  const classes = sizes[sizes.length - 1];
  const x = draw(rows * sizes[0], 2);
  const y = new Float32Array(rows * classes);
  for (let row = 0; row < rows; row++) y[row * classes + (x[row * sizes[0]] > 0 ? 0 : 1)] = 1;
  return { trainer, data: trainer.addData({ x, y }), x, y };
}

test.each([
  [2, 50, 3],
  [5, 3],
  [1, 2],
  [4, 4, 4, 4],
  [9, 17, 6],
])('weights and slots come back as they were set: %o', (...sizes) => {
  const layers = layersOf(sizes.filter(Boolean));
  const optimizer = { kind: 'adam', learningRate: 0.1, beta1: 0.9, beta2: 0.999 } as const;
  const trainer = createTrainer({ layers, loss: 'softmaxCrossEntropy', optimizer });
  let next = 1;
  const make = () =>
    layers.flatMap(({ inputs, units }) =>
      [inputs * units, units].map((n) => Float32Array.from({ length: n }, () => next++)),
    );
  const [weights, m, v] = [make(), make(), make()];
  trainer.setWeights(weights);
  trainer.setSlots(0, m);
  trainer.setSlots(1, v);
  expect(trainer.getWeights()).toEqual(weights);
  expect(trainer.getSlots()).toEqual([m, v]);
  trainer.dispose();
});

test('an epoch in pieces is the epoch at a stretch, to the bit', () => {
  const [whole, pieces] = [makeUp([3, 20, 4], 100), makeUp([3, 20, 4], 100)];
  const result = whole.trainer.trainEpoch(whole.data, { batchSize: 16 });
  pieces.trainer.beginEpoch(pieces.data, { batchSize: 16 });
  while (pieces.trainer.train(1) > 0);
  expect(pieces.trainer.result()).toEqual(result);
  expect(pieces.trainer.getWeights()).toEqual(whole.trainer.getWeights());
});

test('a batch of several chunks makes one update with the gradient of all its rows', () => {
  const [large, small] = [makeUp([3, 20, 4], 500, { maxBatch: 500 }), makeUp([3, 20, 4], 500, { maxBatch: 4 })];
  const results = [large, small].map(({ trainer, data }) => trainer.trainEpoch(data, { batchSize: 500 }));
  expect(results[0].loss).toBeCloseTo(results[1].loss, 5);
  expect([large.trainer.iterations, small.trainer.iterations]).toEqual([1, 1]);
  const [a, b] = [large.trainer.getWeights(), small.trainer.getWeights()];
  a.forEach((list, i) => {
    for (const [j, value] of list.entries()) expect(value).toBeCloseTo(b[i][j], 5);
  });
});

test('the order decides which rows a batch has, and rates which rate each update', () => {
  const rows = 6;
  const [one, other] = [makeUp([2, 5, 3], rows), makeUp([2, 5, 3], rows)];
  const order = [4, 2, 0, 5, 1, 3];
  one.trainer.orderOf(one.data).set(order);
  one.trainer.trainEpoch(one.data, { batchSize: 2, ordered: true, rates: [0.1, 0, 0.2] });
  const x = Float32Array.from(order.flatMap((row) => [...other.x.subarray(2 * row, 2 * row + 2)]));
  const y = Float32Array.from(order.flatMap((row) => [...other.y.subarray(3 * row, 3 * row + 3)]));
  const permuted = other.trainer.addData({ x, y });
  other.trainer.trainEpoch(permuted, { batchSize: 2, rates: [0.1, 0, 0.2] });
  expect(one.trainer.getWeights()).toEqual(other.trainer.getWeights());
});

test('the same training gives the same bits, also after another trainer had the memory', () => {
  const run = () => {
    const { trainer, data } = makeUp([2, 50, 3], 200, {
      optimizer: { kind: 'momentum', learningRate: 0.05, momentum: 0.9 },
    });
    for (let epoch = 0; epoch < 5; epoch++) trainer.trainEpoch(data);
    const weights = trainer.getWeights();
    trainer.dispose();
    return weights;
  };
  const first = run();
  makeUp([9, 30, 30, 7], 100).trainer.dispose();
  expect(run()).toEqual(first);
});

test("the lab's problem takes less than 1 MB, and a large batch no more than a small one", () => {
  expect(makeUp([2, 50, 3], 1000).trainer.memoryBytes).toBeLessThan(2 ** 20);
  const [small, large] = [32, 20_000].map((maxBatch) => makeUp([2, 50, 3], 20_000, { maxBatch }).trainer.memoryBytes);
  expect(large - small).toBeLessThan(2 ** 17);
});

test('a million rows train, in memory that grows with the data alone', () => {
  const rows = 1_000_000;
  const { trainer, data } = makeUp([2, 8, 3], rows);
  const { loss, acc } = trainer.trainEpoch(data, { batchSize: 512 });
  expect(loss).toBeLessThan(1);
  expect(acc).toBeGreaterThan(0.7);
  expect(trainer.memoryBytes).toBeLessThan(rows * 4 * (2 + 3 + 1 + 1) + 2 ** 20);
});

test('three layers of 1,024 units train', () => {
  const { trainer, data } = makeUp([20, 1024, 1024, 1024, 10], 64, { optimizer: { kind: 'sgd', learningRate: 0.001 } });
  const losses = [0, 1, 2].map(() => trainer.trainEpoch(data).loss);
  expect(losses[2]).toBeLessThan(losses[0]);
  trainer.dispose();
});

test('training that has diverged goes on with numbers that are none', () => {
  const { trainer, data } = makeUp([2, 50, 3], 64, { optimizer: { kind: 'sgd', learningRate: 1e30 } });
  for (let epoch = 0; epoch < 5; epoch++) trainer.trainEpoch(data);
  expect(trainer.evaluate(data).loss).toBeNaN();
});

test.each([
  [{ layers: [] }, 'createTrainer: layers must have at least one'],
  [{ layers: layersOf([2, 0]) }, 'createTrainer: layers[0] must have sizes >= 1, got 2 inputs and 0 units'],
  [{ layers: [...layersOf([2, 3]), ...layersOf([3, 2])] }, 'createTrainer: layers[0] must not be a softmax'],
  [
    { layers: [{ ...layersOf([2, 3])[0], activation: 'tanh' as const }, ...layersOf([4, 2])] },
    'layers[1] must have 3 inputs, got 4',
  ],
  [
    { layers: [{ ...layersOf([2, 3])[0], activation: 'tanh' as const }] },
    'the last activation must be softmax, got tanh',
  ],
])('createTrainer refuses what does not fit together', (settings, message) => {
  const all = { loss: 'softmaxCrossEntropy', optimizer: { kind: 'sgd', learningRate: 1 }, ...settings } as const;
  expect(() => createTrainer(all)).toThrow(message);
});

test('addData refuses lengths that do not fit', () => {
  const { trainer } = makeUp([2, 3], 4);
  expect(() => trainer.addData({ x: [1, 2, 3], y: [1, 0, 0] })).toThrow(
    'addData: x and y must have n * 2 and n * 3 numbers, got 3 and 3',
  );
  expect(() => trainer.addData({ x: [1, 2], y: [1, 0, 0], weights: [1, 1] })).toThrow(
    'addData: weights must have 1 numbers, got 2',
  );
});
