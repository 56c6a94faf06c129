import seedrandom from 'seedrandom';
import { expect, test } from 'vitest';
import { createTrainer, type DenseLayer, type TrainerSettings } from '../../lib/engine/index.ts';

const random = seedrandom.alea('gradients');
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const ACTIVATE: Record<string, (z: number[]) => number[]> = {
  linear: (z) => z,
  relu: (z) => z.map((v) => Math.max(v, 0)),
  tanh: (z) => z.map(Math.tanh),
  sigmoid: (z) => z.map((v) => 1 / (1 + Math.exp(-v))),
  elu: (z) => z.map((v) => (v > 0 ? v : Math.expm1(v))),
  softmax: (z) => {
    const powers = z.map((v) => Math.exp(v - Math.max(...z)));
    const sum = powers.reduce((a, b) => a + b);
    return powers.map((v) => v / sum);
  },
};

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

const LOSS: Record<string, (t: number[], p: number[]) => number> = {
  softmaxCrossEntropy: (t, p) => -sum(t.map((v, i) => v * Math.log(p[i]))),
  categoricalCrossEntropy: (t, p) => -sum(t.map((v, i) => v * Math.log(p[i]))),
  binaryCrossEntropy: (t, p) => -sum(t.map((v, i) => v * Math.log(p[i]) + (1 - v) * Math.log(1 - p[i]))) / t.length,
  squaredError: (t, p) => sum(t.map((v, i) => (v - p[i]) ** 2)) / t.length,
};

/** The mean loss in double precision, by the definition. */
function lossOf(
  layers: DenseLayer[],
  loss: string,
  weights: number[][],
  x: number[][],
  y: number[][],
  row: number[],
): number {
  const losses = x.map((inputs, n) => {
    let next = 0;
    let values = inputs;
    for (const { units, useBias, activation } of layers) {
      const kernel = weights[next++];
      const bias = useBias ? weights[next++] : undefined;
      const before = values;
      const z = Array.from(
        { length: units },
        (_, u) => sum(before.map((v, i) => v * kernel[i * units + u])) + (bias?.[u] ?? 0),
      );
      values = ACTIVATE[activation](z);
    }
    return row[n] * LOSS[loss](y[n], values);
  });
  return sum(losses) / x.length;
}

const SHAPES: [string, number[]][] = [
  ['few inputs, few outputs', [2, 7, 3]],
  ['four inputs, four outputs', [4, 9, 4]],
  ['one input, two outputs', [1, 5, 2]],
  ['many inputs, many outputs', [6, 5, 7]],
  ['three layers', [3, 6, 10, 5]],
  ['no hidden layer', [5, 3]],
];
const HIDDEN: DenseLayer['activation'][] = ['tanh', 'sigmoid', 'elu', 'linear', 'relu'];
const ENDS: [TrainerSettings['loss'], DenseLayer['activation']][] = [
  ['softmaxCrossEntropy', 'softmax'],
  ['categoricalCrossEntropy', 'softmax'],
  ['binaryCrossEntropy', 'sigmoid'],
  ['squaredError', 'linear'],
  ['squaredError', 'tanh'],
  ['squaredError', 'sigmoid'],
  ['squaredError', 'elu'],
  ['squaredError', 'softmax'],
];
const cases = SHAPES.flatMap(([shape, sizes]) =>
  ENDS.flatMap(([loss, last]) => HIDDEN.map((hidden) => ({ shape, sizes, loss, last, hidden }))),
);

test.each(cases)('gradients are those of finite differences: $shape, $hidden, $last, $loss', (one) => {
  const { sizes, loss, last, hidden } = one;
  const layers = sizes.slice(1).map((units, i): DenseLayer => {
    const isLast = i === sizes.length - 2;
    return { inputs: sizes[i], units, useBias: random() < 0.7, activation: isLast ? last : hidden };
  });
  const weights = layers.flatMap(({ inputs, units, useBias }) => {
    const draw = (count: number) => Array.from({ length: count }, () => Math.fround(0.5 * normal()));
    return useBias ? [draw(inputs * units), draw(units)] : [draw(inputs * units)];
  });
  const rows = 11;
  const classes = sizes[sizes.length - 1];
  const oneHot = random() < 0.5;
  const x = Array.from({ length: rows }, () => Array.from({ length: sizes[0] }, () => Math.fround(normal())));
  const y = x.map((_, n) => {
    const label = Math.floor(random() * classes);
    if (oneHot) return Array.from({ length: classes }, (_, i) => Number(i === label));
    const soft = Array.from({ length: classes }, () => 0.1 + random());
    return soft.map((value) => Math.fround(value / sum(soft)) + 0 * n);
  });
  const weighted = random() < 0.5;
  const row = x.map(() => (weighted ? Math.fround(0.5 + random()) : 1));

  const trainer = createTrainer({ layers, loss, optimizer: { kind: 'sgd', learningRate: 0 }, maxBatch: 8 });
  trainer.setWeights(weights);
  const data = trainer.addData({ x: x.flat(), y: y.flat(), weights: weighted ? row : undefined });
  const gradient = trainer.gradient(data);
  trainer.dispose();

  weights.forEach((values, i) => {
    values.forEach((value, j) => {
      const step = 1e-5;
      const at = (moved: number) => {
        const changed = weights.map((list) => list.slice());
        changed[i][j] = moved;
        return lossOf(layers, loss, changed, x, y, row);
      };
      const expected = (at(value + step) - at(value - step)) / (2 * step);
      expect(Math.abs(gradient[i][j] - expected)).toBeLessThan(2e-6 + 2e-5 * Math.abs(expected));
    });
  });
});
