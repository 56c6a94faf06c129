import { checkNames, checkOption, isInteger, isNumber } from '../check-options.ts';
import { RandomState } from './random-state.ts';

/** Options of {@link makeBlobs}. */
export interface MakeBlobsOptions {
  /** How many points, shared out evenly, or how many for each center. Default 100. */
  nSamples?: number | number[];
  /** How many centers, drawn at random, or the centers themselves, shape [centers, features]. Default 3. */
  centers?: number | number[][];
  /** How many features a point has, where centers are drawn. Default 2. */
  nFeatures?: number;
  /** The standard deviation of the clusters, or one each; >= 0. Default 1. */
  clusterStd?: number | number[];
  /** From where to where a drawn center may lie in each feature. Default [-10, 10]. */
  centerBox?: [number, number];
  /** Whether the points come in random order. Default true. */
  shuffle?: boolean;
  /** An integer from 0 to 2^32 - 1; left out, every call gives other points. */
  randomState?: number;
}

/** Points and the numbers of the centers that they belong to. */
export interface Blobs {
  /** Points, shape [n, features]. */
  x: number[][];
  /** The center of each point, an integer from 0, shape [n]. */
  y: number[];
  /** The centers, shape [centers, features]. */
  centers: number[][];
}

/** The names of the options of {@link makeBlobs}. */
export const BLOBS_OPTIONS = ['nSamples', 'centers', 'nFeatures', 'clusterStd', 'centerBox', 'shuffle', 'randomState'];

/**
 * Draws points from round Gaussian clusters: `x = center + clusterStd * z` with standard normal z.
 *
 * @param options `nSamples`, default 100; `centers`, a count or points of shape [centers, features], default 3; `nFeatures`,
 *   default 2; `clusterStd`, one or one a center, default 1; `centerBox`, default [-10, 10]; `shuffle`, default true;
 *   `randomState`, from 0 to 2^32 - 1, default none
 * @returns points x, shape [n, features], their centers' numbers y, shape [n], and the centers
 * @throws when an option is unknown, out of its range, or does not fit the number of centers
 * @example makeBlobs({ nSamples: 1000, centers: 3, clusterStd: 2, randomState: 2 }).y.length // 1000
 *
 * Source: scikit-learn, sklearn.datasets.make_blobs. Bit-exact for a given randomState (with NumPy on GNU/Linux, x86-64).
 */
export function makeBlobs(options: MakeBlobsOptions = {}): Blobs {
  checkNames('makeBlobs', options, BLOBS_OPTIONS);
  const { nSamples = 100, centers = 3, nFeatures = 2, clusterStd = 1, centerBox = [-10, 10] } = options;
  const { shuffle = true, randomState = Math.floor(Math.random() * 2 ** 32) } = options;
  checkCenters(centers, nFeatures, centerBox);
  const count = Array.isArray(nSamples) && typeof centers === 'number' && options.centers === undefined;
  const nCenters = count ? (nSamples as number[]).length : typeof centers === 'number' ? centers : centers.length;
  const sizes = sizesOf(nSamples, nCenters);
  const deviations = deviationsOf(clusterStd, nCenters);
  check('shuffle', shuffle, 'true or false', typeof shuffle === 'boolean');
  const isSeed = isInteger(randomState) && randomState <= 0xffffffff;
  check('randomState', randomState, 'an integer from 0 to 2^32 - 1', isSeed);

  const random = new RandomState(randomState);
  const points = typeof centers === 'number' ? drawCenters(random, nCenters, nFeatures, centerBox) : centers;
  const x: number[][] = [];
  const y: number[] = [];
  for (const [index, center] of points.entries()) {
    for (let i = 0; i < sizes[index]!; i++) {
      x.push(center.map((mean) => mean + deviations[index]! * random.standardNormal()));
      y.push(index);
    }
  }
  if (!shuffle) return { x, y, centers: points };
  const order = Array.from(x.keys());
  random.shuffle(order);
  return { x: order.map((row) => x[row]!), y: order.map((row) => y[row]!), centers: points };
}

function drawCenters(random: RandomState, count: number, features: number, [low, high]: [number, number]): number[][] {
  return Array.from({ length: count }, () => Array.from({ length: features }, () => random.uniform(low, high)));
}

/** How many points each center gets: the first ones get what is left over. */
function sizesOf(nSamples: number | number[], nCenters: number): number[] {
  if (Array.isArray(nSamples)) {
    const fits = nSamples.length === nCenters && nSamples.every((size) => isInteger(size));
    check('nSamples', nSamples, 'a count, or a list of one or more counts', nSamples.length > 0);
    check('nSamples', nSamples, `an integer >= 0 for each of the ${nCenters} centers`, fits);
    return nSamples;
  }
  check('nSamples', nSamples, 'an integer >= 1', isInteger(nSamples) && nSamples >= 1);
  return Array.from(
    { length: nCenters },
    (_, i) => Math.floor(nSamples / nCenters) + (i < nSamples % nCenters ? 1 : 0),
  );
}

function deviationsOf(clusterStd: number | number[], nCenters: number): number[] {
  const each = Array.isArray(clusterStd) ? clusterStd : new Array<number>(nCenters).fill(clusterStd);
  check('clusterStd', clusterStd, `one number or one for each of the ${nCenters} centers`, each.length === nCenters);
  for (const deviation of each) check('clusterStd', deviation, '>= 0', isNumber(deviation, 0));
  return each;
}

function checkCenters(centers: number | number[][], nFeatures: number, centerBox: [number, number]): void {
  if (Array.isArray(centers)) {
    const width = centers[0]?.length ?? 0;
    const isTable = width > 0 && centers.every((row) => row.length === width && row.every((value) => isNumber(value)));
    check('centers', centers, 'a count, or points of equal length (finite numbers)', isTable);
    return;
  }
  check('centers', centers, 'an integer >= 1, or a list of points', isInteger(centers) && centers >= 1);
  check('nFeatures', nFeatures, 'an integer >= 1', isInteger(nFeatures) && nFeatures >= 1);
  const isBox = Array.isArray(centerBox) && centerBox.length === 2 && centerBox.every((edge) => isNumber(edge));
  const rule = 'two finite numbers [low, high] with a finite difference';
  check('centerBox', centerBox, rule, isBox && isNumber(centerBox[1] - centerBox[0]));
}

const check = (name: string, value: unknown, rule: string, fits: boolean) =>
  checkOption('makeBlobs', name, value, rule, fits);
