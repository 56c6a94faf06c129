import { availableParallelism } from 'node:os';
import Tinypool from 'tinypool';
import { runTask } from './engine-trainer.ts';
import type { StudyProblem, StudyTask } from './study-job.ts';
import type { RunHistory } from './variant.ts';

/** Runs a task of one problem. */
export type TaskRunner = (task: StudyTask) => Promise<RunHistory[]>;

/** How many tasks run at a time when nothing is said: one a core. */
export const defaultWorkers = (): number => availableParallelism();

/** The workers that are there, kept from study to study: starting them takes longer than many a study. */
let pool: Tinypool | undefined;

/** A pool with at least so many workers. Idle ones do not keep the program alive. */
function poolOf(workers: number): Tinypool {
  if (pool && pool.options.maxThreads >= workers) return pool;
  // The smaller pool's workers end when its tasks are done.
  void pool?.destroy();
  // The package for npm holds JavaScript, which needs no start of its own.
  const file = import.meta.url.endsWith('.ts') ? 'worker-start.cjs' : 'worker.js';
  pool = new Tinypool({
    filename: new URL(file, import.meta.url).href,
    runtime: 'worker_threads',
    minThreads: workers,
    maxThreads: workers,
    execArgv: [],
  });
  return pool;
}

/** The same problem in memory that all workers see, so that no task copies it. */
function shareProblem(problem: StudyProblem): StudyProblem {
  const share = (values: Float32Array) => {
    const shared = new Float32Array(new SharedArrayBuffer(values.byteLength));
    shared.set(values);
    return shared;
  };
  const { trainX, trainY, testX, testY } = problem;
  return { ...problem, trainX: share(trainX), trainY: share(trainY), testX: share(testX), testY: share(testY) };
}

/**
 * Makes a runner of tasks on so many cores.
 *
 * @param problem what every task trains on
 * @param workers 1 for this thread alone, where other work may run between tasks
 */
export function makeRunner(problem: StudyProblem, workers: number): TaskRunner {
  if (workers === 1) {
    return async (task) => {
      await new Promise((resolve) => setImmediate(resolve));
      return runTask(problem, task);
    };
  }
  const shared = shareProblem(problem);
  const workersOfAll = poolOf(workers);
  return (task) => workersOfAll.run({ problem: shared, task });
}
