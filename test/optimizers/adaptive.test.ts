import { expect, test } from 'vitest';
import { adagrad } from '../../lib/optimizers/adagrad.ts';
import { adam, adamRate } from '../../lib/optimizers/adam.ts';
import { rmsprop } from '../../lib/optimizers/rmsprop.ts';
import { updatesOf } from './toy.ts';

const GRADIENTS = [
  [0.5, -1],
  [0.25, 2],
  [-1, 0.125],
];

/** Runs a rule of one weight in double precision over the gradients, for two weights. */
function byHand(makeRule: () => (g: number, n: number) => number): number[][] {
  const rules = [makeRule(), makeRule()];
  const w = [1, 2];
  return GRADIENTS.map((g, n) => {
    for (const i of [0, 1]) w[i] -= rules[i](g[i], n);
    return [...w];
  });
}

function expectClose(actual: number[][], expected: number[][]) {
  actual.flat().forEach((value, i) => void expect(value).toBeCloseTo(expected.flat()[i], 5));
}

test('rmsprop() has the defaults of Keras 2.3', () => {
  expect(rmsprop().getConfig()).toEqual({ learningRate: 0.001, rho: 0.9, epsilon: 1e-7, decay: 0 });
});

test('adagrad() has the defaults of Keras 2.3', () => {
  expect(adagrad().getConfig()).toEqual({ learningRate: 0.01, epsilon: 1e-7, decay: 0 });
});

test('adam() has the defaults of Keras 2.3', () => {
  expect(adam().getConfig()).toEqual({ learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, decay: 0 });
});

test('rmsprop follows its formula, with epsilon outside the root and decay', () => {
  const optimizer = rmsprop({ learningRate: 0.1, rho: 0.8, epsilon: 0.5, decay: 0.25 });
  const expected = byHand(() => {
    let a = 0;
    return (g, n) => {
      a = 0.8 * a + 0.2 * g * g;
      return ((0.1 / (1 + 0.25 * n)) * g) / (Math.sqrt(a) + 0.5);
    };
  });
  expectClose(updatesOf(optimizer, GRADIENTS), expected);
  optimizer.dispose();
});

test('adagrad follows its formula, from a sum of zero', () => {
  const optimizer = adagrad({ learningRate: 0.1, epsilon: 0.5, decay: 0.25 });
  const expected = byHand(() => {
    let a = 0;
    return (g, n) => {
      a += g * g;
      return ((0.1 / (1 + 0.25 * n)) * g) / (Math.sqrt(a) + 0.5);
    };
  });
  expectClose(updatesOf(optimizer, GRADIENTS), expected);
  optimizer.dispose();
});

test('adagrad makes its first step as long as the rate, whatever the gradient', () => {
  const [[a, b]] = updatesOf(adagrad({ learningRate: 0.5 }), [[1e-3, -40]]);
  expect(a).toBeCloseTo(0.5, 3);
  expect(b).toBeCloseTo(2.5, 5);
});

test('adam follows its formula, with both corrections and decay', () => {
  const optimizer = adam({ learningRate: 0.1, beta1: 0.8, beta2: 0.9, epsilon: 0.5, decay: 0.25 });
  const expected = byHand(() => {
    let [m, v] = [0, 0];
    return (g, n) => {
      m = 0.8 * m + 0.2 * g;
      v = 0.9 * v + 0.1 * g * g;
      const lr = ((0.1 / (1 + 0.25 * n)) * Math.sqrt(1 - 0.9 ** (n + 1))) / (1 - 0.8 ** (n + 1));
      return (lr * m) / (Math.sqrt(v) + 0.5);
    };
  });
  expectClose(updatesOf(optimizer, GRADIENTS), expected);
  optimizer.dispose();
});

test('adamRate(lr, 0.9, 0.999, t) goes from a third of the rate back to the rate', () => {
  expect(adamRate(0.001, 0.9, 0.999, 1)).toBeCloseTo(0.000316228, 8);
  expect(adamRate(0.001, 0.9, 0.999, 100000)).toBe(Math.fround(0.001));
});

test('rmsprop, adagrad and adam refuse what cannot be', () => {
  expect(() => rmsprop({ rho: 2 })).toThrow('rmsprop: rho must be a number from 0 to 1, got 2');
  expect(() => rmsprop({ epsilon: -1 })).toThrow('rmsprop: epsilon must be a number >= 0, got -1');
  expect(() => adagrad({ learningRate: Number.POSITIVE_INFINITY })).toThrow(
    'adagrad: learningRate must be a number >= 0',
  );
  expect(() => adam({ beta1: 1 })).toThrow('adam: beta1 must be a number from 0 to below 1, got 1');
  expect(() => adam({ beta_2: 0.9 } as never)).toThrow('adam: unknown option beta_2; did you mean beta2?');
});
