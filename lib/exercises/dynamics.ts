import { CEILING, STANDARD_ERROR } from '../study/claims/claim.ts';
import { finalLevel, median } from '../study/statistics.ts';
import { study } from '../study/study.ts';
import type { Exercises, Verdict } from './exercise.ts';
import { expectNumber, isClose, judgeFunction, judgeNumber, kindOf, right, wrong } from './judging.ts';

type StaysFrom = (curve: number[], level: number) => unknown;
type WinShare = (first: number[], second: number[]) => unknown;

/** The median end of 30 runs at a rate and at twice the rate. */
async function medianEnds(learningRate: number): Promise<[number, number]> {
  const variants = { once: { learningRate }, twice: { learningRate: 2 * learningRate } };
  const { histories } = await study(variants, { seeds: 30 });
  const end = (name: 'once' | 'twice') => median(histories[name].map(({ val_acc }) => finalLevel(val_acc!)));
  return [end('once'), end('twice')];
}

/** Exercises of 'Learning rate dynamics'. */
export const dynamics: Exercises = {
  'dynamics-1': {
    title: 'the rate that does for inputs ten times as large what 0.2 did',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: 0.2 / 10 ** 2,
        mistakes: [
          [
            0.02,
            'Ten times is not enough. The gradient is ten times as large, and the weights must become ' +
              'ten times as small.',
          ],
          [2, 'Larger inputs make the gradient larger: the rate must be smaller.'],
          [20, 'The factor is right, the direction is not: larger inputs need a smaller rate.'],
          [0.2, 'The inputs enter the gradient, so a rate that was right for the old ones is not right for these.'],
        ],
        hint:
          'The weights must become a tenth, and the gradient is ten times as large. So what becomes ' +
          'of weight change divided by gradient?',
        note:
          'A hundredth: the curvature goes with the square of the inputs, and the rate with one over ' +
          'the curvature.',
      }),
  },
  'dynamics-2': {
    title: 'the largest of the rates 0.05, 0.1, 0.2, ... that still ends near the ceiling',
    judge: async (answer) => {
      if (typeof answer !== 'number' || !(answer > 0) || answer > 100)
        return wrong(`The answer is a rate above 0, not ${typeof answer === 'number' ? answer : kindOf(answer)}.`);
      const [once, twice] = await medianEnds(answer);
      const line = CEILING - STANDARD_ERROR;
      const shown = (level: number) => level.toFixed(3);
      if (once < line)
        return wrong(
          `The median of 30 runs at ${answer} ends at ${shown(once)}, below ${shown(line)}. Try half of it.`,
        );
      if (twice >= line)
        return wrong(
          `So does twice this rate: its median of 30 runs ends at ${shown(twice)}, not below ${shown(line)}. Go on.`,
        );
      return right(`Its median is ${shown(once)}; at twice the rate it is ${shown(twice)}.`);
    },
  },
  'dynamics-3': {
    title: 'a function that finds the epoch from which a curve stays above a level',
    judge: (answer) => judgeFunction<StaysFrom>(answer, '(curve, level) => epoch', judgeStaysFrom),
  },
  'dynamics-4': {
    title: 'a function that compares two settings seed by seed',
    judge: (answer) => judgeFunction<WinShare>(answer, '(first, second) => share', judgeWinShare),
  },
};

function staysFrom(curve: number[], level: number): number {
  const below = curve.reduce((last, value, index) => (value < level ? index : last), -1);
  return below === curve.length - 1 ? Number.POSITIVE_INFINITY : below + 2;
}

function judgeStaysFrom(answer: StaysFrom): Verdict {
  const jumpy = [0.3, 0.6, 0.8, 0.7, 0.79, 0.81, 0.76, 0.8, 0.82, 0.81];
  const cases: [number[], number][] = [
    [jumpy, 0.771],
    [[0.9, 0.9, 0.9], 0.771],
    [jumpy, 0.6],
    [[0.1, 0.9, 0.771], 0.771],
    [[0.9, 0.9, 0.5], 0.771],
  ];
  const given = cases.map(([curve, level]) => expectNumber(answer([...curve], level), `your function for [${curve}]`));
  const fits = (rule: (curve: number[], level: number) => number, upTo = cases.length) =>
    cases.slice(0, upTo).every(([curve, level], i) => given[i] === rule(curve, level));
  if (fits(staysFrom))
    return right('Being there and staying there: a curve that jumps is first above a level by luck.');
  const first = (curve: number[], level: number) => curve.findIndex((value) => value >= level) + 1;
  if (fits(first, 4))
    return wrong('This is when the curve is there for the first time; later it falls below again. Look from the end.');
  if (fits((curve, level) => staysFrom(curve, level) - 1, 4))
    return wrong('Epochs are counted from 1 here: the first number of the curve is that of epoch 1.');
  if (given[1] !== 1) return wrong('A curve that is never below the level stays there from epoch 1 on.');
  if (given[4] !== Number.POSITIVE_INFINITY && fits(staysFrom, 4))
    return wrong('A curve that ends below the level never stays there: return Infinity.');
  if (given[3] === 3 || given[3] === Number.POSITIVE_INFINITY)
    return wrong('A value that equals the level is not below it.');
  const miss = cases.findIndex(([curve, level], i) => given[i] !== staysFrom(curve, level));
  const [curve, level] = cases[miss]!;
  return wrong(
    `For the curve ${curve.join(', ')} and the level ${level} the answer is ` +
      `${staysFrom(curve, level)}, and yours is ${given[miss]}.`,
  );
}

function judgeWinShare(answer: WinShare): Verdict {
  const first = [0.82, 0.8, 0.81, 0.79, 0.83];
  const second = [0.81, 0.8, 0.825, 0.78, 0.8];
  const given = expectNumber(answer([...first], [...second]), 'your function');
  const other = expectNumber(answer([...second], [...first]), 'your function with its lists exchanged');
  const wins = (a: number[], b: number[]) => a.filter((value, seed) => value > b[seed]!).length;
  if (isClose(given, wins(first, second) / 5, 1e-9) && isClose(other, wins(second, first) / 5, 1e-9)) {
    return right('A pair has the same start and the same shuffles, so what differs within it is the setting.');
  }
  if (isClose(given, wins(first, second), 1e-9))
    return wrong('This is the number of seeds. Divide by how many there are.');
  if (isClose(given, 0.8, 1e-9) && isClose(other, 0.4, 1e-9))
    return wrong('A tie is not a win: count only the seeds in which the first is really higher.');
  if (isClose(given, wins(second, first) / 5, 1e-9))
    return wrong('The other way round: count the seeds in which the first setting ends higher.');
  const all = first.flatMap((value) => second.filter((rival) => value > rival)).length / 25;
  if (isClose(given, all, 1e-9))
    return wrong(
      'This compares each run with all others. Compare within a seed: the first of one list with ' +
        'the first of the other, and so on.',
    );
  return wrong(`For [${first}] and [${second}] the first is higher in 3 of 5 seeds: 0.6. Yours is ${given}.`);
}
