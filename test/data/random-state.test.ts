import { expect, test } from 'vitest';
import { RandomState } from '../../lib/data/random-state.ts';
import reference from '../fixtures/make-blobs.json' with { type: 'json' };
import { sha256 } from './sha256.ts';

/** So many results of a draw, one after another. */
const times = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw);

/** Numbers from 0 in the order of a shuffle. */
function permutation(random: RandomState, n: number): number[] {
  const items = Array.from({ length: n }, (_, i) => i);
  random.shuffle(items);
  return items;
}

for (const draws of reference.draws) {
  const { seed } = draws;
  const fresh = () => new RandomState(seed);

  test(`RandomState(${seed}) draws the words, samples and uniform numbers of NumPy`, () => {
    const [bits, samples, uniform, odd, late] = times(5, fresh) as [
      RandomState,
      RandomState,
      RandomState,
      RandomState,
      RandomState,
    ];
    expect(times(16, () => bits.uint32())).toEqual(draws.uint32);
    expect(times(16, () => samples.randomSample())).toEqual(draws.randomSample);
    times(1000, () => late.randomSample());
    expect(times(8, () => late.randomSample())).toEqual(draws.randomSampleFrom1000);
    expect(times(16, () => uniform.uniform(-10, 10))).toEqual(draws.uniform.values);
    expect(times(8, () => odd.uniform(-0.3, 7.7))).toEqual(draws.uniformOdd.values);
  });

  test(`RandomState(${seed}) draws the normal numbers of NumPy`, () => {
    const [standard, scaled] = [fresh(), fresh()];
    expect(times(33, () => standard.standardNormal())).toEqual(draws.standardNormal);
    expect(times(16, () => 5.5 + 2.5 * scaled.standardNormal())).toEqual(draws.normal.values);
  });

  test(`RandomState(${seed}) draws 100,000 samples and normal numbers with the same bytes as NumPy`, () => {
    const [samples, normals] = [fresh(), fresh()];
    expect(sha256(times(100_000, () => samples.randomSample()))).toBe(draws.sha256.randomSample);
    expect(sha256(times(100_000, () => normals.standardNormal()))).toBe(draws.sha256.standardNormal);
  });

  test(`RandomState(${seed}) draws the integers, permutations and shuffles of NumPy`, () => {
    const integers = fresh();
    expect(times(16, () => integers.interval(draws.randint.high - 1))).toEqual(draws.randint.values);
    for (const [n, values] of Object.entries(draws.permutation)) {
      expect(permutation(fresh(), Number(n))).toEqual(values);
    }
    expect(permutation(fresh(), draws.shuffle.n)).toEqual(draws.shuffle.values);
  });

  test(`RandomState(${seed}) keeps the second of a pair of normal numbers while other draws come between`, () => {
    const random = fresh();
    const kinds: Record<string, (argument: number) => number[]> = {
      standardNormal: (count) => times(count, () => random.standardNormal()),
      randomSample: (count) => times(count, () => random.randomSample()),
      permutation: (n) => permutation(random, n),
    };
    for (const { kind, argument, values } of draws.mixed) expect(kinds[kind]!(argument)).toEqual(values);
  });
}

test('interval(0) is 0 and draws nothing', () => {
  const random = new RandomState(1);
  expect(random.interval(0)).toBe(0);
  expect(random.uint32()).toBe(new RandomState(1).uint32());
});

test('interval(2^32 - 1) is any word', () => {
  expect(new RandomState(1).interval(2 ** 32 - 1)).toBe(new RandomState(1).uint32());
});

test('new RandomState(seed) refuses what NumPy refuses', () => {
  for (const seed of [-1, 1.5, 2 ** 32, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => new RandomState(seed)).toThrow(`RandomState: seed must be an integer from 0 to 2^32 - 1, got ${seed}`);
  }
});
