import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  categoricalCrossentropy,
  createModel,
  dropsOf,
  firstEpochAt,
  fit,
  prepareData,
  type RunHistory,
  study,
  tf,
  type Variants,
} from '../../lib/index.ts';
import { inRoot } from '../support/paths.ts';

interface KerasRun {
  setting: string;
  val_acc: number;
  val_loss: number;
  firstEpochVal80: number | null;
  plateauDrops?: number[];
}

const keras: { runs: KerasRun[] } = JSON.parse(readFileSync(inRoot('test/fixtures/keras-distribution.json'), 'utf8'));

/** Our settings by the names of the recorded ones. */
const SETTINGS: Variants = {
  'sgd 0.1': { learningRate: 0.1 },
  'sgd 0.01': { learningRate: 0.01 },
  'sgd 0.001': { learningRate: 0.001 },
  'momentum 0.9': { learningRate: 0.01, momentum: 0.9 },
  'decay 0.01': { learningRate: 0.01, decay: 0.01 },
  'plateau, patience 5': { learningRate: 0.01, reduceLROnPlateau: { factor: 0.1, minDelta: 1e-7, patience: 5 } },
  adam: { optimizer: 'adam' },
  adagrad: { optimizer: 'adagrad' },
};

/** What is compared: of a recorded run and of one of ours. Epochs that never came count as the 201st. */
const STATISTICS: Record<string, { keras: (run: KerasRun) => number; ours: (run: RunHistory) => number }> = {
  'final test accuracy': { keras: (run) => run.val_acc, ours: ({ val_acc }) => val_acc!.at(-1)! },
  'final test loss': { keras: (run) => run.val_loss, ours: ({ val_loss }) => val_loss!.at(-1)! },
  'first epoch at 80 %': {
    keras: (run) => run.firstEpochVal80 ?? 201,
    ours: ({ val_acc }) => Math.min(201, firstEpochAt(val_acc!, 0.8)),
  },
};

/** The largest distance between two empirical distribution functions (Kolmogorov and Smirnov). */
function distance(a: number[], b: number[]): number {
  const below = (values: number[], x: number) => values.filter((value) => value <= x).length / values.length;
  // Accuracies are counts of 500 and losses floats of two libraries: what differs by rounding is the same value.
  const rounded = (values: number[]) => values.map((value) => Number(value.toFixed(6)));
  const [first, second] = [rounded(a), rounded(b)];
  return Math.max(...[...first, ...second].map((x) => Math.abs(below(first, x) - below(second, x))));
}

/** The distance that equal distributions exceed once in 1 / level comparisons (asymptotic, cautious for ties). */
function critical(n: number, m: number, level: number): number {
  return Math.sqrt((-Math.log(level / 2) / 2) * ((n + m) / (n * m)));
}

// 8 settings times 3 statistics, and the drops: together a false alarm in a hundred.
const LEVEL = 0.01 / 25;
const recorded = (setting: string) => keras.runs.filter((run) => run.setting === setting);
let ours: Record<string, RunHistory[]>;

beforeAll(async () => {
  ours = (await study(SETTINGS, { seeds: 150 })).histories;
}, 120_000);

test('at least 20 real runs of Keras are recorded for each of 8 settings', () => {
  for (const setting of Object.keys(SETTINGS)) expect(recorded(setting).length, setting).toBeGreaterThanOrEqual(20);
});

describe.each(Object.keys(SETTINGS))('%s', (setting) => {
  test.each(Object.keys(STATISTICS))('%s is distributed as in real Keras', (name) => {
    const statistic = STATISTICS[name]!;
    const [theirs, own] = [recorded(setting).map(statistic.keras), ours[setting]!.map(statistic.ours)];
    expect(distance(theirs, own)).toBeLessThan(critical(theirs.length, own.length, LEVEL));
  });
});

test('the epoch of the first drop on a plateau is distributed as in real Keras', () => {
  const theirs = recorded('plateau, patience 5').map(({ plateauDrops }) => plateauDrops?.[0] ?? 201);
  const own = ours['plateau, patience 5']!.map(({ lr }) => dropsOf(lr)[0] ?? 201);
  // Keras's list counts from 0 the epoch at whose end the rate drops; ours from 1 the first epoch at the lower rate.
  const shifted = theirs.map((epoch) => epoch + 2);
  const distances = [theirs, theirs.map((epoch) => epoch + 1), shifted].map((list) => distance(list, own));
  expect(Math.min(...distances)).toBeLessThan(critical(theirs.length, own.length, LEVEL));
});

describe('a wrong optimizer is told from real Keras', () => {
  const isTold = (setting: string, wrong: RunHistory[]) =>
    Object.values(STATISTICS).some((statistic) => {
      const [theirs, own] = [recorded(setting).map(statistic.keras), wrong.map(statistic.ours)];
      return distance(theirs, own) > critical(theirs.length, own.length, LEVEL);
    });

  test('decay that counts epochs instead of updates', async () => {
    const { histories } = await study({ wrong: { learningRate: 0.01, decay: 0.01 / 16 } }, { seeds: 60 });
    expect(isTold('decay 0.01', histories.wrong)).toBe(true);
  });

  test('momentum that damps the gradient by 1 - momentum', async () => {
    const { histories } = await study({ wrong: { learningRate: 0.001, momentum: 0.9 } }, { seeds: 60 });
    expect(isTold('momentum 0.9', histories.wrong)).toBe(true);
  });

  test('Adagrad whose sums start at 0.1', async () => {
    const { trainX, trainY, testX, testY } = prepareData();
    const wrong: RunHistory[] = [];
    for (let seed = 1; seed <= 100; seed++) {
      const model = createModel({ seed });
      model.compile({ optimizer: tf.train.adagrad(0.01, 0.1), loss: categoricalCrossentropy, metrics: ['accuracy'] });
      const { history } = await fit(model, trainX, trainY, { epochs: 200, validationData: [testX, testY], seed });
      wrong.push(history as RunHistory);
      model.dispose();
    }
    expect(isTold('adagrad', wrong)).toBe(true);
  }, 60_000);
});
