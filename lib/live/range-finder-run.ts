import { type SweepMarks, SweepRule } from '../finder-rule.ts';
import { SeededTrainer } from '../study/engine-trainer.ts';
import { labProblem } from './lab-run.ts';
import { labDefaults } from './lab-settings.ts';

/** How the range test runs. */
export interface SweepSettings {
  /** The first rate. */
  from: number;
  /** The last one. */
  to: number;
  /** Updates, each at a larger rate. */
  steps: number;
  batchSize: number;
  seed: number;
}

/** What the range test gives; no marks where the loss blows up at once. */
export interface Sweep {
  learningRates: number[];
  losses: number[];
  marks: SweepMarks | undefined;
}

/** The range test on the lab's data and network; the numbers are those of findLearningRate with the same settings and seed. */
export function runSweep({ from, to, steps, batchSize, seed }: SweepSettings): Sweep {
  const trainer = new SeededTrainer(labProblem({ ...labDefaults, batchSize }), {});
  trainer.start(seed);
  const rule = new SweepRule(from, to, steps);
  while (
    trainer.sweepEpoch(
      () => rule.rate,
      (loss) => rule.next(loss),
    )
  );
  trainer.dispose();
  const { learningRates, losses } = rule;
  return { learningRates, losses, marks: losses.length < 3 ? undefined : rule.marks() };
}
