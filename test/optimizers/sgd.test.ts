import { expect, test } from 'vitest';
import { Sgd, sgd } from '../../lib/optimizers/sgd.ts';
import { tf } from '../../lib/tf.ts';
import { updatesOf } from './toy.ts';

const GRADIENTS = [
  [0.5, -1],
  [0.25, 2],
  [-1, 0.125],
];

/** The rule in double precision, one weight at a time. */
function byHand(lr: (n: number) => number, momentum: number, nesterov: boolean): number[][] {
  const w = [1, 2];
  const v = [0, 0];
  return GRADIENTS.map((g, n) => {
    for (const i of [0, 1]) {
      v[i] = momentum * v[i] - lr(n) * g[i];
      w[i] += nesterov ? momentum * v[i] - lr(n) * g[i] : v[i];
    }
    return [...w];
  });
}

function expectClose(actual: number[][], expected: number[][]) {
  actual.flat().forEach((value, i) => void expect(value).toBeCloseTo(expected.flat()[i], 6));
}

test('sgd() has the defaults of Keras 2.3', () => {
  const { learningRate, momentum, nesterov, decay, iterations } = sgd();
  expect({ learningRate, momentum, nesterov, decay, iterations }).toEqual({
    learningRate: 0.01,
    momentum: 0,
    nesterov: false,
    decay: 0,
    iterations: 0,
  });
});

test('sgd makes one step as by hand', () => {
  const [[a, b]] = updatesOf(sgd({ learningRate: 0.5 }), [[0.5, -1]]);
  expect([a, b]).toEqual([0.75, 2.5]);
});

test.each([
  ['plain', 0, false],
  ['momentum', 0.9, false],
  ['nesterov', 0.9, true],
])('sgd follows its formula over several steps: %s', (_, momentum, nesterov) => {
  const optimizer = sgd({ learningRate: 0.1, momentum, nesterov });
  expectClose(
    updatesOf(optimizer, GRADIENTS),
    byHand(() => 0.1, momentum, nesterov),
  );
  optimizer.dispose();
});

test('sgd decays the rate with every update, the first one at the full rate', () => {
  const optimizer = sgd({ learningRate: 0.1, decay: 0.5, momentum: 0.5 });
  expectClose(
    updatesOf(optimizer, GRADIENTS),
    byHand((n) => 0.1 / (1 + 0.5 * n), 0.5, false),
  );
  expect(optimizer.iterations).toBe(3);
  expect(optimizer.learningRate).toBe(0.1);
  expect(optimizer.effectiveLearningRate).toBeCloseTo(0.04, 8);
  optimizer.dispose();
});

test('sgd keeps the velocity when the rate changes, as Keras does and tf.train.momentum does not', () => {
  const optimizer = sgd({ learningRate: 1, momentum: 0.5 });
  const weight = tf.variable(tf.scalar(0));
  const step = (g: number) => tf.tidy(() => optimizer.applyGradients({ [weight.name]: tf.scalar(g) }));
  step(1);
  optimizer.learningRate = 0;
  step(1);
  expect(weight.dataSync()[0]).toBe(-1.5);
  optimizer.dispose();
  weight.dispose();
});

test('sgd minimizes a function through tf.Optimizer.minimize', () => {
  const x = tf.variable(tf.scalar(3));
  const optimizer = sgd({ learningRate: 0.1 });
  for (let i = 0; i < 50; i++) optimizer.minimize(() => tf.square(x) as never, false, [x]);
  expect(Math.abs(x.dataSync()[0])).toBeLessThan(1e-3);
  x.dispose();
});

test('sgd({ learningRate }) is stored as float32 and read as the shortest decimal', () => {
  const optimizer = sgd({ learningRate: 0.1 + 0.2 });
  expect(optimizer.learningRate).toBe(0.3);
  optimizer.learningRate = 1e-50;
  expect(optimizer.learningRate).toBe(0);
});

test('sgd(options) refuses what cannot be', () => {
  expect(() => sgd({ learningRate: -1 })).toThrow('sgd: learningRate must be a number >= 0, got -1');
  expect(() => sgd({ learningRate: '0.1' as never })).toThrow("sgd: learningRate must be a number >= 0, got '0.1'");
  expect(() => sgd({ momentum: 1.5 })).toThrow('sgd: momentum must be a number from 0 to 1, got 1.5');
  expect(() => sgd({ decay: Number.NaN })).toThrow('sgd: decay must be a number >= 0, got NaN');
  expect(() => sgd({ nesterov: 1 as never })).toThrow('sgd: nesterov must be true or false, got 1');
  expect(() => sgd({ lr: 0.1 } as never)).toThrow('sgd: unknown option lr; did you mean learningRate?');
  expect(() => sgd({ learning_rate: 0.1 } as never)).toThrow(
    'sgd: unknown option learning_rate; did you mean learningRate?',
  );
  expect(() => sgd({ beta: 0.1 } as never)).toThrow('the options are learningRate, momentum, nesterov, decay');
  expect(() => sgd(0.01 as never)).toThrow('sgd: options must be an object like { learningRate: ... }, got 0.01');
  const optimizer = sgd();
  const setNegative = () => {
    optimizer.learningRate = -0.1;
  };
  expect(setNegative).toThrow('sgd: learningRate must be a number >= 0, got -0.1');
});

test('sgd is an instance of its own class and of tf.Optimizer; an optimizer of tf.train is not of ours', () => {
  expect(sgd()).toBeInstanceOf(Sgd);
  expect(sgd()).toBeInstanceOf(tf.Optimizer);
  expect(tf.train.sgd(0.1) instanceof Sgd).toBe(false);
});
