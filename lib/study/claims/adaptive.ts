import { finalLevel, firstEpochAt, volatility } from '../statistics.ts';
import { type Claim, curve, LEARNED, type RunsOfSeed, STANDARD_ERROR } from './claim.ts';

const reached = (runs: RunsOfSeed, optimizer: string) => firstEpochAt(curve(runs, optimizer, 'val_acc'), LEARNED);
const jumps = (runs: RunsOfSeed, optimizer: string) => volatility(curve(runs, optimizer, 'val_acc'));

/** What the tutorial saw of the adaptive methods. */
export const adaptiveClaims: Claim[] = [
  {
    id: 'E1',
    study: 'adaptive',
    statement: 'SGD needs nearly all 200 epochs and is volatile, more so on the test set',
    definition:
      'it first reaches a test accuracy of 0.771 after epoch 150; its test accuracy jumps by more than 0.017, and more than train',
    holds: (runs) =>
      reached(runs, 'sgd') > 150 &&
      jumps(runs, 'sgd') > STANDARD_ERROR &&
      jumps(runs, 'sgd') > volatility(curve(runs, 'sgd', 'acc')),
  },
  {
    id: 'E2',
    study: 'adaptive',
    statement: 'all three adaptive methods are faster and far less volatile',
    definition: 'each reaches a test accuracy of 0.771 in an earlier epoch than SGD, and jumps at most half as much',
    holds: (runs) =>
      ['rmsprop', 'adagrad', 'adam'].every(
        (optimizer) =>
          reached(runs, optimizer) < reached(runs, 'sgd') && jumps(runs, optimizer) <= jumps(runs, 'sgd') / 2,
      ),
  },
  {
    id: 'E3',
    study: 'adaptive',
    statement: 'RMSprop and Adam are alike, and there within 50 epochs',
    definition:
      'both first reach a test accuracy of 0.771 by epoch 50, and their levels over the last 10 epochs are within 0.017',
    holds: (runs) => {
      const [rmsprop, adam] = ['rmsprop', 'adam'].map((optimizer) => finalLevel(curve(runs, optimizer, 'val_acc')));
      const there = reached(runs, 'rmsprop') <= 50 && reached(runs, 'adam') <= 50;
      return there && Math.abs(rmsprop! - adam!) < STANDARD_ERROR;
    },
  },
];
