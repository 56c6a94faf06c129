/** What a worker of a study runs: it gets the problem once, when it starts, and then one task after another. */
import { workerData } from 'node:worker_threads';
import { runTask } from './engine-trainer.ts';
import type { StudyProblem, StudyTask } from './study-job.ts';

// Tinypool hands its own data beside ours.
const problem = (workerData as [unknown, StudyProblem])[1];

export default (task: StudyTask) => runTask(problem, task);
