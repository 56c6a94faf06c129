import { convergedAt, dropsOf, finalLevel, volatility } from '../statistics.ts';
import { type Claim, curve, type RunsOfSeed, STANDARD_ERROR } from './claim.ts';

/** On the figure's linear axis a rate below a hundredth of its start cannot be told from zero. */
const AT_THE_BOTTOM = 0.01 * 0.01;

const accuracy = (runs: RunsOfSeed, patience: string) => curve(runs, patience, 'acc');
const converged = (runs: RunsOfSeed, patience: string) => convergedAt(accuracy(runs, patience), 2 * STANDARD_ERROR);

/** What the tutorial saw when the rate drops on a plateau. */
export const plateauClaims: Claim[] = [
  {
    id: 'D1',
    study: 'plateau',
    statement: 'patience 2 is at its minimum rate within 25 epochs',
    definition: 'the rate after epoch 25 is at most a hundredth of its start, where the figure shows it as zero',
    holds: (runs) => curve(runs, '2', 'lr')[24]! <= AT_THE_BOTTOM,
  },
  {
    id: 'D2',
    study: 'plateau',
    statement: 'patience 15 drops once',
    definition: 'in 200 epochs the rate is lowered exactly once',
    holds: (runs) => dropsOf(curve(runs, '15', 'lr')).length === 1,
  },
  {
    id: 'D3',
    study: 'plateau',
    statement: '2 and 5 converge early, at about 65 % and below 75 % of training accuracy',
    definition:
      'both stay within 0.034 of their last training accuracy from epoch 100 on; patience 2 ends at 0.60 to 0.70, 5 below 0.75',
    holds: (runs) => {
      const early = ['2', '5'].every((patience) => converged(runs, patience) <= 100);
      const low = finalLevel(accuracy(runs, '2'));
      return early && low >= 0.6 && low <= 0.7 && finalLevel(accuracy(runs, '5')) < 0.75;
    },
  },
  {
    id: 'D4',
    study: 'plateau',
    statement: '10 converges just before epoch 150, 15 only near the end, and stays volatile',
    definition:
      'training accuracy stays within 0.034 of its last value from epoch 125 to 150 on for 10, after 175 for 15; 15 jumps more',
    holds: (runs) => {
      const ten = converged(runs, '10');
      const volatile = volatility(accuracy(runs, '15')) > volatility(accuracy(runs, '10'));
      return ten >= 125 && ten <= 150 && converged(runs, '15') > 175 && volatile;
    },
  },
];
