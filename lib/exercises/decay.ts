import { timeBasedDecay } from '../schedules/time-based-decay.ts';
import type { Exercises, Verdict } from './exercise.ts';
import { expectNumber, isClose, judgeFunction, judgeNumber, right, wrong } from './judging.ts';

type Schedule = (epoch: number) => unknown;

const UPDATES_PER_EPOCH = 16;
const UPDATES = 200 * UPDATES_PER_EPOCH;

/** What a decay of 0.01 spends in the whole training for each unit of its start. */
function spentPerStart(): number {
  const shares = timeBasedDecay({ learningRate: 1, decay: 0.01 });
  return Array.from({ length: UPDATES }, (_, update) => shares(update)).reduce((sum, share) => sum + share, 0);
}

const flatThenDown = (epoch: number) => (epoch < 100 ? 0.01 : (0.01 * (200 - epoch)) / 100);

/** Exercises of 'Learning rate decay'. */
export const decay: Exercises = {
  'decay-1': {
    title: 'the decay that has halved the rate after 100 epochs',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: 1 / (100 * UPDATES_PER_EPOCH),
        mistakes: [
          [1 / 100, 'That would halve it after 100 updates. An epoch has 16 of them.'],
          [1 / UPDATES, 'With this one the rate is halved after 200 epochs.'],
          [100 * UPDATES_PER_EPOCH, 'Upside down: so many updates there are, and decay times updates must be 1.'],
          [
            0.5 / (100 * UPDATES_PER_EPOCH),
            'The rate is halved when 1 + decay · updates is 2, so when decay · updates is 1.',
          ],
          [2 / (100 * UPDATES_PER_EPOCH), 'Then 1 + decay · updates is 3: the rate has come down to a third.'],
        ],
        hint: 'The rate is halved when 1 + decay · updates is 2. How many updates are 100 epochs?',
        note: '`timeBasedDecay({ learningRate: 0.01, decay: 1 / 1600 })(1600)` is 0.005.',
      }),
  },
  'decay-2': {
    title: 'the start that makes decay 0.01 worth 200 epochs at 0.01',
    judge: (answer) => {
      const sum = spentPerStart();
      return judgeNumber(answer, {
        expected: (0.01 * UPDATES) / sum,
        mistakes: [
          [
            (0.01 * sum) / UPDATES,
            'Upside down: with this start it would spend less than before. The start must be larger than 0.01.',
          ],
          [
            0.01 * (1 + 0.01 * UPDATES),
            'With this start the last rate is 0.01, so all others are larger: it spends too much.',
          ],
          [UPDATES / sum, 'So many times must the start be larger. Multiply by 0.01.'],
          [0.01 * sum, 'This is the sum of the rates for a start of 0.01. The sum must become 0.01 · 3200 = 32.'],
          [(0.01 * 200) / sum, 'The rate is spent at each update: 200 epochs are 3,200 of them.'],
        ],
        hint: 'The sum of all rates goes with the start. What is it for a start of 1, and what must it be?',
        note:
          'A start nine times as large, and four tenths of the sum are spent in the first tenth of the updates: ' +
          'equal sums are not equal trainings.',
      });
    },
  },
  'decay-3': {
    title: 'a schedule that is constant and then falls along a line',
    judge: (answer) => judgeFunction<Schedule>(answer, '(epoch) => rate', judgeSchedule),
  },
  'decay-4': {
    title: 'what that schedule is worth, in epochs at 0.01',
    judge: (answer) => {
      const rates = Array.from({ length: 200 }, (_, epoch) => flatThenDown(epoch));
      const expected = rates.reduce((sum, rate) => sum + rate, 0) / 0.01;
      return judgeNumber(answer, {
        expected,
        share: 1e-4,
        mistakes: [
          [
            150,
            'Nearly. A triangle has this area, but the rate is a staircase: epoch 100 has all of 0.01, ' +
              'epoch 101 has 0.0099, and so on. Add them up.',
          ],
          [expected * 0.01, 'This is the sum of the rates of the epochs. Divide it by 0.01.'],
          [expected - 100, 'This is the second half alone.'],
          [
            149.5,
            'Each epoch has the rate of its beginning: the sum of the second half is (100 + 99 + ... + 1) / 100.',
          ],
          [expected * 16, 'These are updates. An epoch has 16 of them.'],
        ],
        hint: 'Add up the rates of the 200 epochs and divide the sum by 0.01.',
        note: 'More than decay 0.001 spends, and the last steps are tiny.',
      });
    },
  },
};

function judgeSchedule(schedule: Schedule): Verdict {
  const epochs = Array.from({ length: 200 }, (_, epoch) => epoch);
  const given = epochs.map((epoch) => expectNumber(schedule(epoch), `your schedule at epoch ${epoch}`));
  const fits = (rule: (epoch: number) => number, from = 0, to = 200) =>
    epochs.slice(from, to).every((epoch) => Math.abs(given[epoch]! - rule(epoch)) < 1e-9);
  const end = expectNumber(schedule(200), 'your schedule at epoch 200');
  if (fits(flatThenDown)) {
    return Math.abs(end) < 1e-9
      ? right('Constant at first, small at the end.')
      : wrong(`At epoch 200 it must be 0, and yours is ${end}.`);
  }
  if (given.some((rate) => rate < -1e-12))
    return wrong('It gets below 0 before epoch 200: by how much must it fall in each of the last 100 epochs?');
  if (!fits(() => 0.01, 0, 100)) return wrong('In the epochs 0 to 99 the rate is 0.01.');
  if (fits((epoch) => 0.01 * (1 - epoch / 200), 100))
    return wrong('At epoch 100 it falls to a half at once. The line begins there at 0.01: use epoch - 100.');
  if (fits((epoch) => (0.01 * (199 - epoch)) / 100, 100))
    return wrong('It is one epoch early: at epoch 100 the rate is still 0.01, at epoch 199 a hundredth of it.');
  if (fits((epoch) => (0.01 * (199 - epoch)) / 99, 100))
    return wrong('It is at 0 in epoch 199: nothing would be learned in the last epoch. The line ends at epoch 200.');
  if (fits(() => 0.01)) return wrong('It never falls.');
  const miss = epochs.find((epoch) => !isClose(given[epoch]!, flatThenDown(epoch), 1e-6))!;
  return wrong(`In epoch ${miss} the rate must be ${flatThenDown(miss)}, and yours is ${given[miss]}.`);
}
