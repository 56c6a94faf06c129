/** What a worker of a study runs. */
import { runTask } from './engine-trainer.ts';
import type { StudyProblem, StudyTask } from './study-job.ts';

export default ({ problem, task }: { problem: StudyProblem; task: StudyTask }) => runTask(problem, task);
