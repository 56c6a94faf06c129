import { findMonitored } from '../callbacks/monitor.ts';
import { PlateauRule } from '../callbacks/plateau-rule.ts';
import { StoppingRule } from '../callbacks/stopping-rule.ts';
import { decayedRate, shortestDecimal } from '../optimizers/float32.ts';
import * as schedules from '../schedules/index.ts';
import type { Schedule } from '../types.ts';
import type { RunHistory, ScheduleVariant, Variant } from './variant.ts';

/** What a run needs of a trainer, set to its first weights: the fused engine, or anything that trains like it. */
export interface EpochTrainer {
  /**
   * Trains one epoch at a base rate (decay apart), or at a rate for each update; so with the momentum, where one is given.
   * Gives loss and accuracy.
   */
  trainEpoch(rate: number | Float32Array, momentum?: number | Float32Array): { loss: number; acc: number };
  /** Loss and accuracy on the test set. */
  evaluate(): { loss: number; acc: number };
  /** A copy of all weights, and back. */
  saveWeights(): Float32Array[];
  loadWeights(weights: Float32Array[]): void;
}

/** Learning rates that Keras 2.3 gives its optimizers when none is named. */
export const DEFAULT_RATES = { sgd: 0.01, rmsprop: 0.001, adagrad: 0.01, adam: 0.001, adamw: 0.001 } as const;

/**
 * Makes the schedule that a variant names, to look at it before a study trains with it.
 *
 * @param variant `name` of a schedule, its options, and `per`, which has no influence here
 * @returns the schedule: a function of the epoch, or of the update where `per` is 'update'
 * @throws when there is no such schedule, or an option is out of its range
 * @example scheduleOf({ name: 'cosineDecay', learningRate: 0.1, decaySteps: 100 })(50) // 0.05
 */
export function scheduleOf({ name, per: _, after, ...options }: ScheduleVariant): Schedule {
  const factory = (schedules as Record<string, unknown>)[name];
  if (typeof factory !== 'function') {
    throw new Error(`study: schedule.name must be one of ${Object.keys(schedules).join(', ')}, got '${name}'`);
  }
  const next = after === undefined ? {} : { after: scheduleOf(after as ScheduleVariant) };
  return (factory as (options: object) => Schedule)({ ...options, ...next });
}

/** What a schedule gives an epoch: one number, or one for each update, where it goes by updates. */
function valuesOf({ per }: ScheduleVariant, schedule: Schedule, epoch: number, updates: number): number | Float32Array {
  if (per !== 'update') return Math.fround(schedule(epoch));
  return Float32Array.from({ length: updates }, (_, i) => schedule(epoch * updates + i));
}

/**
 * Trains one variant from the weights that the trainer has now, and keeps its curves.
 *
 * The rate of an epoch in the history is the one of its last update: after schedules, drops and decay.
 *
 * @param trainer set to the first weights and shuffles of a seed
 * @param variant the setting
 * @param epochs how many at most
 * @param updatesPerEpoch batches of an epoch
 * @returns curves of `epochs` numbers, fewer where the variant stops early
 */
export function runVariant(
  trainer: EpochTrainer,
  variant: Variant,
  epochs: number,
  updatesPerEpoch: number,
): RunHistory {
  const history: RunHistory = { loss: [], acc: [], val_loss: [], val_acc: [], lr: [] };
  const plateau = variant.reduceLROnPlateau && new PlateauRule(variant.reduceLROnPlateau);
  const stopping = variant.earlyStopping && new StoppingRule(variant.earlyStopping);
  const schedule = variant.schedule && scheduleOf(variant.schedule);
  const momentumSchedule = variant.momentumSchedule && scheduleOf(variant.momentumSchedule);
  const decay = Math.fround(variant.decay ?? 0);
  let rate = Math.fround(variant.learningRate ?? DEFAULT_RATES[variant.optimizer ?? 'sgd']);
  let best: Float32Array[] | undefined;
  plateau?.start();
  stopping?.start();

  for (let epoch = 0; epoch < epochs; epoch++) {
    const first = epoch * updatesPerEpoch;
    const rates = schedule ? valuesOf(variant.schedule!, schedule, epoch, updatesPerEpoch) : rate;
    if (typeof rates === 'number') rate = rates;
    const momentum = momentumSchedule && valuesOf(variant.momentumSchedule!, momentumSchedule, epoch, updatesPerEpoch);
    const train = trainer.trainEpoch(rates, momentum);
    const test = trainer.evaluate();
    const last = typeof rates === 'number' ? rate : rates[updatesPerEpoch - 1]!;
    const logs = { loss: train.loss, acc: train.acc, val_loss: test.loss, val_acc: test.acc };
    for (const [key, value] of Object.entries(logs)) history[key]!.push(value);
    history.lr.push(shortestDecimal(decayedRate(last, decay, first + updatesPerEpoch - 1)));

    if (plateau) rate = plateau.next(monitoredOf(plateau.monitor, logs), rate) ?? rate;
    const decision = stopping?.next(monitoredOf(stopping.monitor, logs));
    if (decision === 'improved' && stopping?.restoreBestWeights) best = trainer.saveWeights();
    if (decision === 'stop') {
      if (best) trainer.loadWeights(best);
      break;
    }
  }
  return history;
}

function monitoredOf(monitor: string, logs: Record<string, number>): number {
  const value = findMonitored(monitor, logs);
  if (value === undefined)
    throw new Error(`study: monitor must be one of ${Object.keys(logs).join(', ')}, got '${monitor}'`);
  return value;
}
