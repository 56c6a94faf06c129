import { firstEpochAt, volatility } from '../statistics.ts';
import { type Claim, curve, LEARNED, type RunsOfSeed } from './claim.ts';

const reached = (runs: RunsOfSeed, momentum: string) => firstEpochAt(curve(runs, momentum, 'val_acc'), LEARNED);
const jumps = (runs: RunsOfSeed, momentum: string) => volatility(curve(runs, momentum, 'val_acc'));

/** What the tutorial saw when it varied the momentum. */
export const momentumClaims: Claim[] = [
  {
    id: 'B1',
    study: 'momentum',
    statement: 'momentum speeds training up',
    definition: 'each of 0.5, 0.9 and 0.99 first reaches a test accuracy of 0.771 in an earlier epoch than no momentum',
    holds: (runs) => ['0.5', '0.9', '0.99'].every((momentum) => reached(runs, momentum) < reached(runs, '0')),
  },
  {
    id: 'B2',
    study: 'momentum',
    statement: '0.9 and 0.99 are there within about 50 epochs, without momentum it takes all 200',
    definition: '0.9 and 0.99 first reach a test accuracy of 0.771 by epoch 50, and no momentum not before epoch 150',
    holds: (runs) => reached(runs, '0.9') <= 50 && reached(runs, '0.99') <= 50 && reached(runs, '0') > 150,
  },
  {
    id: 'B3',
    study: 'momentum',
    statement: 'with momentum the test accuracy is less volatile, in all cases',
    definition:
      'its jumps from epoch to epoch over the last half are smaller than without, for each of 0.5, 0.9 and 0.99',
    holds: (runs) => ['0.5', '0.9', '0.99'].every((momentum) => jumps(runs, momentum) < jumps(runs, '0')),
  },
];
