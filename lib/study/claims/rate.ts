import { finalLevel, firstEpochAt, volatility } from '../statistics.ts';
import { type Claim, curve, LEARNED, STANDARD_ERROR } from './claim.ts';

/** What the tutorial saw when it varied the learning rate. */
export const rateClaims: Claim[] = [
  {
    id: 'A1',
    study: 'rate',
    statement: 'a rate of 1.0 oscillates',
    definition:
      'test accuracy jumps by more than one standard error (0.017) from epoch to epoch, root mean square over the last half',
    holds: (runs) => volatility(curve(runs, '1', 'val_acc')) > STANDARD_ERROR,
  },
  {
    id: 'A2',
    study: 'rate',
    statement: 'rates of 1e-6 and 1e-7 learn nothing',
    definition:
      'test accuracy after the last epoch is within two standard errors (0.034) of that after the first, for both',
    holds: (runs) =>
      ['1e-6', '1e-7'].every((rate) => {
        const accuracy = curve(runs, rate, 'val_acc');
        return Math.abs(accuracy[accuracy.length - 1]! - accuracy[0]!) < 2 * STANDARD_ERROR;
      }),
  },
  {
    id: 'A3',
    study: 'rate',
    statement: 'rates of 0.1, 0.01 and 0.001 all learn the problem well',
    definition:
      'the mean test accuracy of the last 10 epochs is within three standard errors of the ceiling (0.771), for all',
    holds: (runs) => ['0.1', '0.01', '0.001'].every((rate) => finalLevel(curve(runs, rate, 'val_acc')) >= LEARNED),
  },
  {
    id: 'A4',
    study: 'rate',
    statement: 'of these three, the smaller the rate, the slower',
    definition:
      'they first reach a test accuracy of 0.70 in the order 0.1, 0.01, 0.001, each strictly later than the one before',
    holds: (runs) => {
      const [large, middle, small] = ['0.1', '0.01', '0.001'].map((rate) =>
        firstEpochAt(curve(runs, rate, 'val_acc'), 0.7),
      );
      return large! < middle! && middle! < small!;
    },
  },
  {
    id: 'A5',
    study: 'rate',
    statement: 'a rate of 0.1 is a good choice on train and test',
    definition:
      'its accuracy over the last 10 epochs is within one standard error (0.017) of the best of the 8 rates, on both',
    holds: (runs) =>
      (['acc', 'val_acc'] as const).every((key) => {
        const best = Math.max(...Object.keys(runs).map((rate) => finalLevel(curve(runs, rate, key))));
        return finalLevel(curve(runs, '0.1', key)) >= best - STANDARD_ERROR;
      }),
  },
];
