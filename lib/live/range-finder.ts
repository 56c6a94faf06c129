import { checkNames, checkOption, isInteger, isNumber } from '../check-options.ts';
import type { LiveComponent } from './component.ts';
import { runSweep, type Sweep, type SweepSettings } from './range-finder-run.ts';

/** Where the range finder begins: as findLearningRate. */
export const sweepDefaults: SweepSettings = { from: 1e-6, to: 10, steps: 100, batchSize: 32, seed: 1 };

/** Fills up settings with the defaults; throws when a name is unknown or a value out of its range. */
export function checkSweepSettings(options: Partial<SweepSettings>): SweepSettings {
  checkNames('rangeFinder', options, Object.keys(sweepDefaults));
  const settings = { ...sweepDefaults, ...options };
  const { from, to, steps, batchSize, seed } = settings;
  const check = (name: string, value: unknown, rule: string, fits: boolean) =>
    checkOption('rangeFinder', name, value, rule, fits);
  check('from', from, '> 0', isNumber(from, 0) && from > 0);
  check('to', to, 'a number above from', isNumber(to) && to > from);
  check('steps', steps, 'an integer from 10 to 1000', isInteger(steps, 10) && steps <= 1000);
  check('batchSize', batchSize, 'an integer from 1 to 500', isInteger(batchSize, 1) && batchSize <= 500);
  check('seed', seed, 'an integer >= 0', isInteger(seed, 0));
  return settings;
}

const short = (value: number) => Number(value.toPrecision(2)).toString();

/** What a sweep says, in a sentence. */
export function describeSweep({ marks, losses }: Sweep): string {
  if (!marks) return `The loss blew up after ${losses.length} updates: begin with a smaller rate.`;
  const { suggestion, minimum, tenthOfMinimum } = marks;
  return `The loss falls most steeply at ${short(suggestion)} and is lowest at ${short(minimum)}, a tenth of which is ${short(tenthOfMinimum)}.`;
}

/**
 * The learning-rate range test on the book's data and network, to be moved about.
 *
 * @param options where it starts: `from` > 0, default 1e-6; `to` above it, default 10; `steps` 10 to 1000, default 100;
 *   `batchSize` 1 to 500, default 32; `seed`, default 1
 * @returns what `show` shows
 * @throws when a name is unknown or a value is out of its range
 * @example show(rangeFinder({ from: 1e-4, to: 1 }));
 */
export function rangeFinder(options: Partial<SweepSettings> = {}): LiveComponent {
  const settings = checkSweepSettings(options);
  const description = `A learning-rate range test. ${describeSweep(runSweep(settings))}`;
  return { component: 'range-finder', settings: { ...settings }, description };
}
