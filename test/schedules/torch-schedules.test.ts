import { test } from 'vitest';
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

/** CyclicLR between two rates, or from the largest momentum to the smallest. */
const cyclic = (options: TorchOptions, from: number, to: number) =>
  triangular(
    given({
      minLearningRate: from,
      maxLearningRate: to,
      stepSize: options.step_size_up,
      stepSizeDown: options.step_size_down,
      mode: options.mode?.replace('exp_range', 'expRange'),
      gamma: options.gamma,
    }),
  );

/** Our schedules of the momentum for those of PyTorch. */
const momenta: Record<string, (options: TorchOptions) => Schedule> = {
  OneCycleLR: (options) =>
    oneCycleMomentum(
      given({
        totalSteps: options.total_steps,
        pctStart: options.pct_start,
        baseMomentum: options.base_momentum,
        maxMomentum: options.max_momentum,
        annealStrategy: options.anneal_strategy,
        threePhase: options.three_phase,
      }),
    ),
  CyclicLR: (options) => cyclic(options, options.max_momentum ?? 0.9, options.base_momentum ?? 0.8),
};

/** Our schedules for those of PyTorch. */
const rates: Record<string, (base: number, options: TorchOptions) => Schedule> = {
  OneCycleLR: (_, options) =>
    oneCycle(
      given({
        maxLearningRate: options.max_lr,
        totalSteps: options.total_steps,
        pctStart: options.pct_start,
        divFactor: options.div_factor,
        finalDivFactor: options.final_div_factor,
        annealStrategy: options.anneal_strategy,
        threePhase: options.three_phase,
      }),
    ),
  CyclicLR: (_, options) => cyclic(options, options.base_lr, options.max_lr),
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

for (const { schedule: name, options, baseLr, lr, momentum } of reference.cases) {
  const schedule = rates[name]!(baseLr, options);
  // PyTorch's cosine rises again after T_max; Keras's and ours stays down.
  const wanted = 'T_max' in options ? lr.slice(0, options.T_max! + 1) : lr;

  test(`${name}(${JSON.stringify(options)}): the same rates as PyTorch`, () => {
    expectRates(schedule, wanted);
  });

  if (!momentum) continue;
  test(`${name}(${JSON.stringify(options)}): the same momentum as PyTorch`, () => {
    expectRates(momenta[name]!(options), momentum);
  });
}
