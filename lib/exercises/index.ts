import { adamExercises } from './adam.ts';
import { adaptive } from './adaptive.ts';
import { blobs } from './blobs.ts';
import { configuring } from './configuring.ts';
import { decay } from './decay.ts';
import { dependence } from './dependence.ts';
import { descent } from './descent.ts';
import { drops } from './drops.ts';
import { dynamics } from './dynamics.ts';
import type { Exercise, Exercises } from './exercise.ts';
import { finding } from './finding.ts';
import { momentum } from './momentum.ts';
import { ownProblem } from './own-problem.ts';
import { plateau } from './plateau.ts';
import { schedules } from './schedules.ts';
import { stability } from './stability.ts';
import { stopping } from './stopping.ts';
import { summary } from './summary.ts';

export type { Exercise, Exercises, Verdict } from './exercise.ts';

/** A notebook and its exercises. */
export interface Chapter {
  /** The notebook's file name without its ending. */
  notebook: string;
  title: string;
  exercises: Exercises;
}

const chapter = (notebook: string, title: string, exercises: Exercises): Chapter => ({ notebook, title, exercises });

/** All notebooks with exercises, in reading order. */
export const chapters: Chapter[] = [
  chapter('01-learning-rate-and-gradient-descent', 'Learning rate and gradient descent', descent),
  chapter('02-configuring-the-learning-rate', 'Configuring the learning rate', configuring),
  chapter('03-the-blobs-problem', 'The blobs problem', blobs),
  chapter('04-learning-rate-dynamics', 'Learning rate dynamics', dynamics),
  chapter('05-momentum', 'Momentum', momentum),
  chapter('06-learning-rate-decay', 'Learning rate decay', decay),
  chapter('07-drop-on-plateau', 'Drop the rate on a plateau', plateau),
  chapter('08-adaptive-learning-rates', 'Rates that adapt themselves', adaptive),
  chapter('09-summary', 'Summary', summary),
  chapter('10-finding-a-learning-rate', 'Finding a learning rate', finding),
  chapter('11-schedules', 'Schedules', schedules),
  chapter('12-what-adam-does', 'What Adam does', adamExercises),
  chapter('13-what-a-drop-does', 'What a drop does', drops),
  chapter('14-what-the-rate-depends-on', 'What the rate depends on', dependence),
  chapter('15-edge-of-stability', 'The edge of stability', stability),
  chapter('16-when-to-stop', 'When to stop', stopping),
  chapter('17-your-own-problem', 'Your own problem', ownProblem),
];

/** All exercises by their id, in reading order. */
export const exercises: Exercises = Object.assign({}, ...chapters.map((one) => one.exercises));

/**
 * Finds an exercise.
 *
 * @param id such as 'momentum-2'
 * @throws when there is none, naming those whose ids are nearest
 */
export function findExercise(id: string): Exercise {
  const found = Object.hasOwn(exercises, id) ? exercises[id] : undefined;
  if (found) return found;
  const nearest = Object.keys(exercises)
    .map((known) => ({ known, distance: editDistance(String(id), known) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ known }) => `'${known}'`);
  throw new Error(`check: there is no exercise '${id}'; the nearest are ${nearest.join(', ')}`);
}

/** How many letters must be put in, taken out or changed to make one word of another. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= to.length; j++) {
      const changed = above[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, changed));
    }
  }
  return row[to.length]!;
}
