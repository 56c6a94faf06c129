import { stopping } from '../../lib/exercises/stopping.ts';
import { testExercises } from './expect-verdicts.ts';

type Slips = { from?: number; whole?: boolean; stop?: boolean; late?: number };

/** The epoch that is put back, with a slip. */
function bestEpoch({ from = 1, whole = false, stop = false, late = 0 }: Slips = {}) {
  return (losses: number[], patience: number) => {
    let best = 0;
    for (let epoch = 1; epoch < losses.length; epoch++) {
      if (losses[epoch]! < losses[best]!) best = epoch;
      else if (!whole && epoch - best >= patience + late) return (stop ? epoch : best) + from;
    }
    return best + from;
  };
}

const atBest = (own: number[]) => own.indexOf(Math.max(...own));
const gain = (curve: number[], at: number) => curve[at]! - curve.at(-1)!;

testExercises(stopping, {
  'stopping-1': {
    right: [8],
    wrong: [
      [5, /weights are put back/],
      [7, /patience for one more/],
      [9, /Nobody gets to see epoch 9/],
      [6, /the count starts again/],
      [3, /Find the best epoch so far/],
      ['8', /a number, not a text/],
      [Number.NaN, /NaN/],
    ],
  },
  'stopping-2': {
    right: [bestEpoch()],
    wrong: [
      [bestEpoch({ from: 0 }), /One too few/],
      [bestEpoch({ whole: true }), /best of the whole curve/],
      [bestEpoch({ stop: true }), /in which the training stops/],
      [bestEpoch({ late: 1 }), /one epoch too long/],
      [() => -3, /the best epoch is \d+, not -3/],
      [() => 'five', /must be a number/],
      [5, /a function \(losses, patience\)/],
    ],
  },
  'stopping-3': {
    right: [(own: number[], other: number[]) => gain(own, atBest(own)) - gain(other, atBest(own))],
    wrong: [
      [(own: number[], other: number[]) => gain(other, atBest(own)) - gain(own, atBest(own)), /The sign/],
      [(own: number[], other: number[]) => own[atBest(own)]! - other[atBest(own)]!, /Take off what the last epoch has/],
      [
        (own: number[], other: number[]) => gain(own, atBest(own)) - gain(other, atBest(other)),
        /must not choose an epoch/,
      ],
      [(own: number[]) => gain(own, atBest(own)), /How much of it is left/],
      [() => 7, /One epoch is chosen/],
      [undefined, /a function \(own, other\)/],
    ],
  },
});
