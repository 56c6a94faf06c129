import { exponentialDecay } from '../schedules/exponential-decay.ts';
import type { Exercises, Verdict } from './exercise.ts';
import { expectNumber, isClose, judgeFunction, judgeNumber, right, wrong } from './judging.ts';

type Schedule = (update: number) => unknown;
type Reading = (learningRates: number[], losses: number[]) => unknown;

/** Updates until a running mean that keeps 0.9 has a tenth of a jump or less. */
function updatesToForget(): number {
  let updates = 0;
  for (let left = 1; left > 0.1; left *= 0.9) updates++;
  return updates;
}

/** The index of the lowest loss before the first that is more than `times` the lowest so far. */
function lowestBefore(losses: readonly number[], times: number): number {
  let best = 0;
  for (let i = 1; i < losses.length && losses[i]! <= times * losses[best]!; i++) {
    if (losses[i]! < losses[best]!) best = i;
  }
  return best;
}

/** Exercises of 'Finding a learning rate'. */
export const finding: Exercises = {
  'finding-1': {
    title: 'by which factor the rate of a sweep grows at each update',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: 1e6 ** (1 / 120),
        share: 1e-4,
        mistakes: [
          [1e6 ** (1 / 121), 'Nearly: count the steps between 121 updates, from the first to the last. There are 120.'],
          [1e6 / 120, 'The factors are multiplied, not added: 120 of them must give a million.'],
          [
            (10 - 1e-5) / 120,
            'This is what a rate that grows along a line gains at each update. Here it is multiplied.',
          ],
          [6 / 120, 'So many powers of ten it grows at each update: the factor is ten to this power.'],
          [Math.log(1e6) / 120, 'This is the logarithm of the factor.'],
          [1e6, 'This is the factor of the whole sweep. Share it among 120 steps.'],
          [1e-6 ** (1 / 120), 'Upside down: with this factor the rate falls.'],
        ],
        hint: 'From first to last there are 120 steps, and their factors multiply to 10 / 1e-5.',
        note: 'After 20 updates it is ten times as large.',
      }),
  },
  'finding-2': {
    title: 'how long a running mean that keeps 0.9 remembers a jump',
    judge: (answer) => {
      const expected = updatesToForget();
      return judgeNumber(answer, {
        expected,
        share: 0.001,
        mistakes: [
          [expected - 1, 'Then a little more than a tenth is left. One more.'],
          [Math.log(0.1) / Math.log(0.9), 'Right so far, but updates are whole: round up.'],
          [10, 'After 10 updates 0.9 to the power of 10 is left, which is more than a third.'],
          [9, 'It does not lose a tenth of the jump at each update, but a tenth of what is left.'],
          [1, 'After one update 0.9 of the jump is left: it keeps nine tenths, and not one.'],
        ],
        hint: 'After n updates 0.9 to the power of n is left. When is that 0.1 or less?',
        note: 'In a sweep of 100 updates over six powers of ten the rate has grown 21-fold meanwhile.',
      });
    },
  },
  'finding-3': {
    title: 'a schedule that is a sweep from 1e-4 to 1',
    judge: (answer) => judgeFunction<Schedule>(answer, '(update) => rate', judgeSweep),
  },
  'finding-4': {
    title: 'the rate of the lowest loss before the blow-up',
    judge: (answer) => judgeFunction<Reading>(answer, '(learningRates, losses) => rate', judgeReading),
  },
};

function judgeSweep(schedule: Schedule): Verdict {
  const at = (update: number) => expectNumber(schedule(update), `your schedule at update ${update}`);
  const updates = Array.from({ length: 100 }, (_, update) => update);
  const fits = (rule: Schedule) => updates.every((update) => isClose(at(update), rule(update) as number, 1e-6));
  const sweep = (steps: number) => exponentialDecay({ learningRate: 1e-4, decaySteps: steps, decayRate: 1e4 });
  if (fits(sweep(99))) return right('As a `schedule` with `per: "update"` it is what the finder does.');
  if (fits(sweep(100)))
    return wrong('It reaches 1 at update 100, one too late. Between 100 updates there are 99 steps.');
  if (fits((update) => 1e-4 + ((1 - 1e-4) * update) / 99)) {
    return wrong('It grows by equal amounts: half of the sweep would be above 0.5. Let it grow by equal factors.');
  }
  if (fits((update) => 1e4 ** (-update / 99))) return wrong('It runs backwards, from 1 to 1e-4.');
  if (!isClose(at(0), 1e-4, 1e-6)) return wrong(`At update 0 it must be 1e-4, and yours is ${at(0)}.`);
  if (!isClose(at(99), 1, 1e-6)) return wrong(`At update 99 it must be 1, and yours is ${at(99)}.`);
  return wrong('First and last rate are right. On the way each must be the same multiple of the one before.');
}

/** Curves on which readings differ: a plain valley, a blow-up with something lower behind it, two dips, no blow-up. */
const CURVES = {
  valley: [9, 8, 6, 3, 4, 5, 9, 20],
  deeper: [9, 8, 5, 4, 6, 9, 12, 3, 2, 1],
  twoDips: [9, 6, 4, 5, 3, 5, 8, 30, 2],
  falling: [9, 8, 7, 6, 5, 4, 3, 2],
};

function judgeReading(reading: Reading): Verdict {
  const tried = Object.entries(CURVES).map(([name, losses]) => {
    const rates = losses.map((_, i) => 1e-4 * 3 ** i);
    const value = expectNumber(reading([...rates], [...losses]), `your function for the losses ${losses.join(', ')}`);
    return { name, losses, rates, value, expected: rates[lowestBefore(losses, 2)]! };
  });
  const fits = (rule: (rates: number[], losses: number[]) => number | undefined) =>
    tried.every(({ rates, losses, value }) => isClose(value, rule(rates, losses) ?? Number.NaN, 1e-9));
  const missed = tried.find(({ value, expected }) => !isClose(value, expected, 1e-9));
  if (!missed) return right('Whatever comes after a blow-up does not count.');
  const lowest = (losses: number[]) => losses.indexOf(Math.min(...losses));
  if (fits((rates, losses) => rates[lowest(losses)])) {
    return wrong('This is the lowest loss of the whole sweep. After a blow-up a lower one does not count: stop there.');
  }
  if (fits((_, losses) => losses[lowestBefore(losses, 2)])) return wrong('This is the loss. The answer is the rate.');
  if (fits((_, losses) => lowestBefore(losses, 2)))
    return wrong('This is the place in the list. The answer is the rate.');
  if (fits((rates, losses) => rates[lowestBefore(losses, 2)]! / 10)) {
    return wrong('Asked for is the rate of the lowest loss itself, not a tenth of it.');
  }
  if (fits((rates, losses) => rates[lowestBefore(losses, 1)])) {
    return wrong('It stops when the loss rises at all. Wait until it is more than twice the lowest so far.');
  }
  const { losses, value, expected } = missed;
  return wrong(`For the losses ${losses.join(', ')} the rate must be ${expected}, and yours is ${value}.`);
}
