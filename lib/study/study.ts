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
  /** A folder that keeps the runs, also those of a study that was stopped, and gives them back; default none. */
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
 *   for runs that need not be trained again, default the environment's LEARNING_RATE_LAB_STUDIES; `onProgress`, called with runs done
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

  const histories = {} as Record<Name, RunHistory[]>;
  for (const name of names) histories[name] = (kept?.find(variants[name]) ?? new Array(seeds.length)) as RunHistory[];
  const tasks = tasksOf(names, histories, seeds.length);
  const trained = new Set<Name>();
  const total = names.length * seeds.length;
  let done = total - tasks.reduce((sum, { missing }) => sum + missing.length, 0);
  if (done > 0) onProgress?.(done, total);
  const atATime = Math.min(workers, Math.max(1, tasks.length));
  const run = makeRunner(problem, atATime);
  const interruptions = interruption.count;
  let failure: unknown;
  const work = async () => {
    for (let task = tasks.shift(); task && !failure; task = tasks.shift()) {
      const { name, missing } = task;
      signal?.throwIfAborted();
      if (interruption.count !== interruptions) throw new Error(`study: interrupted after ${done} of ${total} runs`);
      const runs = await run({ variant: variants[name], seeds: missing.map((index) => seeds[index]!) });
      runs.forEach((history, i) => {
        histories[name][missing[i]!] = history;
      });
      trained.add(name);
      done += runs.length;
      onProgress?.(done, total);
    }
  };
  const note = (error: unknown) => {
    failure ??= error;
  };
  await Promise.all(Array.from({ length: atATime }, () => work().catch(note)));
  for (const name of trained) kept?.keep(variants[name], histories[name]);
  if (failure) throw failure;
  return { seeds, histories };
}

const check = (name: string, value: unknown, rule: string, fits: boolean) =>
  checkOption('study', name, value, rule, fits);

/** Some runs of one setting: the places of their seeds in the list. */
interface Task<Name> {
  name: Name;
  missing: number[];
}

/** What is not there yet, seeds by seeds: settings that share their seeds one after another share their shuffles, too. */
function tasksOf<Name extends string>(names: Name[], there: Record<Name, RunHistory[]>, runs: number): Task<Name>[] {
  const tasks: Task<Name>[] = [];
  for (let from = 0; from < runs; from += RUNS_PER_TASK) {
    const places = Array.from({ length: Math.min(RUNS_PER_TASK, runs - from) }, (_, i) => from + i);
    for (const name of names) {
      const missing = places.filter((place) => !there[name][place]);
      if (missing.length > 0) tasks.push({ name, missing });
    }
  }
  return tasks;
}
