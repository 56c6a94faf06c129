import { expect, test } from 'vitest';
import { Adam } from '../../lib/optimizers/adam.ts';
import { createOptimizer } from '../../lib/optimizers/create-optimizer.ts';

test("createOptimizer('adam', options) makes an Adam with these options", () => {
  const optimizer = createOptimizer('adam', { learningRate: 0.01, beta1: 0.8 });
  expect(optimizer).toBeInstanceOf(Adam);
  expect(optimizer.learningRate).toBe(0.01);
  expect(optimizer.beta1).toBe(0.8);
});

test('createOptimizer(name) has the default rates of Keras 2.3', () => {
  const names = ['sgd', 'rmsprop', 'adagrad', 'adam'] as const;
  expect(names.map((name) => createOptimizer(name).learningRate)).toEqual([0.01, 0.001, 0.01, 0.001]);
});

test('createOptimizer(name) refuses unknown names and options', () => {
  expect(() => createOptimizer('adamax' as never)).toThrow(
    "createOptimizer: name must be one of 'sgd', 'rmsprop', 'adagrad', 'adam', 'adamw', got 'adamax'",
  );
  expect(() => createOptimizer('toString' as never)).toThrow("got 'toString'");
  expect(() => createOptimizer('adam', { momentum: 0.9 } as never)).toThrow('adam: unknown option momentum');
});
