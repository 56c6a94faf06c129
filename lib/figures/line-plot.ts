import type { Figure } from '../types.ts';
import { type Reference, referenceShapes, type Series, tracesOf } from './series.ts';
import { axis, baseLayout } from './theme.ts';

/** What an axis shows: linear numbers or powers. */
export type AxisType = 'linear' | 'log';

/** Options of {@link linePlot}. */
export interface LinePlotOptions {
  title: string;
  xTitle: string;
  yTitle: string;
  series: readonly Series[];
  references?: readonly Reference[];
  xType?: AxisType;
  yType?: AxisType;
  /** In the axis's units, also where it is logarithmic. */
  xRange?: readonly [number, number];
  yRange?: readonly [number, number];
  /** In pixels; default 420. */
  height?: number;
  /** One sentence for those who do not see the figure. */
  description: string;
}

/** A Plotly axis range: logarithmic axes want exponents, and a tick at each power of ten. */
export function rangeOf(range: readonly [number, number] | undefined, type: AxisType): Record<string, unknown> {
  const ticks = type === 'log' ? { dtick: 1 } : {};
  if (!range) return ticks;
  return { ...ticks, range: type === 'log' ? range.map(Math.log10) : [...range], autorange: false };
}

/**
 * Lines in one plot, with bands and horizontal references.
 *
 * @param options `series` of values, each of shape [n], against 1 to n or its own x; titles; `references`, default none;
 *   `xType` and `yType`, default 'linear'; ranges, default those of the data; `description` in one sentence
 * @returns the figure as plain data
 * @example linePlot({ title: 'Decay', xTitle: 'Update', yTitle: 'Learning rate', series: [{ name: '0.1', y: [1, 0.5] }],
 *   description: 'A rate that halves.' })
 */
export function linePlot(options: LinePlotOptions): Figure {
  const { title, xTitle, yTitle, series, references = [], xType = 'linear', yType = 'linear' } = options;
  const { xRange, yRange, height = 420, description } = options;
  return {
    data: tracesOf(series),
    layout: {
      ...baseLayout(title, height),
      xaxis: axis(xTitle, { type: xType, ...rangeOf(xRange, xType) }),
      yaxis: axis(yTitle, { type: yType, ...rangeOf(yRange, yType) }),
      shapes: referenceShapes(references),
    },
    description,
  };
}
