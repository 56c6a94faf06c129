import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { adam } from '../../lib/optimizers/adam.ts';
import { adamW } from '../../lib/optimizers/adam-w.ts';
import { inRoot } from '../support/paths.ts';
import { updatesOf } from './toy.ts';

interface Recorded {
  start: number[];
  gradients: number[][];
  cases: { learningRate: number; weightDecay: number; beta1?: number; beta2?: number; weights: number[][] }[];
}
const recorded: Recorded = JSON.parse(
  readFileSync(inRoot('test', 'fixtures', 'torch-weight-decay.json'), 'utf8'),
) as Recorded;

test('adamW() has the defaults of Keras', () => {
  const { weightDecay, ...others } = adamW().getConfig();
  expect(weightDecay).toBe(0.004);
  expect(others).toEqual(adam().getConfig());
});

test.each(recorded.cases)("adamW follows PyTorch's AdamW: weightDecay $weightDecay", ({ weights, ...options }) => {
  const optimizer = adamW({ ...options, epsilon: 1e-12 });
  const ours = updatesOf(optimizer, recorded.gradients, recorded.start);
  ours.flat().forEach((weight, i) => void expect(weight).toBeCloseTo(weights.flat()[i]!, 5));
  optimizer.dispose();
});

test('weightDecay 0 is Adam to the bit, and weights without a gradient shrink by rate times weightDecay', () => {
  const { gradients, start } = recorded;
  expect(updatesOf(adamW({ weightDecay: 0 }), gradients, start)).toEqual(updatesOf(adam(), gradients, start));
  const [shrunk] = updatesOf(adamW({ learningRate: 0.1, weightDecay: 0.5 }), [[0, 0]]);
  expect(shrunk![0]).toBeCloseTo(0.95, 6);
  expect(shrunk![1]).toBeCloseTo(1.9, 6);
});

test('adamW refuses what cannot be', () => {
  expect(() => adamW({ weightDecay: -1 })).toThrow('adamW: weightDecay must be a number >= 0, got -1');
  expect(() => adamW({ l2: 1 } as never)).toThrow('adam: unknown option l2');
});
