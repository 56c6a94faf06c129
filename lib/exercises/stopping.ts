import { StoppingRule } from '../callbacks/stopping-rule.ts';
import { makeRandom } from '../shuffle.ts';
import type { Exercises } from './exercise.ts';
import { expectNumber, isClose, judgeFunction, judgeNumber, right, wrong } from './judging.ts';

/** The losses of the first exercise. */
export const WATCHED = [0.9, 0.7, 0.65, 0.66, 0.64, 0.7, 0.68, 0.66, 0.63];

/** The epoch, counted from 1, after which the rule ends a training, and the best one up to there. */
function stopOf(losses: readonly number[], patience: number): { trained: number; best: number } {
  const rule = new StoppingRule({ patience });
  rule.start();
  let best = 1;
  for (const [index, loss] of losses.entries()) {
    const decision = rule.next(loss);
    if (decision === 'improved') best = index + 1;
    if (decision === 'stop') return { trained: index + 1, best };
  }
  return { trained: losses.length, best };
}

/** A made-up curve that falls and jumps. */
function madeUp(seed: number, epochs = 40): number[] {
  const random = makeRandom(`stopping ${seed}`);
  return Array.from({ length: epochs }, (_, epoch) => 1 / (1 + epoch / 8) + 0.5 * random());
}

type BestEpoch = (losses: number[], patience: number) => unknown;
type Leak = (own: number[], other: number[]) => unknown;

const lowest = (losses: number[]) => losses.indexOf(Math.min(...losses)) + 1;

/** Exercises of 'When to stop'. */
export const stopping: Exercises = {
  'stopping-1': {
    title: 'how many epochs are trained with a patience of 3',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: stopOf(WATCHED, 3).trained,
        share: 1e-6,
        mistakes: [
          [
            stopOf(WATCHED, 3).best,
            'That is the epoch whose weights are put back. The training goes on for a while after it.',
          ],
          [7, 'After two epochs without improvement there is still patience for one more. And count from 1.'],
          [WATCHED.length, 'Nobody gets to see epoch 9: three epochs without a new best have come before.'],
          [6, 'Epoch 4 does not improve on epoch 3, but epoch 5 does: with it the count starts again.'],
        ],
        hint: 'Find the best epoch so far, and count the epochs after it until there are three without a better one.',
        note: 'The 0.63 of epoch 9 would have been better: that is the price of impatience.',
      }),
  },
  'stopping-2': {
    title: 'a function that finds the epoch whose weights are put back',
    judge: (answer) =>
      judgeFunction<BestEpoch>(answer, '(losses, patience) => epoch', (f) => {
        for (let seed = 0; seed < 60; seed++) {
          const losses = madeUp(seed);
          const patience = 1 + (seed % 7);
          const expected = stopOf(losses, patience).best;
          const given = expectNumber(f([...losses], patience), `f(losses, ${patience})`);
          if (given === expected) continue;
          if (given === expected - 1) return wrong('One too few: count epochs from 1, as the question does.');
          if (given === lowest(losses)) {
            return wrong(
              'That is the best of the whole curve. After the training has stopped, nobody sees the rest of it.',
            );
          }
          if (given === stopOf(losses, patience).trained) {
            return wrong('That is the epoch in which the training stops. Which one was the best until then?');
          }
          if (given === stopOf(losses, patience + 1).best) return wrong('It waits one epoch too long.');
          return wrong(
            `For patience ${patience} and ${losses.length} losses the best epoch is ${expected}, not ${given}.`,
          );
        }
        return right('With it you can try every patience on one finished curve, as this notebook does.');
      }),
  },
  'stopping-3': {
    title: 'a function that measures the leak of choosing an epoch',
    judge: (answer) =>
      judgeFunction<Leak>(answer, '(own, other) => leak', (f) => {
        for (let seed = 0; seed < 20; seed++) {
          const [own, other] = [madeUp(seed).map((x) => 1 - x), madeUp(seed + 100).map((x) => 1 - x)] as [
            number[],
            number[],
          ];
          const at = own.indexOf(Math.max(...own));
          const last = own.length - 1;
          const [ownGain, otherGain] = [own[at]! - own[last]!, other[at]! - other[last]!];
          const given = expectNumber(f([...own], [...other]), 'f(own, other)');
          if (isClose(given, ownGain - otherGain, 1e-6)) continue;
          if (isClose(given, otherGain - ownGain, 1e-6))
            return wrong('The sign: own gain minus the gain on the other points.');
          if (isClose(given, own[at]! - other[at]!, 1e-6)) {
            return wrong(
              'Take off what the last epoch has on each: one set of points may simply be easier than the other.',
            );
          }
          const bestOther = Math.max(...other) - other[last]!;
          if (isClose(given, ownGain - bestOther, 1e-6)) {
            return wrong(
              'The other points must not choose an epoch of their own: read them at the epoch that the first curve chose.',
            );
          }
          if (isClose(given, ownGain, 1e-6))
            return wrong('That is the gain where it was chosen. How much of it is left on the other points?');
          return wrong(
            'One epoch is chosen, the best of own. Its gain over the last epoch, on own and on other: what is the difference?',
          );
        }
        return right();
      }),
  },
};
