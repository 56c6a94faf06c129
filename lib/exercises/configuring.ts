import type * as TF from '@tensorflow/tfjs';
import { prepareData } from '../data/prepare-data.ts';
import type { FitCallback } from '../fit.ts';
import { fit } from '../fit.ts';
import { categoricalCrossentropy } from '../loss.ts';
import { createModel } from '../model.ts';
import { getLearningRate } from '../optimizers/learning-rate.ts';
import { sgd } from '../optimizers/sgd.ts';
import { timeBasedDecay } from '../schedules/time-based-decay.ts';
import { mean } from '../study/statistics.ts';
import type { Exercises, Verdict } from './exercise.ts';
import { expectNumber, isClose, judgeFunction, judgeNumber, right, wrong } from './judging.ts';

const UPDATES = 3200;
const decayed = timeBasedDecay({ learningRate: 0.01, decay: 0.01 });
const rates = Array.from({ length: UPDATES }, (_, update) => decayed(update));

/** The rate after the epochs 0 to `last`, when a schedule gets its own last answer each time. */
function replay(schedule: (epoch: number, rate: number) => number, last: number): number {
  let rate = 0.01;
  for (let epoch = 0; epoch <= last; epoch++) rate = schedule(epoch, rate);
  return rate;
}

type Warmup = (epoch: number, rate?: number) => unknown;
type MakeCallback = (model: TF.LayersModel) => unknown;

/** Exercises of 'Configuring the learning rate'. */
export const configuring: Exercises = {
  'configuring-1': {
    title: 'the constant rate that spends as much as decay 0.01 does',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: mean(rates),
        mistakes: [
          [mean(rates) * UPDATES, 'This is the sum of all rates. Spread it evenly over the 3,200 updates.'],
          [
            mean(rates) * 16,
            'Divide the sum by the 3,200 updates, not by the 200 epochs: a constant rate is spent at each update.',
          ],
          [
            mean(rates.slice(0, 200)),
            'These are 200 updates, which is 12.5 epochs. Decay counts updates: there are 3,200.',
          ],
          [decayed(UPDATES), 'This is the rate at the end. Asked for is the mean of all of them.'],
          [
            (0.01 + decayed(UPDATES)) / 2,
            'The rate does not fall along a line, so the mean of start and end is too high. Add up all 3,200.',
          ],
        ],
        hint: 'Add up 0.01 / (1 + 0.01 · iteration) for the iterations 0 to 3199, and divide by their number.',
        note: 'About a ninth of the start, though the last rate is a 33rd: most of it is spent early.',
      }),
  },
  'configuring-2': {
    title: 'the rate of the wrong schedule in epoch 25',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: replay((epoch, rate) => rate * 0.5 ** Math.floor(epoch / 10), 25),
        mistakes: [
          [
            0.01 * 0.5 ** 2,
            'This is what was meant. But `wrong` gets a rate that it has lowered already, and lowers ' +
              'it again in each epoch.',
          ],
          [0.01 * 0.5 ** 16, 'Each of the epochs 10 to 25 was counted as one halving; from epoch 20 on it is two.'],
          [0.01 * 0.5 ** 20, 'One quartering is missing: the epochs 20 to 25 are six.'],
          [0.01 * 0.5 ** 15, 'From epoch 20 on the rate is quartered in each epoch.'],
        ],
        hint:
          'It halves the rate in each of the epochs 10 to 19 and quarters it in each of 20 to 25. ' +
          'How many halvings are these?',
        note: 'Ten halvings and six quarterings: 22 factors of one half, where two were meant.',
      }),
  },
  'configuring-3': {
    title: 'a schedule that warms up over five epochs',
    judge: (answer) => judgeFunction<Warmup>(answer, '(epoch) => rate', judgeWarmup),
  },
  'configuring-4': {
    title: 'a callback that halves the rate at the end of every second epoch',
    judge: (answer) => judgeFunction<MakeCallback>(answer, '(model) => callback', judgeHalving),
  },
};

function judgeWarmup(schedule: Warmup): Verdict {
  const at = (epoch: number) => expectNumber(schedule(epoch, 0.01), `your schedule at epoch ${epoch}`);
  const given = Array.from({ length: 12 }, (_, epoch) => at(epoch));
  const other = given.findIndex((rate, epoch) => schedule(epoch, 0.5) !== rate);
  if (other >= 0)
    return wrong(
      'Your schedule depends on the rate that it gets. Use the epoch alone: then it can be plotted and used twice.',
    );
  const along = (epoch: number) => 0.001 + (0.009 * epoch) / 5;
  const expected = given.map((_, epoch) => Math.min(0.01, along(epoch)));
  const misses = given.findIndex((rate, epoch) => !isClose(rate, expected[epoch]!, 1e-6));
  if (misses < 0) return right('A warm-up helps where the first gradients are much larger than the later ones.');
  const fits = (rule: (epoch: number) => number) => given.every((rate, epoch) => isClose(rate, rule(epoch), 1e-6));
  if (given.some((rate) => rate > 0.010001)) return wrong('It rises beyond 0.01: after epoch 5 it must stay there.');
  if (fits((epoch) => Math.min(0.01, 0.001 + (0.009 * epoch) / 4)))
    return wrong('It is at 0.01 in epoch 4 already: the rise takes five epochs, so divide by 5.');
  if (fits((epoch) => Math.min(0.01, along(epoch + 1))))
    return wrong('Epochs are counted from 0: in epoch 0 the rate is 0.001.');
  if (fits((epoch) => Math.min(0.01, (0.01 * epoch) / 5)))
    return wrong('It begins at 0: the first epoch would learn nothing. Begin at 0.001.');
  if (fits((epoch) => (epoch < 5 ? 0.001 : 0.01)))
    return wrong('It jumps. Between epoch 0 and epoch 5 the rate rises along a line.');
  return wrong(`In epoch ${misses} the rate must be ${expected[misses]}, and yours is ${given[misses]}.`);
}

async function judgeHalving(makeCallback: MakeCallback): Promise<Verdict> {
  const data = prepareData({ nSamples: 96, nTrain: 64 });
  const model = createModel({ hiddenUnits: 4, seed: 1 });
  model.compile({ optimizer: sgd({ learningRate: 0.01 }), loss: categoricalCrossentropy });
  const given: number[] = [];
  const diary = { onEpochEnd: async () => void given.push(getLearningRate(model)) };
  try {
    const callback = makeCallback(model);
    if (typeof callback !== 'object' || callback === null)
      return wrong('Your function must return the callback: an object with the hook onEpochEnd.');
    await fit(model, data.trainX, data.trainY, { epochs: 6, seed: 1, callbacks: [callback as FitCallback, diary] });
  } finally {
    model.dispose();
    for (const tensor of Object.values(data)) tensor.dispose();
  }
  const fits = (rule: (epoch: number) => number) => given.every((rate, epoch) => isClose(rate, rule(epoch), 1e-5));
  const halved = (count: (epoch: number) => number) => fits((epoch) => 0.01 * 0.5 ** count(epoch));
  if (halved((epoch) => Math.floor((epoch + 1) / 2)))
    return right('The optimizer keeps what you set; nothing else needs to know.');
  if (halved(() => 0)) return wrong('The rate stayed 0.01. Call setLearningRate(model, ...) in onEpochEnd.');
  if (halved((epoch) => epoch + 1)) return wrong('It halves at the end of each epoch, not of every second one.');
  if (halved((epoch) => Math.floor(epoch / 2) + 1))
    return wrong('It begins one epoch early: onEpochEnd gets 0 for the first epoch, so the second one is epoch 1.');
  if (halved((epoch) => Math.floor(epoch / 2)))
    return wrong(
      'It is one epoch late, at the end of the third, the fifth and so on. onEpochEnd gets 1 for the second epoch.',
    );
  return wrong(
    `After the six epochs the rates were ${given.join(', ')}; they must be 0.01, 0.005, 0.005, ` +
      '0.0025, 0.0025, 0.00125.',
  );
}
