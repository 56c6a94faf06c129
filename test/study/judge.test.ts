import { expect, test } from 'vitest';
import type { Claim } from '../../lib/study/claims/index.ts';
import { claims } from '../../lib/study/claims/index.ts';
import { judgeClaims, type StudyHistories } from '../../lib/study/judge.ts';
import type { RunHistory } from '../../lib/study/variant.ts';

/** A claim that holds where the last training accuracy of setting a is above that of b. */
const aboveB: Claim = {
  id: 'X1',
  study: 'rate',
  statement: 'a is better than b',
  definition: 'the last training accuracy of a is above that of b',
  holds: ({ a, b }) => a!.acc!.at(-1)! > b!.acc!.at(-1)!,
};

const run = (accuracy: number): RunHistory => ({ loss: [1], acc: [accuracy], val_acc: [accuracy], lr: [0.01] });

/** A study of `runs` seeds in which the claim holds for the first `held`. */
const study = (held: number, runs: number): Record<string, StudyHistories> => {
  const seeds = Array.from({ length: runs }, (_, seed) => seed);
  return { rate: { a: seeds.map((seed) => run(seed < held ? 0.8 : 0.4)), b: seeds.map(() => run(0.6)) } };
};
const judged = (held: number, runs: number) => judgeClaims(study(held, runs), [aboveB])[0]!;

test('judgeClaims(studies, claims) counts the seeds in which a claim held', () => {
  expect(judged(30, 200)).toMatchObject({
    id: 'X1',
    statement: 'a is better than b',
    definition: 'the last training accuracy of a is above that of b',
    held: 30,
    runs: 200,
  });
  expect(judged(30, 200).share.estimate).toBe(0.15);
});

test('judgeClaims(studies, claims) compares runs of the same seed', () => {
  const histories = { a: [run(0.5), run(0.9)], b: [run(0.4), run(0.8)] };
  expect(judgeClaims({ rate: histories }, [aboveB])[0]!.held).toBe(2);
  const crossed = { a: [run(0.5), run(0.9)], b: [run(0.8), run(0.4)] };
  expect(judgeClaims({ rate: crossed }, [aboveB])[0]!.held).toBe(1);
});

/** Wilson's 95 % interval by the quadratic equation that defines it: |share - p| = z sqrt(p (1 - p) / n). */
function solved(held: number, runs: number): [low: number, high: number] {
  const z = 1.959964;
  const share = held / runs;
  const [a, b, c] = [1 + (z * z) / runs, -(2 * share + (z * z) / runs), share * share];
  const root = Math.sqrt(b * b - 4 * a * c);
  return [(-b - root) / (2 * a), (-b + root) / (2 * a)];
}

test('judgeClaims(studies, claims) gives the interval of Wilson', () => {
  // Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  const published = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const;
  for (const [held, runs, low, high] of published) {
    const { share } = judged(held, runs);
    expect([share.low.toFixed(4), share.high.toFixed(4)]).toEqual([low.toFixed(4), high.toFixed(4)]);
  }
});

test('judgeClaims(studies, claims) gives an interval around the share, within 0 and 1', () => {
  for (const [held, runs] of [
    [0, 1],
    [1, 1],
    [3, 7],
    [60, 60],
    [199, 200],
  ] as const) {
    const { estimate, low, high } = judged(held, runs).share;
    expect(low).toBeGreaterThanOrEqual(0);
    expect(low).toBeLessThanOrEqual(estimate);
    expect(high).toBeGreaterThanOrEqual(estimate);
    expect(high).toBeLessThanOrEqual(1);
    expect(low).toBeCloseTo(solved(held, runs)[0], 12);
    expect(high).toBeCloseTo(solved(held, runs)[1], 12);
  }
});

test('judgeClaims(studies, claims) says holds from nine in ten, does not hold up to one in ten, luck between', () => {
  const verdicts = [0, 10, 11, 50, 89, 90, 100].map((held) => judged(held, 100).verdict);
  const luck = 'a matter of luck';
  expect(verdicts).toEqual(['does not hold', 'does not hold', luck, luck, luck, 'holds', 'holds']);
});

test('judgeClaims(studies, claims) says how many single runs would have misled', () => {
  expect([0, 25, 50, 75, 100].map((held) => judged(held, 100).misled)).toEqual([0, 0.25, 0.5, 0.25, 0]);
});

test('judgeClaims(studies) judges the claims whose study is given, in their order', () => {
  const settings = ['1', '0.1', '0.01', '0.001', '1e-4', '1e-5', '1e-6', '1e-7'];
  const histories = Object.fromEntries(settings.map((name) => [name, [run(0.8), run(0.8)]]));
  const ids = judgeClaims({ rate: histories }).map(({ id }) => id);
  expect(ids).toEqual(claims.filter((claim) => claim.study === 'rate').map(({ id }) => id));
  expect(judgeClaims({})).toEqual([]);
});

test('judgeClaims(studies, claims) throws where the study of a claim is missing', () => {
  expect(() => judgeClaims({}, [aboveB])).toThrow("judgeClaims: claim X1 needs the study 'rate'");
});

test('judgeClaims(studies, claims) throws where settings have different numbers of runs, or none', () => {
  const message = "judgeClaims: the settings of 'rate' must have equal numbers of runs, at least 1";
  expect(() => judgeClaims({ rate: { a: [run(1)], b: [] } }, [aboveB])).toThrow(message);
  expect(() => judgeClaims({ rate: {} }, [aboveB])).toThrow(message);
  expect(() => judgeClaims({ rate: { a: [], b: [] } }, [aboveB])).toThrow(message);
});
