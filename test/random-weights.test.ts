import { expect, test } from 'vitest';
import { type DenseShape, randomKernels } from '../lib/random-weights.ts';

const hidden: DenseShape = { inputs: 2, units: 50, initializer: 'heUniform' };
const last: DenseShape = { inputs: 50, units: 3, initializer: 'glorotUniform' };

test('randomKernels(layers, seed) draws inputs * units float32 numbers a layer', () => {
  const kernels = randomKernels([hidden, last], 1);
  expect(kernels.map((kernel) => kernel.length)).toEqual([100, 150]);
  for (const kernel of kernels) expect(kernel).toBeInstanceOf(Float32Array);
});

test('randomKernels(layers, seed) draws the same bits for the same seed, and others for another', () => {
  expect(randomKernels([hidden, last], 1)).toEqual(randomKernels([hidden, last], 1));
  expect(randomKernels([hidden, last], 1)).toEqual(randomKernels([hidden, last], '1'));
  expect(randomKernels([hidden], 1)).not.toEqual(randomKernels([hidden], 2));
});

test('randomKernels(layers, seed) draws the same numbers in every version', () => {
  const [first, second] = randomKernels([hidden, last], 1);
  const drawn = [...first!.slice(0, 2), ...second!.slice(0, 2)];
  expect(drawn).toEqual([0.16274647414684296, 1.167655348777771, -0.18210914731025696, -0.20385439693927765]);
});

test('randomKernels(layers, seed) draws other numbers for each layer', () => {
  const [first, second] = randomKernels([hidden, hidden], 1);
  expect(first).not.toEqual(second);
});

test('randomKernels(layers, seed) gives a layer the same weights whatever the layers before it are', () => {
  const wide: DenseShape = { inputs: 7, units: 90, initializer: 'heUniform' };
  expect(randomKernels([hidden, last], 1)[1]).toEqual(randomKernels([wide, last], 1)[1]);
});

for (const [initializer, limit] of [
  ['heUniform', Math.sqrt(6 / 40)],
  ['glorotUniform', Math.sqrt(6 / (40 + 500))],
] as const) {
  test(`randomKernels(layers, seed) fills the bounds of ${initializer} evenly, and stays within`, () => {
    const [kernel] = randomKernels([{ inputs: 40, units: 500, initializer }], 3);
    const [low, high] = [Math.min(...kernel!), Math.max(...kernel!)];
    expect(high).toBeLessThanOrEqual(Math.fround(limit));
    expect(low).toBeGreaterThanOrEqual(-Math.fround(limit));
    expect(high).toBeGreaterThan(0.99 * limit);
    expect(low).toBeLessThan(-0.99 * limit);
    const mean = kernel!.reduce((sum, weight) => sum + weight, 0) / kernel!.length;
    const variance = kernel!.reduce((sum, weight) => sum + weight * weight, 0) / kernel!.length;
    expect(Math.abs(mean)).toBeLessThan(0.02 * limit);
    expect(variance / (limit ** 2 / 3)).toBeCloseTo(1, 1);
  });
}
