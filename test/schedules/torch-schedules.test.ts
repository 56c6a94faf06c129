import { expect, test } from 'vitest';
import {
  cosineDecay,
  cosineRestarts,
  exponentialDecay,
  linearWarmup,
  oneCycle,
  oneCycleMomentum,
  polynomialDecay,
  stepDecay,
  triangular,
} from '../../lib/schedules/index.ts';
import type { Schedule } from '../../lib/types.ts';
import reference from '../fixtures/torch-schedules.json' with { type: 'json' };
import { expectRates } from './expect-schedule.ts';

// biome-ignore lint/suspicious/noExplicitAny: options of PyTorch, as JSON
type TorchOptions = any;

/** The options that are given, without those that are not. */
const given = (options: Record<string, unknown>): TorchOptions =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

/** Our schedules for those of PyTorch; undefined where a setting has none. */
const rates: Record<string, (base: number, options: TorchOptions) => Schedule | undefined> = {
  OneCycleLR: (_, { three_phase, ...options }) =>
    three_phase
      ? undefined
      : oneCycle(
          given({
            maxLearningRate: options.max_lr,
            totalSteps: options.total_steps,
            pctStart: options.pct_start,
            divFactor: options.div_factor,
            finalDivFactor: options.final_div_factor,
            annealStrategy: options.anneal_strategy,
          }),
        ),
  CyclicLR: (_, { step_size_down, ...options }) =>
    step_size_down
      ? undefined
      : triangular(
          given({
            minLearningRate: options.base_lr,
            maxLearningRate: options.max_lr,
            stepSize: options.step_size_up,
            mode: options.mode?.replace('exp_range', 'expRange'),
            gamma: options.gamma,
          }),
        ),
  LinearLR: (base, { start_factor, end_factor = 1, total_iters }) =>
    linearWarmup({ learningRate: base * end_factor, from: base * start_factor, warmupSteps: total_iters }),
  CosineAnnealingLR: (base, { T_max, eta_min }) =>
    cosineDecay({ learningRate: base, decaySteps: T_max, alpha: eta_min / base }),
  CosineAnnealingWarmRestarts: (base, { T_0, T_mult, eta_min }) =>
    cosineRestarts({ learningRate: base, firstDecaySteps: T_0, tMul: T_mult, alpha: eta_min / base }),
  PolynomialLR: (base, { total_iters, power }) =>
    polynomialDecay({ learningRate: base, decaySteps: total_iters, endLearningRate: 0, power }),
  StepLR: (base, { step_size, gamma }) => stepDecay({ learningRate: base, stepSize: step_size, factor: gamma }),
  ExponentialLR: (base, { gamma }) => exponentialDecay({ learningRate: base, decaySteps: 1, decayRate: gamma }),
};

let compared = 0;

for (const { schedule: name, options, baseLr, lr, momentum } of reference.cases) {
  const schedule = rates[name]!(baseLr, options);
  if (!schedule) continue;
  compared++;
  // PyTorch's cosine rises again after T_max; Keras's and ours stays down.
  const wanted = 'T_max' in options ? lr.slice(0, options.T_max! + 1) : lr;

  test(`${name}(${JSON.stringify(options)}): the same rates as PyTorch`, () => {
    expectRates(schedule, wanted);
  });

  if (name !== 'OneCycleLR' || !momentum) continue;
  test(`${name}(${JSON.stringify(options)}): the same momentum as PyTorch`, () => {
    const { total_steps, pct_start, base_momentum, max_momentum, anneal_strategy } = options as TorchOptions;
    const settings = {
      totalSteps: total_steps,
      pctStart: pct_start,
      baseMomentum: base_momentum,
      maxMomentum: max_momentum,
      annealStrategy: anneal_strategy,
    };
    expectRates(oneCycleMomentum(given(settings)), momentum);
  });
}

test('all settings of PyTorch but two are compared', () => {
  expect(reference.cases.length - compared).toBe(2);
});
