import { afterEach, expect, test, vi } from 'vitest';
import { type MakeBlobsOptions, makeBlobs } from '../../lib/data/make-blobs.ts';
import reference from '../fixtures/make-blobs.json' with { type: 'json' };
import { sha256 } from './sha256.ts';

interface Rows {
  x: number[][];
  y: number[];
}

interface BlobCase extends Partial<Rows> {
  name: string;
  options: MakeBlobsOptions;
  shape: number[];
  centers: number[][];
  first?: Rows;
  last?: Rows;
  sha256: { x: string; y: string };
}

const cases = reference.cases as unknown as BlobCase[];

afterEach(() => {
  vi.restoreAllMocks();
});

test('the reference holds 30 settings of make_blobs', () => {
  expect(cases).toHaveLength(30);
});

for (const wanted of cases) {
  test(`makeBlobs(options) equals scikit-learn to the bit: ${wanted.name}`, () => {
    const { x, y, centers } = makeBlobs(wanted.options);
    expect([x.length, x[0]!.length]).toEqual(wanted.shape);
    expect(centers).toEqual(wanted.centers);
    if (wanted.x) expect({ x, y }).toEqual({ x: wanted.x, y: wanted.y });
    if (wanted.first && wanted.last) {
      const { length } = wanted.first.y;
      expect({ x: x.slice(0, length), y: y.slice(0, length) }).toEqual(wanted.first);
      expect({ x: x.slice(-length), y: y.slice(-length) }).toEqual(wanted.last);
    }
    expect(sha256(x.flat())).toBe(wanted.sha256.x);
    expect(sha256(y, Int32Array)).toBe(wanted.sha256.y);
  });
}

test('makeBlobs() without randomState draws other points each time, by way of Math.random', () => {
  expect(makeBlobs().x).not.toEqual(makeBlobs().x);
  vi.spyOn(Math, 'random').mockReturnValue(42 / 2 ** 32);
  expect(makeBlobs()).toEqual(makeBlobs({ randomState: 42 }));
});

test('makeBlobs() gives 100 points in two dimensions around three centers', () => {
  const { x, y, centers } = makeBlobs({ randomState: 0 });
  expect(x).toHaveLength(100);
  expect(centers).toHaveLength(3);
  expect([0, 1, 2].map((index) => y.filter((value) => value === index).length)).toEqual([34, 33, 33]);
});

test('makeBlobs({ clusterStd: 0 }) puts every point on its center', () => {
  const { x, y, centers } = makeBlobs({ clusterStd: 0, randomState: 1 });
  expect(x).toEqual(y.map((index) => centers[index]));
});

const bad: [options: Record<string, unknown>, message: string][] = [
  [{ clusterStd: -1 }, 'makeBlobs: clusterStd must be >= 0, got -1'],
  [{ clusterStd: [1, Number.NaN, 1] }, 'makeBlobs: clusterStd must be >= 0, got NaN'],
  [{ clusterStd: [1, 2] }, 'makeBlobs: clusterStd must be one number or one for each of the 3 centers'],
  [{ nSamples: 0 }, 'makeBlobs: nSamples must be an integer >= 1, got 0'],
  [{ nSamples: 2.5 }, 'makeBlobs: nSamples must be an integer >= 1, got 2.5'],
  [{ nSamples: [1, 2], centers: 3 }, 'makeBlobs: nSamples must be an integer >= 0 for each of the 3 centers'],
  [{ centers: 0 }, 'makeBlobs: centers must be an integer >= 1, or a list of points, got 0'],
  [{ centers: [] }, 'makeBlobs: centers must be a count, or points of equal length'],
  [{ centers: [[1, 2], [3]] }, 'makeBlobs: centers must be a count, or points of equal length'],
  [{ nFeatures: 0 }, 'makeBlobs: nFeatures must be an integer >= 1, got 0'],
  [
    { centerBox: [1] },
    'makeBlobs: centerBox must be two finite numbers [low, high] with a finite difference, got an array of 1',
  ],
  [{ centerBox: [-1.7e308, 1.7e308] }, 'makeBlobs: centerBox must be two finite numbers [low, high] with a finite'],
  [{ nSamples: [] }, 'makeBlobs: nSamples must be a count, or a list of one or more counts, got an array of 0'],
  [{ shuffle: 'yes' }, "makeBlobs: shuffle must be true or false, got 'yes'"],
  [{ randomState: -1 }, 'makeBlobs: randomState must be an integer from 0 to 2^32 - 1, got -1'],
  [{ randomState: 2 ** 32 }, 'makeBlobs: randomState must be an integer from 0 to 2^32 - 1, got 4294967296'],
  [{ n_samples: 10 }, 'makeBlobs: unknown option n_samples; did you mean nSamples?'],
];

for (const [options, message] of bad) {
  test(`makeBlobs(${JSON.stringify(options)}) throws`, () => {
    expect(() => makeBlobs(options)).toThrow(message);
  });
}
