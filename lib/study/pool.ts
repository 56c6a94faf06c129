import { availableParallelism } from 'node:os';
import Tinypool from 'tinypool';
import { runTask } from './engine-trainer.ts';
import type { StudyProblem, StudyTask } from './study-job.ts';
import type { RunHistory } from './variant.ts';

/** Runs tasks of one problem. */
export interface TaskRunner {
  run(task: StudyTask): Promise<RunHistory[]>;
  close(): Promise<void>;
}

/** How many tasks run at a time when nothing is said: one a core. */
export const defaultWorkers = (): number => availableParallelism();

/** Runs tasks in this thread, letting other work run between them. */
function inThisThread(problem: StudyProblem): TaskRunner {
  return {
    run: async (task) => {
      await new Promise((resolve) => setImmediate(resolve));
      return runTask(problem, task);
    },
    close: async () => {},
  };
}

/**
 * Makes a runner on so many cores.
 *
 * @param problem what every task trains on; it is copied once to each worker
 * @param workers 1 for this thread alone
 */
export function makeRunner(problem: StudyProblem, workers: number): TaskRunner {
  if (workers === 1) return inThisThread(problem);
  // The package for npm holds JavaScript, which needs no start of its own.
  const file = import.meta.url.endsWith('.ts') ? 'worker-start.mjs' : 'worker.js';
  const pool = new Tinypool({
    filename: new URL(file, import.meta.url).href,
    runtime: 'worker_threads',
    minThreads: workers,
    maxThreads: workers,
    workerData: problem,
    execArgv: [],
  });
  return { run: (task) => pool.run(task), close: () => pool.destroy() };
}
