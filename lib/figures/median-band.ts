/** A median and a band around it, one number an epoch each: spread it into a series. */
export interface MedianBand {
  y: number[];
  band: { low: number[]; high: number[] };
}

/** The q-quantile of sorted numbers, by linear interpolation between neighbours. */
function quantile(sorted: Float64Array, q: number): number {
  const place = (sorted.length - 1) * q;
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low === high ? low : low + (high - low) * (place - Math.floor(place));
}

/**
 * The median of many curves at each epoch, and the band that holds the middle 90 percent of them.
 *
 * @param curves one a run, all of the same length: shape [runs, epochs]; NaN counts as the largest number
 * @param share of the curves within the band, from 0 to 1, default 0.9: from the 5 % to the 95 % quantile
 * @returns `y`, the medians, and `band`, its `low` and `high` edges, shape [epochs] each
 * @throws when there is no curve, lengths differ or `share` is out of range
 * @example
 * medianBand([[1, 4], [2, 5], [3, 6]]).y // [2, 5]
 * linePlot({ ..., series: [{ name: '30 runs', ...medianBand(curves) }] });
 *
 * Source: quantiles of type 7 of Hyndman and Fan (1996), the default of numpy.quantile.
 */
export function medianBand(curves: readonly ArrayLike<number>[], share = 0.9): MedianBand {
  const epochs = curves[0]?.length;
  if (epochs === undefined) throw new Error('medianBand: curves must hold at least one curve, got none');
  if (!(share >= 0 && share <= 1)) throw new Error(`medianBand: share must be from 0 to 1, got ${share}`);
  const other = curves.find((curve) => curve.length !== epochs);
  if (other) {
    throw new Error(
      `medianBand: curves must have the same length, got ${epochs} and ${other.length}; cut the longer ones`,
    );
  }
  const sorted = Array.from({ length: epochs }, (_, epoch) =>
    Float64Array.from(curves, (curve) => curve[epoch]!).sort(),
  );
  const at = (q: number) => sorted.map((values) => quantile(values, q));
  return { y: at(0.5), band: { low: at((1 - share) / 2), high: at((1 + share) / 2) } };
}
