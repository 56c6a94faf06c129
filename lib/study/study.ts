import { PlateauRule } from '../callbacks/plateau-rule.ts';
import { StoppingRule } from '../callbacks/stopping-rule.ts';
import { checkNames, checkOption, isInteger, isNumber } from '../check-options.ts';
import { type PreparedData, prepareData } from '../data/prepare-data.ts';
import { interruption } from '../interruption.ts';
import { type CreateModelOptions, createModel } from '../model.ts';
import { createOptimizer } from '../optimizers/create-optimizer.ts';
import { sgd } from '../optimizers/sgd.ts';
import { KeptRuns } from './kept-runs.ts';
import { defaultWorkers, makeRunner } from './pool.ts';
import { scheduleOf } from './run-variant.ts';
import type { StudyProblem } from './study-job.ts';
import type { RunHistory, ScheduleVariant, Variant } from './variant.ts';

/** Options of {@link study}. */
export interface StudyOptions {
  /** The seeds of the runs, or how many: 30 means 1 to 30. Default 30. */
  seeds?: number | number[];
  /** Default 200. */
  epochs?: number;
  /** Default 32. */
  batchSize?: number;
  /** Default the lab's problem, `prepareData()`. */
  data?: PreparedData;
  /** The network, as for createModel; default the lab's. */
  model?: Omit<CreateModelOptions, 'inputs' | 'classes' | 'seed'>;
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

const VARIANT = ['optimizer', 'learningRate', 'momentum', 'nesterov', 'decay', 'schedule'];
VARIANT.push('momentumSchedule', 'reduceLROnPlateau', 'earlyStopping');
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
  for (const name of names) checkVariant(name, variants[name]);
  check('keep', keep, 'the path of a folder', keep === undefined || typeof keep === 'string');
  const problem = problemOf(options);
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

/** Makes once, in this thread, all that a run will make of a variant, so that a mistake shows before any training. */
function checkVariant(name: string, variant: Variant): void {
  try {
    checkNames(`study: variant '${name}'`, variant, VARIANT);
    const { optimizer = 'sgd', learningRate, momentum, nesterov, decay, schedule, momentumSchedule } = variant;
    const rate = { ...(learningRate === undefined ? {} : { learningRate }), ...(decay === undefined ? {} : { decay }) };
    const sgdOnly = {
      ...(momentum === undefined ? {} : { momentum }),
      ...(nesterov === undefined ? {} : { nesterov }),
    };
    if (optimizer === 'sgd') sgd({ ...rate, ...sgdOnly });
    else createOptimizer(optimizer, { ...rate, ...sgdOnly } as object);
    if (schedule) scheduleOf(schedule)(0);
    if (momentumSchedule) checkMomentum(momentumSchedule, variant);
    if (variant.reduceLROnPlateau) new PlateauRule(variant.reduceLROnPlateau);
    if (variant.earlyStopping) new StoppingRule(variant.earlyStopping);
  } catch (error) {
    throw new Error(`study: variant '${name}': ${(error as Error).message}`);
  }
}

/** A schedule of the momentum: SGD's alone, instead of a constant one, and from 0 to 1 at its first step. */
function checkMomentum(schedule: ScheduleVariant, { optimizer = 'sgd', momentum }: Variant): void {
  checkOption('sgd', 'optimizer', optimizer, "'sgd' with a momentumSchedule", optimizer === 'sgd');
  checkOption('sgd', 'momentum', momentum, 'left out with a momentumSchedule', momentum === undefined);
  const first = scheduleOf(schedule)(0);
  checkOption('sgd', 'momentumSchedule at step 0', first, 'a number from 0 to 1', isNumber(first, 0, 1));
}

/** Tensors and options as plain numbers. */
function problemOf(options: StudyOptions): StudyProblem {
  const { epochs = 200, batchSize = 32, model = {} } = options;
  check('epochs', epochs, 'an integer >= 1', isInteger(epochs, 1));
  check('batchSize', batchSize, 'an integer >= 1', isInteger(batchSize, 1));
  // Making one model checks its options.
  createModel(model).dispose();
  const data = options.data ?? prepareData();
  const { hiddenUnits = 50, activation = 'relu', kernelInitializer = 'heUniform' } = model;
  const numbers = (part: keyof PreparedData) => Float32Array.from(data[part].dataSync());
  const problem = {
    trainX: numbers('trainX'),
    trainY: numbers('trainY'),
    testX: numbers('testX'),
    testY: numbers('testY'),
    features: data.trainX.shape[1],
    classes: data.trainY.shape[1],
    hiddenUnits: Array.isArray(hiddenUnits) ? hiddenUnits : [hiddenUnits],
    ...{ activation, kernelInitializer, epochs, batchSize },
  };
  if (!options.data) for (const tensor of Object.values(data)) tensor.dispose();
  return problem;
}
