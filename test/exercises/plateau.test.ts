import { expect, test } from 'vitest';
import { PlateauRule } from '../../lib/callbacks/plateau-rule.ts';
import { plateau, WATCHED } from '../../lib/exercises/plateau.ts';
import { getLearningRate } from '../../lib/optimizers/learning-rate.ts';
import { tf } from '../../lib/tf.ts';
import { testExercises } from './expect-verdicts.ts';

/** The library's own rule, as an answer. */
function libraryRates(losses: number[], patience: number, minLr: number): number[] {
  const rule = new PlateauRule({ patience, minLr, minDelta: 0 });
  rule.start();
  let rate = 0.01;
  return losses.map((loss) => {
    rate = rule.next(loss, rate) ?? rate;
    return rate;
  });
}

/** The rule with a slip. */
function rates({ floor = true, reset = true, best = true, late = false, stops = false, start = 0.01 }) {
  return (losses: number[], patience: number, minLr: number) => {
    let [rate, reference, wait] = [start, Number.POSITIVE_INFINITY, 0];
    return losses.map((loss) => {
      wait = loss < reference ? 0 : wait + 1;
      reference = best ? Math.min(reference, loss) : loss;
      if (wait >= patience + Number(late)) {
        const lower = rate * 0.1;
        if (!stops || lower >= minLr) rate = floor ? Math.max(lower, minLr) : lower;
        if (reset) wait = 0;
      }
      return rate;
    });
  };
}

class AtBegin extends tf.Callback {
  rates: number[] = [];
  override async onTrainBegin() {
    this.rates = [];
  }
  override async onEpochBegin() {
    this.rates.push(getLearningRate(this.model));
  }
}
class NeverEmptied extends tf.Callback {
  rates: number[] = [];
  override async onEpochBegin() {
    this.rates.push(getLearningRate(this.model));
  }
}
class AtEnd extends tf.Callback {
  rates: number[] = [];
  override async onEpochEnd() {
    this.rates.push(getLearningRate(this.model));
  }
}
class Silent extends tf.Callback {
  rates: number[] = [];
}
class Constant extends tf.Callback {
  rates: number[] = [];
  override async onEpochBegin() {
    this.rates.push(0.01);
  }
}

testExercises(plateau, {
  'plateau-1': {
    right: [9],
    wrong: [
      [8, /Count the epochs from 1/],
      [5, /only two epochs/],
      [6, /new best/],
      [12, /not wait for a fourth/],
      [10, /one epoch too late/],
      [0, /It does drop/],
      [3, /best so far beside each loss/],
    ],
  },
  'plateau-2': {
    right: [10],
    wrong: [
      [3, /factor of 0.1/],
      [9, /One more/],
      [9.97, /whole/],
      [11, /one drop earlier/],
      [1000, /power of two/],
      [50, /How many halvings/],
    ],
  },
  'plateau-3': {
    right: [rates({}), libraryRates],
    wrong: [
      [rates({ floor: false }), /floor is missing/],
      [rates({ stops: true }), /ends on it/],
      [rates({ reset: false }), /begin again at 0/],
      [rates({ best: false }), /best so far/],
      [rates({ late: true }), /one epoch late/],
      [rates({ start: 0.1 }), /first epoch is 0.01/],
      [(losses: number[]) => losses.map(() => 0.01), /With patience 2 and the losses .* yours is 0.01/],
      [() => [0.01], /must give 60 numbers/],
    ],
  },
  'plateau-4': {
    right: [AtBegin],
    wrong: [
      [AtEnd, /rate of the next epoch/],
      [NeverEmptied, /Empty it in onTrainBegin/],
      [Silent, /Nothing was recorded/],
      [Constant, /were trained with/],
      [class {}, /called `rates`/],
      [7, /a function/],
    ],
  },
});

test('the losses of plateau-1 make the real rule drop after epoch 9', () => {
  expect(libraryRates(WATCHED, 3, 0).findIndex((rate) => rate < 0.01) + 1).toBe(9);
});
