import { checkNames, checkOption, isInteger } from '../check-options.ts';
import { interruption } from '../interruption.ts';
import { checkVariant } from './check-variant.ts';
import { KeptRuns } from './kept-runs.ts';
import { defaultWorkers, makeRunner } from './pool.ts';
import { type ProblemOptions, problemOf } from './problem.ts';
import type { RunHistory, Variant } from './variant.ts';

/** Options of {@link study}. */
export interface StudyOptions extends ProblemOptions {
  /** The seeds of the runs, or how many: 30 means 1 to 30. Default 30. */
  seeds?: number | number[];
  /** How many runs at a time; default one a core. The numbers do not depend on it. */
  workers?: number;
  /** A folder that keeps the runs of each finished setting, and gives them back when the same is asked for; default none. */
  keep?: string;
  /** Hears how many of how many runs are done. */
  onProgress?: (done: number, total: number) => void;
  /** Stops the study: it throws the signal's reason. */
  signal?: AbortSignal;
}

/** What {@link study} returns. */
export interface StudyResult<Name extends string> {
  /** The seeds, in the order of the histories. */
  seeds: number[];
  /** For each variant one history a seed. */
  histories: Record<Name, RunHistory[]>;
}

/** Runs in one task: enough to make starting it cheap, few enough to share the work out. */
const RUNS_PER_TASK = 5;

const OPTIONS = ['seeds', 'epochs', 'batchSize', 'data', 'model', 'workers', 'keep', 'onProgress', 'signal'];

/**
 * Trains many settings with many seeds, on all cores.
 *
 * A seed stands for the first weights (`createModel({ seed })`) and the shuffles (`fit(..., { seed })`), so that all settings
 * start from the same weights and see the same batches: their differences seed by seed are those of the settings alone.
 * The numbers are those that `fit` gives with the fused engine, whatever the number of workers, on every machine.
 *
 * @param variants the settings by name, as plain data
 * @param options `seeds`, a count or a list, default 30; `epochs`, default 200; `batchSize`, default 32; `data`, default the
 *   lab's problem; `model`, options of createModel, default the lab's network; `workers`, default one a core; `keep`, a folder
 *   for the runs of finished settings, default the environment's LEARNING_RATE_LAB_STUDIES; `onProgress`, called with runs done
 *   and runs in all; `signal`
 * @returns `histories`: for each setting one a seed, with `loss`, `acc`, `val_loss`, `val_acc`, and `lr`, the rate of each epoch's
 *   last update
 * @throws before any training, when an option or a variant is wrong; when `signal` aborts or the user interrupts
 * @example
 * const { histories } = await study({ small: { learningRate: 0.001 }, large: { learningRate: 0.1 } }, { seeds: 10 });
 * histories.large.length // 10
 */
export async function study<Name extends string>(
  variants: Record<Name, Variant>,
  options: StudyOptions = {},
): Promise<StudyResult<Name>> {
  checkNames('study', options, OPTIONS);
  const { seeds: given = 30, workers = defaultWorkers(), onProgress, signal } = options;
  const { keep = process.env.LEARNING_RATE_LAB_STUDIES } = options;
  const seeds = Array.isArray(given) ? given : Array.from({ length: given }, (_, index) => index + 1);
  check(
    'seeds',
    given,
    'a count >= 1 or a list of integers',
    seeds.length > 0 && seeds.every((seed) => Number.isInteger(seed)),
  );
  check('workers', workers, 'an integer >= 1', isInteger(workers, 1));
  const names = Object.keys(variants) as Name[];
  check('variants', variants, 'an object with at least one setting', names.length > 0);
  for (const name of names) checkVariant(`study: variant '${name}'`, variants[name]);
  check('keep', keep, 'the path of a folder', keep === undefined || typeof keep === 'string');
  const problem = problemOf('study', options);
  const kept = keep ? new KeptRuns(keep, problem, seeds) : undefined;

  const histories = Object.fromEntries(names.map((name) => [name, new Array(seeds.length)])) as Record<
    Name,
    RunHistory[]
  >;
  let done = 0;
  for (const name of names) {
    const runs = kept?.find(variants[name]);
    if (runs) histories[name] = runs;
    done += runs?.length ?? 0;
  }
  const missing = names.filter((name) => !histories[name][0]);
  const tasks = missing.flatMap((name) => chunks(seeds.length).map(([from, to]) => ({ name, from, to })));
  const left = new Map(missing.map((name) => [name, seeds.length]));
  const total = names.length * seeds.length;
  if (done > 0) onProgress?.(done, total);
  const atATime = Math.min(workers, Math.max(1, tasks.length));
  const run = makeRunner(problem, atATime);
  const interruptions = interruption.count;
  let failure: unknown;
  const work = async () => {
    for (let task = tasks.shift(); task && !failure; task = tasks.shift()) {
      const { name, from, to } = task;
      signal?.throwIfAborted();
      if (interruption.count !== interruptions) throw new Error(`study: interrupted after ${done} of ${total} runs`);
      const runs = await run({ variant: variants[name], seeds: seeds.slice(from, to) });
      runs.forEach((history, index) => {
        histories[name][from + index] = history;
      });
      done += runs.length;
      left.set(name, left.get(name)! - runs.length);
      if (left.get(name) === 0) kept?.keep(variants[name], histories[name]);
      onProgress?.(done, total);
    }
  };
  const note = (error: unknown) => {
    failure ??= error;
  };
  await Promise.all(Array.from({ length: atATime }, () => work().catch(note)));
  if (failure) throw failure;
  return { seeds, histories };
}

const check = (name: string, value: unknown, rule: string, fits: boolean) =>
  checkOption('study', name, value, rule, fits);

/** From and to of the tasks of one variant. */
function chunks(runs: number): [number, number][] {
  const count = Math.ceil(runs / RUNS_PER_TASK);
  return Array.from({ length: count }, (_, i) => [i * RUNS_PER_TASK, Math.min(runs, (i + 1) * RUNS_PER_TASK)]);
}
