import { timeBasedDecay } from '../../schedules/index.ts';
import { finalLevel } from '../statistics.ts';
import { type Claim, curve, LEARNED, type RunsOfSeed, STANDARD_ERROR } from './claim.ts';

const rateAt = (decay: number, update: number) => timeBasedDecay({ learningRate: 0.01, decay })(update);
const near = (value: number, wanted: number) => Math.abs(value / wanted - 1) < 0.02;
const level = (runs: RunsOfSeed, decay: string) => finalLevel(curve(runs, decay, 'val_acc'));

/** What the tutorial saw of decay: three statements of arithmetic, and one of training. */
export const decayClaims: Claim[] = [
  {
    id: 'C1',
    study: 'decay',
    statement: 'all decays start at 0.01, and 1e-4 has almost no effect',
    definition:
      'over the 200 updates of the figure the rate of decay 1e-4 stays within 2 % of 0.01 (arithmetic, no training)',
    holds: () => [0.1, 0.01, 0.001, 1e-4].every((decay) => rateAt(decay, 0) === 0.01) && near(rateAt(1e-4, 199), 0.01),
  },
  {
    id: 'C2',
    study: 'decay',
    statement: '0.1 is below 0.002 within 50 epochs, and at 0.0004 at the end',
    definition:
      'the same read with updates for epochs: below 0.002 at update 50, and at update 199 a rate of 0.0004...',
    holds: () => rateAt(0.1, 50) < 0.002 && Math.floor(rateAt(0.1, 199) * 1e4) === 4,
  },
  {
    id: 'C3',
    study: 'decay',
    statement: 'after 3,200 updates decay 0.1 leaves about 3.1e-5, and 1e-4 about 0.0075',
    definition: 'within 2 % (arithmetic, no training)',
    holds: () => near(rateAt(0.1, 3200), 3.1e-5) && near(rateAt(1e-4, 3200), 0.0075),
  },
  {
    id: 'C4',
    study: 'decay',
    statement: '0.1 and 0.01 do poorly, the small ones better, 1e-4 like no decay',
    definition:
      'test accuracy over the last 10 epochs: 0.1 and 0.01 below 0.771, 0.001 and 1e-4 above both, 1e-4 within 0.017 of none',
    holds: (runs) => {
      const poor = [level(runs, '0.1'), level(runs, '0.01')];
      const better = [level(runs, '0.001'), level(runs, '1e-4')];
      const likeNone = Math.abs(level(runs, '1e-4') - level(runs, '0')) < STANDARD_ERROR;
      return Math.max(...poor) < LEARNED && Math.min(...better) > Math.max(...poor) && likeNone;
    },
  },
];
