import { adaptiveClaims } from './adaptive.ts';
import type { Claim } from './claim.ts';
import { decayClaims } from './decay.ts';
import { momentumClaims } from './momentum.ts';
import { plateauClaims } from './plateau.ts';
import { rateClaims } from './rate.ts';

export { CEILING, type Claim, LEARNED, type RunsOfSeed, STANDARD_ERROR } from './claim.ts';

/** The 19 statements of the tutorial that can be checked, in its order. */
export const claims: readonly Claim[] = [
  ...rateClaims,
  ...momentumClaims,
  ...decayClaims,
  ...plateauClaims,
  ...adaptiveClaims,
];
