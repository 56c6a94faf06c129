import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sharpnessOf } from '../../lib/analysis/largest-eigenvalue.ts';
import { createTrainer } from '../../lib/engine/index.ts';
import { largestEigenvalue, traceTraining } from '../../lib/index.ts';
import { inRoot } from '../support/paths.ts';

interface Case {
  sizes: number[];
  x: number[][];
  y: number[][];
  weights: number[][];
  gradient: number[];
  largest: number;
}
const { cases } = JSON.parse(readFileSync(inRoot('test', 'fixtures', 'jax-hessian.json'), 'utf8')) as { cases: Case[] };

test.each(cases)('the sharpness is the largest eigenvalue of the exact Hessian: $sizes', (one) => {
  const { sizes, x, y, weights, gradient, largest } = one;
  const trainer = createTrainer({
    layers: sizes.slice(1).map((units, i) => {
      const activation = i === sizes.length - 2 ? ('softmax' as const) : ('relu' as const);
      return { inputs: sizes[i]!, units, activation, useBias: true };
    }),
    loss: 'softmaxCrossEntropy',
    optimizer: { kind: 'sgd', learningRate: 0.1 },
    maxBatch: x.length,
  });
  trainer.setWeights(weights);
  const data = trainer.addData({ x: Float32Array.from(x.flat()), y: Float32Array.from(y.flat()) });
  const ours = trainer.gradient(data).flatMap((piece) => Array.from(piece));
  gradient.forEach((value, i) => void expect(ours[i]).toBeCloseTo(value, 5));
  expect(sharpnessOf(trainer, data).eigenvalue / largest).toBeCloseTo(1, 2);
  expect(trainer.getWeights().map((piece) => Array.from(piece))).toEqual(weights);
  trainer.dispose();
});

test.each([
  [[3, 1, 0.5], 3],
  [[-7, 2, 1], 2],
  [[-4, -1], -1],
  [[0, 0], 0],
])('in a bowl with the curvatures %o it is the largest, %d', (curvatures, expected) => {
  const bowl = (w: number[]) => w.map((value, i) => curvatures[i]! * value);
  const { eigenvalue, vector } = largestEigenvalue(
    bowl,
    curvatures.map((_, i) => i - 1),
    { tolerance: 1e-7 },
  );
  expect(eigenvalue).toBeCloseTo(expected, 4);
  if (expected !== 0) expect(Math.abs(vector[curvatures.indexOf(expected)]!)).toBeCloseTo(1, 2);
});

test('the curvature is that of the place, and the same for the same seed', () => {
  const valley = (w: number[]) => [4 * w[0]! ** 3, Math.sign(w[1]!) + w[1]!];
  const at = [1, 2];
  expect(largestEigenvalue(valley, at, { seed: 5 })).toEqual(largestEigenvalue(valley, at, { seed: 5 }));
  expect(largestEigenvalue(valley, at).eigenvalue).toBeCloseTo(12, 3);
});

test('traceTraining measures the sharpness along the way without a trace of it in the training', () => {
  const options = { epochs: 7, batchSize: 500, seed: 2 };
  const measured = traceTraining({ learningRate: 0.01 }, { ...options, sharpnessEvery: 3 });
  expect(measured.sharpness.map(({ epoch }) => epoch)).toEqual([0, 3, 6]);
  for (const { eigenvalue } of measured.sharpness) expect(eigenvalue).toBeGreaterThan(0);
  expect(measured.history).toEqual(traceTraining({ learningRate: 0.01 }, options).history);
});

test('largestEigenvalue refuses what cannot be', () => {
  const flat = () => [0];
  expect(() => largestEigenvalue(flat, [1], { step: 0 })).toThrow('step must be a number > 0, got 0');
  expect(() => largestEigenvalue(flat, [1], { iterations: 0 })).toThrow('iterations must be an integer >= 1, got 0');
  expect(() => largestEigenvalue(flat, [1], { steps: 1 } as never)).toThrow('unknown option steps');
});
