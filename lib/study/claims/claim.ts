import type { History } from '../../types.ts';

/** The runs of one study with one seed: a history for each setting. */
export type RunsOfSeed = Record<string, History>;

/** One statement about a study, in a form that a run can answer. */
export interface Claim {
  /** Its name in the tables, like 'A1'. */
  id: string;
  /** The study that it is about: a key of `tutorialStudies`. */
  study: 'rate' | 'momentum' | 'decay' | 'plateau' | 'adaptive';
  /** What is claimed, in words. */
  statement: string;
  /** What exactly has to be seen for the statement to hold, with its numbers. */
  definition: string;
  /** Whether it held in the runs of one seed. */
  holds: (runs: RunsOfSeed) => boolean;
}

/**
 * One standard error of an accuracy measured on 500 points near 0.82: sqrt(0.82 * 0.18 / 500) = 0.017. A smaller difference
 * between two accuracies is within what another draw of the test half would change.
 */
export const STANDARD_ERROR = 0.017;

/** The accuracy of the best possible classifier of this problem, on points without end. */
export const CEILING = 0.822;

/** An accuracy counts as 'learned well' within three standard errors of the ceiling: 0.771. */
export const LEARNED = CEILING - 3 * STANDARD_ERROR;

/** A curve of the runs by setting and key; the claims name curves that every run has. */
export function curve(runs: RunsOfSeed, setting: string, key: 'loss' | 'acc' | 'val_acc' | 'lr'): number[] {
  const found = runs[setting]?.[key];
  if (!found) throw new Error(`claims: no ${key} of the setting '${setting}' among ${Object.keys(runs).join(', ')}`);
  return found;
}
