import { type Claim, claims } from './claims/index.ts';
import type { RunHistory } from './variant.ts';

/** The histories of one study: for each setting one a seed, all settings in the same order of seeds. */
export type StudyHistories = Record<string, readonly RunHistory[]>;

/** What many runs say of a claim. */
export interface Judgement {
  id: string;
  statement: string;
  definition: string;
  /** In how many of the runs it held. */
  held: number;
  /** How many runs there were: one a seed. */
  runs: number;
  /** `held / runs` with its 95 % interval (Wilson 1927), from 0 to 1. */
  share: { estimate: number; low: number; high: number };
  verdict: 'holds' | 'does not hold' | 'a matter of luck';
  /** The share of single runs that would have led to the opposite of what most runs say, from 0 to 0.5. */
  misled: number;
}

/** A claim holds, or does not, when at least nine runs in ten agree; between that a single run shows luck. */
const AGREEMENT = 0.9;

/**
 * Judges claims by many runs of the studies that they are about.
 *
 * @param studies the histories of each study that a claim is about, by the study's name
 * @param judged the claims, default all whose study is given
 * @returns one judgement a claim, in their order
 * @throws when a claim's study is missing, or settings of a study have different numbers of runs, or none
 */
export function judgeClaims(
  studies: Record<string, StudyHistories>,
  judged: readonly Claim[] = claims.filter(({ study }) => study in studies),
): Judgement[] {
  return judged.map((claim) => {
    const histories = studies[claim.study];
    if (!histories) throw new Error(`judgeClaims: claim ${claim.id} needs the study '${claim.study}'`);
    const held = runsOf(claim.study, histories).filter((runs) => claim.holds(runs)).length;
    const runs = Object.values(histories)[0]!.length;
    const estimate = held / runs;
    const against = (runs - held) / runs;
    const verdict = estimate >= AGREEMENT ? 'holds' : against >= AGREEMENT ? 'does not hold' : 'a matter of luck';
    const { id, statement, definition } = claim;
    const misled = Math.min(estimate, 1 - estimate);
    return { id, statement, definition, held, runs, share: { estimate, ...wilson(held, runs) }, verdict, misled };
  });
}

/** The runs of a study seed by seed. */
function runsOf(study: string, histories: StudyHistories): Record<string, RunHistory>[] {
  const settings = Object.entries(histories);
  const counts = new Set(settings.map(([, runs]) => runs.length));
  if (counts.size !== 1 || counts.has(0)) {
    throw new Error(`judgeClaims: the settings of '${study}' must have equal numbers of runs, at least 1`);
  }
  return settings[0]![1].map((_, seed) => Object.fromEntries(settings.map(([name, runs]) => [name, runs[seed]!])));
}

/** The 95 % interval of a share after Wilson (1927): it stays within 0 and 1, also at the ends. */
function wilson(held: number, runs: number): { low: number; high: number } {
  const z = 1.959964;
  const share = held / runs;
  const middle = (share + (z * z) / (2 * runs)) / (1 + (z * z) / runs);
  const reach = (z / (1 + (z * z) / runs)) * Math.sqrt((share * (1 - share)) / runs + (z * z) / (4 * runs * runs));
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}
