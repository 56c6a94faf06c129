import { expect, test } from 'vitest';
import { median, study, type Variants } from '../../lib/index.ts';

/** Medians of the last test accuracy over 200 runs of an independent implementation, in double precision. */
const INDEPENDENT: [variants: Variants, expected: Record<string, number>, tolerance: number][] = [
  [
    {
      '0.1': { learningRate: 0.1 },
      '0.01': { learningRate: 0.01 },
      '0.001': { learningRate: 0.001 },
      '1e-4': { learningRate: 1e-4 },
      '1e-5': { learningRate: 1e-5 },
      'momentum 0.5': { momentum: 0.5 },
      'momentum 0.9': { momentum: 0.9 },
      'momentum 0.99': { momentum: 0.99 },
      'decay 0.1': { decay: 0.1 },
      'decay 0.01': { decay: 0.01 },
      'decay 0.001': { decay: 0.001 },
      'decay 1e-4': { decay: 1e-4 },
      rmsprop: { optimizer: 'rmsprop' },
      adagrad: { optimizer: 'adagrad' },
      adam: { optimizer: 'adam' },
    },
    {
      ...{ '0.1': 0.82, '0.01': 0.826, '0.001': 0.737, '1e-4': 0.662, '1e-5': 0.464 },
      ...{ 'momentum 0.5': 0.826, 'momentum 0.9': 0.82, 'momentum 0.99': 0.816 },
      ...{ 'decay 0.1': 0.684, 'decay 0.01': 0.744, 'decay 0.001': 0.826, 'decay 1e-4': 0.83 },
      ...{ rmsprop: 0.828, adagrad: 0.834, adam: 0.828 },
    },
    0.01,
  ],
  [
    { '1': { learningRate: 1 }, '1e-6': { learningRate: 1e-6 }, '1e-7': { learningRate: 1e-7 } },
    { '1': 0.55, '1e-6': 0.341, '1e-7': 0.335 },
    0.03,
  ],
];

test.each(INDEPENDENT)(
  'study gives the median test accuracies of an independent implementation: %o',
  async (variants, expected, tolerance) => {
    const { histories } = await study(variants, { seeds: 200 });
    for (const [name, value] of Object.entries(expected)) {
      const ends = histories[name]!.map(({ val_acc }) => val_acc!.at(-1)!);
      expect(Math.abs(median(ends) - value), `${name}: ${median(ends)} against ${value}`).toBeLessThanOrEqual(
        tolerance,
      );
    }
  },
  180_000,
);
