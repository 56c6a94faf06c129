import { ReduceLROnPlateau } from '../callbacks/reduce-lr-on-plateau.ts';
import { prepareData } from '../data/prepare-data.ts';
import type { FitCallback } from '../fit.ts';
import { fit } from '../fit.ts';
import { categoricalCrossentropy } from '../loss.ts';
import { createModel } from '../model.ts';
import { sgd } from '../optimizers/sgd.ts';
import { makeRandom } from '../shuffle.ts';
import type { Exercises, Verdict } from './exercise.ts';
import { expectNumbers, isClose, judgeFunction, judgeNumber, right, wrong } from './judging.ts';

type Rates = (losses: number[], patience: number, minLr: number) => unknown;
type MakeDiary = new () => unknown;

/** The losses of the first exercise. */
export const WATCHED = [1, 0.8, 0.7, 0.72, 0.71, 0.69, 0.73, 0.72, 0.7, 0.68, 0.75, 0.74];

/** A plateau rule with its usual mistakes built in, one at a time. */
interface Slips {
  keepsWaiting?: boolean;
  comparesWithLast?: boolean;
  isLate?: boolean;
  hasNoFloor?: boolean;
  stopsAbove?: boolean;
}

function plateauRates(losses: number[], patience: number, minLr: number, slips: Slips = {}): number[] {
  let [rate, best, wait] = [0.01, Number.POSITIVE_INFINITY, 0];
  return losses.map((loss) => {
    const improved = loss < best;
    if (improved || slips.comparesWithLast) best = loss;
    wait = improved ? 0 : wait + 1;
    if (slips.isLate ? wait > patience : wait >= patience) {
      const lower = rate * 0.1;
      if (!slips.stopsAbove || lower >= minLr) rate = slips.hasNoFloor ? lower : Math.max(lower, minLr);
      if (!slips.keepsWaiting) wait = 0;
    }
    return rate;
  });
}

/** The epoch, counted from 1, after which the rate drops for the first time with patience 3. */
function firstDrop(slips: Slips = {}): number {
  return plateauRates(WATCHED, 3, 0, slips).findIndex((rate) => rate < 0.01) + 1;
}

/** How many drops of one half lead from 0.01 to the floor. */
function dropsToFloor(factor: number, floor: number): number {
  let [rate, drops] = [0.01, 0];
  while (rate > floor) {
    rate = Math.max(rate * factor, floor);
    drops++;
  }
  return drops;
}

/** Exercises of 'Drop the rate on a plateau'. */
export const plateau: Exercises = {
  'plateau-1': {
    title: 'the epoch of the first drop',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: firstDrop(),
        share: 1e-6,
        mistakes: [
          [
            firstDrop() - 1,
            'Count the epochs from 1. And with patience 3 the third epoch without a new best makes it drop.',
          ],
          [5, 'After epoch 3 there are only two epochs without a new best: epoch 6 (0.69) beats the 0.70 of epoch 3.'],
          [6, 'Epoch 6 has 0.69, a new best. The count starts again there.'],
          [
            firstDrop({ isLate: true }) || firstDrop() + 3,
            'With patience 3 the third epoch in a row without a new best is enough; it does not wait for a fourth.',
          ],
          [10, 'Epoch 10 is a new best, but it comes one epoch too late.'],
          [8, 'From epoch 7 to 8 the loss falls, but not below the best, 0.69 of epoch 6. Both count as waiting.'],
          [0, 'It does drop: look for three epochs in a row that do not beat the best so far.'],
        ],
        hint:
          'Write the best so far beside each loss. The rate drops at the end of the third epoch in a ' +
          'row that does not beat it.',
        note: 'In its last two epochs the loss was falling. Only the best counts.',
      }),
  },
  'plateau-2': {
    title: 'the number of drops to the floor',
    judge: (answer) => {
      const expected = dropsToFloor(0.5, 1e-5);
      return judgeNumber(answer, {
        expected,
        share: 1e-6,
        mistakes: [
          [dropsToFloor(0.1, 1e-5), 'That is for a factor of 0.1. A half takes more drops.'],
          [expected - 1, 'After so many it is 0.01 / 512, about twice the floor. One more is needed.'],
          [Math.log2(1000), 'Drops are whole: the last one is cut short by the floor.'],
          [expected + 1, 'The floor is reached one drop earlier: 0.01 / 1024 would be below it already.'],
          [1000, 'The rate is multiplied by a half each time: 2, 4, 8, ... Which power of two exceeds 1000?'],
        ],
        hint: 'The floor is a thousandth of the start. How many halvings make a thousandth or less?',
        note: 'The tenth drop would lead below the floor, so it ends on it.',
      });
    },
  },
  'plateau-3': {
    title: 'a plateau rule with a floor',
    judge: (answer) => judgeFunction<Rates>(answer, '(losses, patience, minLr) => rates', judgeRates),
  },
  'plateau-4': {
    title: 'a callback that records the rate with which each epoch was trained',
    judge: (answer) =>
      judgeFunction(answer, 'or class, a callback with a list `rates`', (diary) => judgeDiary(diary as never)),
  },
};

/** A loss that falls and trembles. */
function tremblingLosses(seed: number): number[] {
  const random = makeRandom(seed);
  return Array.from({ length: 60 }, (_, epoch) => 0.5 + 0.5 * Math.exp(-epoch / 10) + 0.1 * random());
}

function judgeRates(answer: Rates): Verdict {
  const cases = [1, 2, 3].flatMap((seed) =>
    [2, 4].map((patience) => ({ losses: tremblingLosses(seed), patience, minLr: 3e-5 })),
  );
  const given = cases.map(({ losses, patience, minLr }) =>
    expectNumbers(answer([...losses], patience, minLr), losses.length, 'your function'),
  );
  const fits = (slips: Slips) =>
    cases.every(({ losses, patience, minLr }, i) =>
      plateauRates(losses, patience, minLr, slips).every((rate, epoch) => isClose(given[i]![epoch]!, rate, 1e-5)),
    );
  if (fits({}))
    return right('These few lines are ReduceLROnPlateau with `minLr`, but for 32-bit rates and the cooldown.');
  const mistakes: [Slips, string][] = [
    [{ hasNoFloor: true }, 'The floor is missing: the rate must never be below minLr.'],
    [{ stopsAbove: true }, 'It stops above the floor: a drop that would lead below minLr ends on it.'],
    [{ keepsWaiting: true }, 'After a drop the count must begin again at 0.'],
    [{ comparesWithLast: true }, 'It compares with the epoch before. An improvement is a loss below the best so far.'],
    [{ isLate: true }, 'It drops one epoch late: the epoch in which the count reaches the patience is the one.'],
  ];
  const mistake = mistakes.find(([slips]) => fits(slips));
  if (mistake) return wrong(mistake[1]);
  if (given.every(([first]) => first !== 0.01))
    return wrong(`The rate of the first epoch is 0.01, and yours is ${given[0]![0]}.`);
  const { losses, patience, minLr } = cases[0]!;
  const expected = plateauRates(losses, patience, minLr);
  const miss = expected.findIndex((rate, epoch) => !isClose(given[0]![epoch]!, rate, 1e-5));
  return wrong(
    `With patience ${patience} and the losses ${losses
      .slice(0, miss + 1)
      .map((loss) => loss.toFixed(3))
      .join(', ')} the rate is then ${expected[miss]!.toPrecision(2)}, and yours is ${given[0]![miss]}.`,
  );
}

async function judgeDiary(Diary: MakeDiary): Promise<Verdict> {
  const diary = new Diary() as FitCallback & { rates?: unknown };
  if (!Array.isArray(diary.rates)) return wrong('Your callback must have a list of numbers called `rates`.');
  const data = prepareData({ nSamples: 96, nTrain: 64 });
  const train = async () => {
    const model = createModel({ hiddenUnits: 4, seed: 1 });
    model.compile({ optimizer: sgd({ learningRate: 0.01 }), loss: categoricalCrossentropy });
    const rule = new ReduceLROnPlateau({ monitor: 'loss', patience: 2, minDelta: 10 });
    const { history } = await fit(model, data.trainX, data.trainY, { epochs: 7, seed: 1, callbacks: [rule, diary] });
    model.dispose();
    return history.lr!;
  };
  try {
    const trainedWith = await train();
    const rates = [...diary.rates];
    if (rates.length === 0)
      return wrong('Nothing was recorded: push the rate into `rates` in a hook like onEpochBegin.');
    const same = (list: number[], other: number[]) =>
      list.length === other.length && list.every((rate, i) => isClose(rate, other[i]!, 1e-6));
    if (same(rates, [...trainedWith.slice(1), rates[6] ?? 0])) {
      return wrong(
        'It records the rate of the next epoch: the plateau rule has acted before. Look when the epoch begins.',
      );
    }
    if (!same(rates, trainedWith)) {
      return wrong(`The seven epochs were trained with ${trainedWith.join(', ')}; your list is ${rates.join(', ')}.`);
    }
    await train();
    const again = diary.rates as number[];
    if (again.length > 7) return wrong('In a second training the list goes on growing. Empty it in onTrainBegin.');
    return right(
      'At the beginning of an epoch it does not matter where in the list of callbacks it stands, ' +
        'as long as the rate changes at the end.',
    );
  } finally {
    for (const tensor of Object.values(data)) tensor.dispose();
  }
}
