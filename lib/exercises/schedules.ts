import { cosineDecay, cosineRestarts, linearWarmup, oneCycle, oneCycleMomentum } from '../schedules/index.ts';
import type { Exercises, Verdict } from './exercise.ts';
import { expectNumber, isClose, judgeFunction, judgeNumber, right, wrong } from './judging.ts';

type Schedule = (epoch: number) => unknown;

const UPDATES = 200 * 16;

/** The mean of a cosine decay over a training of 3,200 updates, as a share of its start. */
function shareOfCosine(): number {
  const cosine = cosineDecay({ learningRate: 1, decaySteps: UPDATES });
  return Array.from({ length: UPDATES }, (_, update) => cosine(update)).reduce((sum, rate) => sum + rate, 0) / UPDATES;
}

/** The epoch in which the third period begins, from the schedule itself. */
function thirdPeriod(): number {
  const rates = Array.from({ length: 200 }, (_, epoch) =>
    cosineRestarts({ learningRate: 1, firstDecaySteps: 20 })(epoch),
  );
  return rates.map((rate, epoch) => ({ rate, epoch })).filter(({ rate }) => rate === 1)[2]!.epoch;
}

/** By how much the effective rate of a one-cycle grows from its start to its peak. */
function growthOfEffectiveRate(): number {
  const rate = oneCycle({ maxLearningRate: 1, totalSteps: 1000 });
  const momentum = oneCycleMomentum({ totalSteps: 1000 });
  const effective = (step: number) => rate(step) / (1 - momentum(step));
  return effective(299) / effective(0);
}

const PEAK = 0.05;
const afterwards = cosineDecay({ learningRate: PEAK, decaySteps: 190 });
const warmAndDown = linearWarmup({ learningRate: PEAK, warmupSteps: 10, after: afterwards });

/** Exercises of 'Schedules'. */
export const schedules: Exercises = {
  'schedules-1': {
    title: 'the start of a cosine that spends as much as a constant 0.01',
    judge: (answer) => {
      const share = shareOfCosine();
      return judgeNumber(answer, {
        expected: 0.01 / share,
        share: 0.002,
        mistakes: [
          [0.01 * share, 'Upside down: this would spend a quarter. The start must be larger than 0.01.'],
          [0.01, 'With the same start it spends half: it is below 0.01 all the way.'],
          [
            (0.01 * Math.PI) / 2,
            'This would be right for a quarter of a cosine wave. Here half a wave goes from 1 to 0, and its mean is a half.',
          ],
          [1 / share, 'So many times must the start be larger than the constant.'],
          [32, 'This is the sum of all rates. Which start gives the cosine this sum?'],
        ],
        hint: 'What is the mean of a cosine decay, as a share of its start? The two sums are equal where the means are.',
        note: 'As for every schedule that is symmetric about the middle of its fall.',
      });
    },
  },
  'schedules-2': {
    title: 'when the third period of a cosine with restarts begins',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: thirdPeriod(),
        share: 0.001,
        mistakes: [
          [40, 'It would, if all periods had 20 epochs. The second one has twice as many as the first.'],
          [20, 'There the second period begins.'],
          [80, 'This is the length of the third period. When does it begin?'],
          [140, 'There the third period ends, and the fourth begins.'],
          [61, 'Nearly. Epochs count from 0, so it is the one after 20 + 40 epochs.'],
        ],
        hint: 'Add up the lengths of the periods before it: the first has 20 epochs, the second twice as many.',
      }),
  },
  'schedules-3': {
    title: 'a warm-up of 10 epochs, then half a cosine down to 0',
    judge: (answer) => judgeFunction<Schedule>(answer, '(epoch) => rate', judgeWarmup),
  },
  'schedules-4': {
    title: 'by how much the effective rate of a one-cycle with momentum grows',
    judge: (answer) => {
      const expected = growthOfEffectiveRate();
      return judgeNumber(answer, {
        expected,
        share: 0.005,
        mistakes: [
          [25, 'So much the rate grows. But the momentum falls meanwhile, and takes part of it back.'],
          [25 * 3, 'The momentum works against the rate: 1 / (1 - m) is 20 at first and less than 7 at the peak.'],
          [(25 * 0.85) / 0.95, 'What counts is not the momentum but 1 / (1 - momentum).'],
          [1 / expected, 'Upside down: it grows.'],
          [1 / 3, 'This is what the momentum alone does to the effective rate.'],
        ],
        hint: 'The effective rate is rate / (1 - momentum). Compute it at the start and at the peak.',
        note: 'The dip of the momentum makes the peak gentler: 8 times, and not 25.',
      });
    },
  },
  'schedules-5': {
    title: 'how many seeds it takes to see a difference of 0.005',
    judge: (answer) => {
      const expected = ((1.96 * 0.015) / 0.005) ** 2;
      return judgeNumber(answer, {
        expected: Math.ceil(expected),
        share: 0.001,
        mistakes: [
          [expected, 'Right so far, but seeds are whole: round up.'],
          [Math.floor(expected), 'With so many the interval still just includes 0. One more.'],
          [6, 'The reach falls with the square root of the number of seeds: square this.'],
          [(1.96 * 0.015) / 0.005, 'The reach falls with the square root of the number of seeds: square this.'],
          [9, 'The reach of the interval is 1.96 times the standard error, not once.'],
        ],
        hint: 'The reach of the interval is 1.96 · 0.015 / √n, and it must be below 0.005.',
        note: 'And with only one seed in each arm you would see the wrong sign in more than a third of all cases.',
      });
    },
  },
};

function judgeWarmup(schedule: Schedule): Verdict {
  const epochs = Array.from({ length: 200 }, (_, epoch) => epoch);
  const given = epochs.map((epoch) => expectNumber(schedule(epoch), `your schedule at epoch ${epoch}`));
  const fits = (rule: (epoch: number) => number, from = 0, to = 200) =>
    epochs.slice(from, to).every((epoch) => Math.abs(given[epoch]! - rule(epoch)) < 1e-9);
  if (fits(warmAndDown)) return right('This is how many large networks are trained.');
  if (fits((epoch) => (PEAK * (epoch + 1)) / 10, 0, 10)) {
    return wrong('The rise is one epoch early: it must be 0 in epoch 0 and 0.05 in epoch 10, for the first time.');
  }
  if (!fits(warmAndDown, 0, 10)) return wrong('In the first 10 epochs it must be 0.05 · epoch / 10.');
  if (fits(() => PEAK, 10))
    return wrong('The warm-up is right. After it the rate must fall along a cosine: give `after`.');
  if (fits((epoch) => PEAK * 0.5 * (1 + Math.cos((Math.PI * epoch) / 200)), 10)) {
    return wrong('The cosine must begin where the warm-up ends: count its epochs from there.');
  }
  if (fits((epoch) => PEAK * 0.5 * (1 + Math.cos((Math.PI * (epoch - 10)) / 200)), 10)) {
    return wrong('It is not yet at 0 in epoch 200: after the warm-up there are 190 epochs, not 200.');
  }
  if (fits((epoch) => (PEAK * (200 - epoch)) / 190, 10)) return wrong('It falls along a line. Take half a cosine.');
  const miss = epochs.find((epoch) => !isClose(given[epoch]!, warmAndDown(epoch), 1e-6))!;
  return wrong(`In epoch ${miss} the rate must be ${warmAndDown(miss)}, and yours is ${given[miss]}.`);
}
