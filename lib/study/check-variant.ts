import { PlateauRule } from '../callbacks/plateau-rule.ts';
import { StoppingRule } from '../callbacks/stopping-rule.ts';
import { checkNames, checkOption, isNumber } from '../check-options.ts';
import { createOptimizer } from '../optimizers/create-optimizer.ts';
import { scheduleOf } from './run-variant.ts';
import type { ScheduleVariant, Variant } from './variant.ts';

/** The settings of a variant that its optimizer knows, or refuses. */
const SETTINGS = ['learningRate', 'momentum', 'nesterov', 'decay', 'beta1', 'beta2', 'epsilon', 'weightDecay'] as const;
const OTHERS = ['optimizer', 'l2', 'schedule', 'momentumSchedule', 'reduceLROnPlateau', 'earlyStopping'];

/**
 * Makes once, in this thread, all that a run will make of a variant, so that a mistake shows before any training.
 *
 * @param caller what the messages begin with
 * @throws when a setting is unknown or out of its range
 */
export function checkVariant(caller: string, variant: Variant): void {
  try {
    checkNames(caller, variant, [...OTHERS, ...SETTINGS]);
    const { optimizer = 'sgd', schedule, momentumSchedule, epsilon, l2 } = variant;
    const settings = SETTINGS.filter((setting) => variant[setting] !== undefined);
    createOptimizer(optimizer, Object.fromEntries(settings.map((setting) => [setting, variant[setting]])));
    checkOption(optimizer, 'epsilon', epsilon, 'a number > 0', epsilon !== 0);
    checkOption(optimizer, 'l2', l2, 'a number >= 0', l2 === undefined || isNumber(l2, 0));
    if (schedule) scheduleOf(schedule)(0);
    if (momentumSchedule) checkMomentum(momentumSchedule, variant);
    if (variant.reduceLROnPlateau) new PlateauRule(variant.reduceLROnPlateau);
    if (variant.earlyStopping) new StoppingRule(variant.earlyStopping);
  } catch (error) {
    throw new Error(`${caller}: ${(error as Error).message}`);
  }
}

/** A schedule of the momentum: SGD's alone, instead of a constant one, and from 0 to 1 at its first step. */
function checkMomentum(schedule: ScheduleVariant, { optimizer = 'sgd', momentum }: Variant): void {
  checkOption('sgd', 'optimizer', optimizer, "'sgd' with a momentumSchedule", optimizer === 'sgd');
  checkOption('sgd', 'momentum', momentum, 'left out with a momentumSchedule', momentum === undefined);
  const first = scheduleOf(schedule)(0);
  checkOption('sgd', 'momentumSchedule at step 0', first, 'a number from 0 to 1', isNumber(first, 0, 1));
}
