/** What a page's worker runs: trainings as they are asked for, the answers under the questions' numbers. */
import { runLab, runSeed } from './lab-run.ts';
import { runSweep } from './range-finder-run.ts';
import type { Answer, Question } from './worker-client.ts';

const worker = self as unknown as {
  onmessage: (event: { data: { id: number; question: Question } }) => void;
  postMessage(answer: Answer, transfer?: Transferable[]): void;
};

function answer(id: number, question: Question): void {
  const { kind, settings } = question;
  if (kind === 'sweep') worker.postMessage({ id, sweep: runSweep(settings) });
  if (kind === 'run') {
    const run = runLab(settings);
    worker.postMessage({ id, run }, [run.weights.buffer as ArrayBuffer]);
  }
  if (kind === 'seeds') {
    const histories = question.seeds.map((seed, index) => {
      const history = runSeed(settings, seed);
      worker.postMessage({ id, done: index + 1 });
      return history;
    });
    worker.postMessage({ id, histories });
  }
}

worker.onmessage = ({ data: { id, question } }) => {
  try {
    answer(id, question);
  } catch (error) {
    worker.postMessage({ id, error: (error as Error).message });
  }
};
