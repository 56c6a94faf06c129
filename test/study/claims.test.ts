import { expect, test } from 'vitest';
import { CEILING, claims, LEARNED, type RunsOfSeed, STANDARD_ERROR } from '../../lib/study/claims/index.ts';
import { tutorialStudies } from '../../lib/study/tutorial-studies.ts';
import type { History } from '../../lib/types.ts';

const EPOCHS = 200;
type Curve = (epoch: number) => number;

/** 200 numbers, of epoch 1 to 200. */
const curve = (value: Curve): number[] => Array.from({ length: EPOCHS }, (_, index) => value(index + 1));

/** Rises along a line from `from` to `to`, reaches it in an epoch, and stays. */
const rise = (epoch: number, to: number, from = 0.33): Curve => {
  return (at) => (at >= epoch ? to : from + ((to - from) * (at - 1)) / epoch);
};
const level =
  (value: number): Curve =>
  () =>
    value;

/** A curve that jumps up and down around another by so much from epoch to epoch, up to a given epoch. */
const jumping =
  (around: Curve, jump: number, until = EPOCHS): Curve =>
  (at) =>
    around(at) + (at > until ? 0 : at % 2 ? jump / 2 : -jump / 2);

/** A made-up history: test and train accuracy, and the rate. */
const run = (test: Curve, train: Curve = test, lr: Curve = level(0.01)): History => {
  return { loss: curve(level(1)), acc: curve(train), val_acc: curve(test), lr: curve(lr) };
};

const good = run(rise(20, 0.82));

/** A rate, in float32 as optimizers keep it, that falls to a tenth in some epochs. */
const lowered =
  (...epochs: number[]): Curve =>
  (at) =>
    epochs.filter((epoch) => epoch <= at).reduce((rate) => Math.fround(rate * 0.1), Math.fround(0.01));

/** Runs as the tutorial saw them; each case changes a few. */
const seen: Record<string, RunsOfSeed> = {
  rate: {
    '1': run(jumping(level(0.6), 0.1)),
    '0.1': good,
    '0.01': run(rise(60, 0.81)),
    '0.001': run(rise(180, 0.78)),
    '1e-4': run(rise(200, 0.6)),
    '1e-5': run(level(0.4)),
    '1e-6': run(level(0.35)),
    '1e-7': run(level(0.35)),
  },
  momentum: {
    '0': run(jumping(rise(180, 0.8), 0.02)),
    '0.5': run(rise(100, 0.8)),
    '0.9': run(rise(40, 0.81)),
    '0.99': run(rise(30, 0.82)),
  },
  decay: {
    '0.1': run(level(0.4)),
    '0.01': run(level(0.6)),
    '0.001': run(level(0.79)),
    '1e-4': run(level(0.81)),
    '0': run(level(0.82)),
  },
  plateau: {
    '2': run(rise(20, 0.65), undefined, lowered(10, 20)),
    '5': run(rise(60, 0.72), undefined, lowered(50)),
    '10': run(rise(140, 0.8, 0.2)),
    '15': run(jumping(rise(190, 0.82, 0.2), 0.05, 190), undefined, lowered(190)),
  },
  adaptive: {
    sgd: run(jumping(rise(195, 0.8), 0.04, 195), rise(190, 0.8)),
    rmsprop: run(rise(30, 0.82)),
    adagrad: run(rise(60, 0.81)),
    adam: run(rise(30, 0.82)),
  },
};

const byId = new Map(claims.map((claim) => [claim.id, claim]));

/** Whether a claim holds when some of the runs that the tutorial saw are others. */
function holds(id: string, changes: RunsOfSeed = {}): boolean {
  const claim = byId.get(id)!;
  return claim.holds({ ...seen[claim.study], ...changes });
}

const ids = ['A1', 'A2', 'A3', 'A4', 'A5', 'B1', 'B2', 'B3', 'C1', 'C2', 'C3', 'C4', 'D1', 'D2', 'D3', 'D4'];
ids.push('E1', 'E2', 'E3');

test('claims are the 19 of the tutorial, each with its words', () => {
  expect(claims.map(({ id }) => id)).toEqual(ids);
  for (const { statement, definition, study } of claims) {
    expect(statement.length).toBeGreaterThan(10);
    expect(definition.length).toBeGreaterThan(10);
    expect(Object.keys(tutorialStudies)).toContain(study);
  }
});

for (const id of ids) {
  test(`claim ${id} holds in runs made up as the tutorial saw them`, () => {
    expect(holds(id)).toBe(true);
  });
}

/** What breaks a claim, one thing at a time. */
const against: [id: string, what: string, changes: RunsOfSeed][] = [
  ['A1', 'a rate of 1 is steady', { '1': run(level(0.6)) }],
  ['A1', 'a rate of 1 jumps less than a standard error', { '1': run(jumping(level(0.6), 0.016)) }],
  ['A1', 'a rate of 1 jumps in the first half only', { '1': run(jumping(level(0.6), 0.2, 90)) }],
  ['A2', '1e-6 learns', { '1e-6': run(rise(200, 0.5)) }],
  ['A2', '1e-7 learns', { '1e-7': run(rise(200, 0.5)) }],
  ['A2', '1e-7 gets worse', { '1e-7': run(rise(200, 0.2)) }],
  ['A3', '0.1 stays low', { '0.1': run(level(0.77)) }],
  ['A3', '0.01 stays low', { '0.01': run(level(0.77)) }],
  ['A3', '0.001 stays low', { '0.001': run(level(0.77)) }],
  ['A4', '0.01 is as fast as 0.1', { '0.01': good }],
  ['A4', '0.001 is faster than 0.01', { '0.001': run(rise(30, 0.8)) }],
  ['A4', '0.01 and 0.001 never get there', { '0.01': run(level(0.6)), '0.001': run(level(0.6)) }],
  ['A5', 'another rate is better on the test set', { '0.01': run(level(0.85), level(0.8)) }],
  ['A5', 'another rate is better on the training set', { '1': run(level(0.8), level(0.85)) }],
  ['B1', '0.5 is as slow as none', { '0.5': run(rise(190, 0.8)) }],
  ['B1', '0.99 never gets there', { '0.99': run(level(0.5)) }],
  ['B2', '0.9 needs more than 50 epochs', { '0.9': run(rise(100, 0.8)) }],
  ['B2', '0.99 needs more than 50 epochs', { '0.99': run(rise(100, 0.8)) }],
  ['B2', 'none is there by epoch 150', { '0': run(rise(140, 0.8)) }],
  ['B3', '0.5 jumps more than none', { '0.5': run(jumping(level(0.8), 0.03)) }],
  ['B3', '0.99 jumps more than none', { '0.99': run(jumping(level(0.8), 0.03)) }],
  ['C4', '0.01 learns well', { '0.01': run(level(0.78)) }],
  ['C4', '0.001 is no better than 0.01', { '0.001': run(level(0.55)) }],
  ['C4', '1e-4 is far from no decay', { '1e-4': run(level(0.79)) }],
  ['D1', 'patience 2 drops once in 25 epochs', { '2': run(rise(20, 0.65), undefined, lowered(10, 30)) }],
  ['D2', 'patience 15 never drops', { '15': run(level(0.8)) }],
  ['D2', 'patience 15 drops twice', { '15': run(level(0.8), undefined, lowered(100, 150)) }],
  ['D3', 'patience 2 converges late', { '2': run(rise(150, 0.65)) }],
  ['D3', 'patience 5 converges late', { '5': run(rise(150, 0.72)) }],
  ['D3', 'patience 2 ends high', { '2': run(level(0.71)) }],
  ['D3', 'patience 2 ends low', { '2': run(level(0.59)) }],
  ['D3', 'patience 5 ends high', { '5': run(level(0.76)) }],
  ['D4', '10 converges early', { '10': run(rise(100, 0.8, 0.2)) }],
  ['D4', '10 converges late', { '10': run(rise(195, 0.8, 0.2)) }],
  ['D4', '15 converges early', { '15': run(jumping(rise(100, 0.82, 0.2), 0.05, 150)) }],
  ['D4', '15 is steadier than 10', { '15': run(rise(200, 0.9, 0.3)), '10': run(jumping(rise(140, 0.8, 0.2), 0.03)) }],
  ['E1', 'SGD is there by epoch 150', { sgd: run(jumping(rise(100, 0.8), 0.04), rise(100, 0.8)) }],
  ['E1', 'SGD is steady', { sgd: run(rise(195, 0.8)) }],
  ['E1', 'SGD jumps more on the training set', { sgd: run(jumping(rise(195, 0.8), 0.04), jumping(level(0.8), 0.1)) }],
  ['E2', 'Adagrad is slower than SGD', { adagrad: run(rise(200, 0.8)) }],
  ['E2', 'Adam jumps more than half as much', { adam: run(jumping(rise(30, 0.82), 0.03)) }],
  ['E2', 'RMSprop never gets there', { rmsprop: run(level(0.7)) }],
  ['E3', 'RMSprop needs more than 50 epochs', { rmsprop: run(rise(100, 0.82)) }],
  ['E3', 'Adam needs more than 50 epochs', { adam: run(rise(100, 0.82)) }],
  ['E3', 'RMSprop and Adam end apart', { adam: run(rise(20, 0.79)) }],
];

for (const [id, what, changes] of against) {
  test(`claim ${id} does not hold where ${what}`, () => {
    expect(holds(id, changes)).toBe(false);
  });
}

test('every claim about training has a case against it', () => {
  const covered = new Set(against.map(([id]) => id));
  expect(ids.filter((id) => !covered.has(id))).toEqual(['C1', 'C2', 'C3']);
});

test('claims C1, C2 and C3 are arithmetic: no run changes them', () => {
  const rate = (decay: number, update: number) => 0.01 / (1 + decay * update);
  for (const id of ['C1', 'C2', 'C3']) expect(byId.get(id)!.holds({})).toBe(true);
  expect(rate(1e-4, 199)).toBeGreaterThan(0.98 * 0.01);
  expect([rate(0.1, 50), rate(0.1, 199)].map((value) => value.toPrecision(2))).toEqual(['0.0017', '0.00048']);
  expect([rate(0.1, 3200), rate(1e-4, 3200)].map((value) => value.toPrecision(2))).toEqual(['0.000031', '0.0076']);
});

test('a claim names the curve that is missing', () => {
  const { '0.1': _, ...others } = seen.rate!;
  expect(() => byId.get('A3')!.holds(others)).toThrow("claims: no val_acc of the setting '0.1' among 1, 0.01, 0.001");
});

test('the levels are those of 500 test points and the ceiling', () => {
  expect(Math.sqrt((CEILING * (1 - CEILING)) / 500)).toBeCloseTo(STANDARD_ERROR, 3);
  expect(LEARNED).toBeCloseTo(0.771, 12);
});
