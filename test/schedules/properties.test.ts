import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cosineDecay,
  cosineRestarts,
  exponentialDecay,
  linearWarmup,
  oneCycle,
  polynomialDecay,
  stepDecay,
  timeBasedDecay,
  triangular,
} from '../../lib/schedules/index.ts';
import type { Schedule } from '../../lib/types.ts';

const rate = fc.double({ min: 1e-6, max: 10, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const factor = fc.double({ min: 0.01, max: 1, noNaN: true });
const steps = fc.integer({ min: 2, max: 200 });

/** A schedule, the largest rate that it may give, and the step and rate at which it ends, where it does. */
interface Made {
  schedule: Schedule;
  largest: number;
  end?: [step: number, rate: number];
}

const made: Record<string, fc.Arbitrary<Made>> = {
  timeBasedDecay: fc
    .record({ learningRate: rate, decay: share })
    .map((options) => ({ schedule: timeBasedDecay(options), largest: options.learningRate })),
  stepDecay: fc
    .record({ learningRate: rate, factor, stepSize: steps })
    .map((options) => ({ schedule: stepDecay(options), largest: options.learningRate })),
  exponentialDecay: fc
    .record({ learningRate: rate, decaySteps: steps, decayRate: factor, staircase: fc.boolean() })
    .map((options) => ({ schedule: exponentialDecay(options), largest: options.learningRate })),
  polynomialDecay: fc
    .record({ learningRate: rate, decaySteps: steps, endLearningRate: rate, power: factor })
    .map((options) => ({
      schedule: polynomialDecay(options),
      largest: Math.max(options.learningRate, options.endLearningRate),
      end: [options.decaySteps, options.endLearningRate],
    })),
  cosineDecay: fc.record({ learningRate: rate, decaySteps: steps, alpha: share }).map((options) => ({
    schedule: cosineDecay(options),
    largest: options.learningRate,
    end: [options.decaySteps, options.learningRate * options.alpha],
  })),
  cosineRestarts: fc
    .record({ learningRate: rate, firstDecaySteps: steps, tMul: share.map((x) => 1 + x), mMul: factor, alpha: share })
    .map((options) => ({ schedule: cosineRestarts(options), largest: options.learningRate })),
  linearWarmup: fc.record({ learningRate: rate, warmupSteps: steps, from: rate }).map((options) => ({
    schedule: linearWarmup(options),
    largest: Math.max(options.learningRate, options.from),
    end: [options.warmupSteps, options.learningRate],
  })),
  triangular: fc
    .record({
      minLearningRate: rate,
      maxLearningRate: rate,
      stepSize: steps,
      mode: fc.constantFrom('triangular' as const, 'triangular2' as const, 'expRange' as const),
      gamma: factor,
    })
    .map((options) => ({
      schedule: triangular(options),
      largest: Math.max(options.minLearningRate, options.maxLearningRate),
    })),
  oneCycle: fc
    .record({
      maxLearningRate: rate,
      totalSteps: steps,
      pctStart: fc.double({ min: 0, max: 0.9, noNaN: true }),
      divFactor: fc.double({ min: 1, max: 100, noNaN: true }),
      finalDivFactor: fc.double({ min: 1, max: 1e5, noNaN: true }),
      annealStrategy: fc.constantFrom('cos' as const, 'linear' as const),
    })
    .map((options) => ({
      schedule: oneCycle(options),
      largest: options.maxLearningRate,
      end: [options.totalSteps - 1, options.maxLearningRate / options.divFactor / options.finalDivFactor],
    })),
};

for (const [name, arbitrary] of Object.entries(made)) {
  test(`${name}(options) is never negative, never above its largest rate, and the same when called twice`, () => {
    const step = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(arbitrary, fc.array(step, { minLength: 1, maxLength: 20 }), ({ schedule, largest }, at) => {
        const rates = at.map(schedule);
        // A rate may exceed the largest by what a few roundings add.
        for (const value of rates) expect(value >= 0 && value <= largest * (1 + 1e-14)).toBe(true);
        expect(at.map(schedule)).toEqual(rates);
      }),
    );
  });
}

for (const name of ['polynomialDecay', 'cosineDecay', 'linearWarmup', 'oneCycle']) {
  test(`${name}(options) stays at its last rate from its end on`, () => {
    fc.assert(
      fc.property(made[name]!, fc.nat(1e6), ({ schedule, largest, end }, later) => {
        const [step, wanted] = end!;
        expect(Math.abs(schedule(step) - wanted)).toBeLessThanOrEqual(1e-14 * largest);
        expect(schedule(step + later)).toBe(schedule(step));
      }),
    );
  });
}
