import { expect, test } from 'vitest';
import {
  cosineDecay,
  cosineRestarts,
  exponentialDecay,
  linearWarmup,
  polynomialDecay,
  timeBasedDecay,
} from '../../lib/schedules/index.ts';
import type { Schedule } from '../../lib/types.ts';
import reference from '../fixtures/keras-schedules.json' with { type: 'json' };
import { expectRates } from './expect-schedule.ts';

// biome-ignore lint/suspicious/noExplicitAny: options of Keras, as JSON
type KerasOptions = any;

/** Our schedules for those of Keras; undefined where a setting has none. */
const ours: Record<string, (options: KerasOptions) => Schedule | undefined> = {
  ExponentialDecay: ({ initialLearningRate, ...rest }) =>
    exponentialDecay({ learningRate: initialLearningRate, ...rest }),
  InverseTimeDecay: ({ initialLearningRate, decaySteps, decayRate, staircase }) =>
    staircase ? undefined : timeBasedDecay({ learningRate: initialLearningRate, decay: decayRate / decaySteps }),
  PolynomialDecay: ({ initialLearningRate, ...rest }) =>
    polynomialDecay({ learningRate: initialLearningRate, ...rest }),
  CosineDecay: ({ initialLearningRate, warmupTarget, warmupSteps, ...rest }) =>
    warmupTarget === undefined
      ? cosineDecay({ learningRate: initialLearningRate, ...rest })
      : linearWarmup({
          learningRate: warmupTarget,
          warmupSteps,
          from: initialLearningRate,
          after: cosineDecay({ learningRate: warmupTarget, ...rest }),
        }),
  CosineDecayRestarts: ({ initialLearningRate, ...rest }) =>
    cosineRestarts({ learningRate: initialLearningRate, ...rest }),
};

const pairs = reference.cases.flatMap(({ schedule: name, options, values, float32 }) => {
  const schedule = ours[name]?.(options);
  return schedule ? [{ name, options, values, float32, schedule }] : [];
});

for (const { name, options, values, float32, schedule } of pairs) {
  test(`${name}(${JSON.stringify(options)}): the same rates as Keras in double precision`, () => {
    expectRates(schedule, values);
  });

  test(`${name}(${JSON.stringify(options)}): the same rates as Keras to the digits of float32`, () => {
    const first = Math.max(...values.map(Math.abs));
    const errors = float32.map((value, step) => Math.abs(schedule(step) - value) / first);
    expect(Math.max(...errors)).toBeLessThan(2e-6);
  });
}

test('all settings of Keras but three are compared', () => {
  expect(reference.cases.length - pairs.length).toBe(3);
});
