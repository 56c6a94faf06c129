import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ReduceLROnPlateau, type ReduceLROnPlateauOptions } from '../../lib/callbacks/reduce-lr-on-plateau.ts';
import { sgd } from '../../lib/optimizers/sgd.ts';
import { tf } from '../../lib/tf.ts';
import { compiledModel, drive, valLosses } from './drive.ts';

/** A tenth and a hundredth of 0.01 as Keras has them: the products of float32 numbers, not 0.001 and 0.0001. */
const [TENTH, HUNDREDTH] = [0.0009999999, 0.00009999999];

test('new ReduceLROnPlateau() has the defaults of Keras 2.3', () => {
  const { monitor, factor, patience, minDelta, cooldown, minLr } = new ReduceLROnPlateau().rule;
  expect({ monitor, factor, patience, minDelta, cooldown, minLr }).toEqual({
    monitor: 'val_loss',
    factor: 0.1,
    patience: 10,
    minDelta: 1e-4,
    cooldown: 0,
    minLr: 0,
  });
});

test('ReduceLROnPlateau lowers the rate after patience epochs without improvement, for the next epoch', async () => {
  const { rates } = await drive(new ReduceLROnPlateau({ patience: 2 }), valLosses(1, 1, 1, 1, 1, 1));
  expect(rates).toEqual([0.01, 0.01, 0.01, TENTH, TENTH, HUNDREDTH]);
});

test('ReduceLROnPlateau logs the rate that the epoch used', async () => {
  const { rates, logs } = await drive(new ReduceLROnPlateau({ patience: 1 }), valLosses(1, 1, 1));
  expect(logs.map((log) => log.lr)).toEqual(rates);
});

test('ReduceLROnPlateau compares with the best so far, not with the epoch before', async () => {
  const { rates } = await drive(new ReduceLROnPlateau({ patience: 2 }), valLosses(1, 3, 2, 1.5));
  expect(rates.at(-1)).toBe(TENTH);
});

test('ReduceLROnPlateau takes a gain of minDelta or less for none', async () => {
  const rateAfter = async (loss: number) => {
    const { rates } = await drive(new ReduceLROnPlateau({ patience: 1, minDelta: 0.25 }), valLosses(1, loss, 9));
    return rates[2];
  };
  expect(await rateAfter(0.75)).toBe(TENTH);
  expect(await rateAfter(0.74)).toBe(0.01);
});

test('ReduceLROnPlateau counts nothing in the cooldown', async () => {
  const losses = valLosses(...Array(9).fill(1));
  const { rates } = await drive(new ReduceLROnPlateau({ patience: 2, cooldown: 2 }), losses);
  // Keras: the cooldown's last epoch is counted already, since the counter goes down first.
  expect(rates).toEqual([0.01, 0.01, 0.01, TENTH, TENTH, TENTH, HUNDREDTH, HUNDREDTH, HUNDREDTH]);
});

test('ReduceLROnPlateau remembers the best also within the cooldown', async () => {
  const callback = new ReduceLROnPlateau({ patience: 1, cooldown: 5 });
  await drive(callback, valLosses(1, 1, 0.5, 0.7));
  expect(callback.best).toBe(0.5);
  expect(callback.rule.cooldownCounter).toBe(3);
});

test('ReduceLROnPlateau stops at minLr', async () => {
  const losses = valLosses(...Array(6).fill(1));
  const { rates } = await drive(new ReduceLROnPlateau({ patience: 1, minLr: 0.0005 }), losses);
  expect(rates).toEqual([0.01, 0.01, TENTH, 0.0005, 0.0005, 0.0005]);
});

test('ReduceLROnPlateau without minLr goes on until the rate underflows to 0', async () => {
  const { rates } = await drive(new ReduceLROnPlateau({ patience: 1 }), valLosses(...Array(60).fill(1)));
  expect(rates.at(-1)).toBe(0);
  expect(rates.filter((rate) => rate > 0).at(-1)).toBe(1e-45);
});

test('ReduceLROnPlateau multiplies the exact value of the float32 rate', async () => {
  const { rates } = await drive(new ReduceLROnPlateau({ patience: 1, factor: 0.3 }), valLosses(1, 1, 1, 1));
  let expected = Math.fround(0.01);
  for (const rate of rates.slice(2)) {
    expected = Math.fround(expected * 0.3);
    expect(Math.fround(rate)).toBe(expected);
  }
});

test("ReduceLROnPlateau with 'acc' in the name waits for it to rise, and takes Keras's names", async () => {
  const accuracies = [0.5, 0.6, 0.6].map((acc) => ({ val_acc: acc }));
  for (const monitor of ['val_acc', 'val_accuracy']) {
    const { rates } = await drive(new ReduceLROnPlateau({ monitor, patience: 1 }), [...accuracies, { val_acc: 0.9 }]);
    expect(rates).toEqual([0.01, 0.01, 0.01, TENTH]);
  }
  const falling = new ReduceLROnPlateau({ monitor: 'val_acc', mode: 'min', patience: 1 });
  expect((await drive(falling, accuracies)).rates).toEqual([0.01, 0.01, TENTH]);
});

test('ReduceLROnPlateau takes NaN for no improvement', async () => {
  const { rates } = await drive(new ReduceLROnPlateau({ patience: 2 }), valLosses(Number.NaN, Number.NaN, Number.NaN));
  expect(rates).toEqual([0.01, 0.01, TENTH]);
});

test('ReduceLROnPlateau begins anew with each training', async () => {
  const callback = new ReduceLROnPlateau({ patience: 2 });
  const { model } = await drive(callback, valLosses(1, 1));
  const { rates } = await drive(callback, valLosses(5, 5, 5), model);
  expect(rates).toEqual([0.01, 0.01, 0.01]);
});

test('ReduceLROnPlateau works with an optimizer of tf.train', async () => {
  const model = compiledModel(tf.train.momentum(0.01, 0.9));
  const { rates } = await drive(new ReduceLROnPlateau({ patience: 1 }), valLosses(1, 1, 1), model);
  expect(rates).toEqual([0.01, 0.01, TENTH]);
});

/** Keras's rule, written once more with the state spelled out, to compare with. */
function byRule(losses: number[], o: Required<Omit<ReduceLROnPlateauOptions, 'monitor' | 'mode'>>): number[] {
  let [lr, best, wait, cooling] = [Math.fround(0.01), Number.POSITIVE_INFINITY, 0, 0];
  return losses.map((loss) => {
    const used = lr;
    if (cooling > 0) [cooling, wait] = [cooling - 1, 0];
    if (loss < best - o.minDelta) [best, wait] = [loss, 0];
    else if (cooling <= 0) {
      wait += 1;
      if (wait >= o.patience && lr > o.minLr) {
        [lr, cooling, wait] = [Math.fround(Math.max(lr * o.factor, o.minLr)), o.cooldown, 0];
      }
    }
    return used;
  });
}

test('ReduceLROnPlateau gives the rates of the rule for any losses and options', async () => {
  const options = fc.record({
    factor: fc.constantFrom(0.1, 0.3, 0.5),
    patience: fc.integer({ min: 0, max: 4 }),
    minDelta: fc.constantFrom(0, 1e-7, 0.2),
    cooldown: fc.integer({ min: 0, max: 3 }),
    minLr: fc.constantFrom(0, 1e-4, 1e-3),
  });
  const losses = fc.array(fc.constantFrom(1, 0.9, 0.8, 0.75, 0.5, 0.1), { maxLength: 30 });
  const model = compiledModel(sgd());
  await fc.assert(
    fc.asyncProperty(options, losses, async (some, values) => {
      (model.optimizer as ReturnType<typeof sgd>).learningRate = 0.01;
      const { rates } = await drive(new ReduceLROnPlateau(some), valLosses(...values), model);
      expect(rates.map(Math.fround)).toEqual(byRule(values, some));
    }),
    { numRuns: 100, seed: 1 },
  );
});

test('new ReduceLROnPlateau(options) refuses what cannot be', () => {
  const make = (options: object) => () => new ReduceLROnPlateau(options);
  expect(make({ factor: 1 })).toThrow('ReduceLROnPlateau: factor must be a number from 0 to below 1, got 1');
  expect(make({ patience: 2.5 })).toThrow('ReduceLROnPlateau: patience must be an integer >= 0 (epochs), got 2.5');
  expect(make({ min_delta: 1 })).toThrow('ReduceLROnPlateau: unknown option min_delta; did you mean minDelta?');
  expect(make({ epsilon: 1 })).toThrow('did you mean minDelta?');
  expect(make({ minLR: 1 })).toThrow('did you mean minLr?');
  expect(make({ mode: 'up' })).toThrow("ReduceLROnPlateau: mode must be 'auto', 'min' or 'max', got 'up'");
  expect(make({ monitor: '' })).toThrow(
    "ReduceLROnPlateau: monitor must be the name of a metric like 'val_loss', got ''",
  );
});

test('ReduceLROnPlateau throws where the monitored number is missing', async () => {
  const missing = drive(new ReduceLROnPlateau(), [{ loss: 1, acc: 0.5 }]);
  await expect(missing).rejects.toThrow(
    "ReduceLROnPlateau: no 'val_loss' among the epoch's numbers (loss, acc, lr); give fit validationData",
  );
});
