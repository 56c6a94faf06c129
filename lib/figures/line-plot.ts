import type { Figure } from '../types.ts';
import { needsLegend, type Reference, referenceShapes, type Series, tracesOf } from './series.ts';
import { axis, baseLayout } from './theme.ts';

/** What an axis shows: equal steps for equal differences, or for equal ratios. */
export type AxisType = 'linear' | 'log';

/** Options of {@link linePlot}. */
export interface LinePlotOptions {
  title: string;
  xTitle: string;
  yTitle: string;
  series: readonly Series[];
  /** Levels to compare with; default none. */
  references?: readonly Reference[];
  xType?: AxisType;
  yType?: AxisType;
  /** In the axis's units, also where it is logarithmic; default: the data's. */
  xRange?: readonly [number, number];
  yRange?: readonly [number, number];
  /** Of the whole figure, in pixels; default 420. */
  height?: number;
  /** One sentence for those who do not see the figure. */
  description: string;
}

/**
 * The type and range of a Plotly axis, which wants exponents where it is logarithmic.
 *
 * @throws when a logarithmic range has a bound that is not positive
 */
export function scaleOf(caller: string, type: AxisType, range?: readonly [number, number]): Record<string, unknown> {
  if (!range) return { type };
  if (type === 'log' && !range.every((bound) => bound > 0)) {
    throw new Error(`${caller}: the range of a logarithmic axis must be > 0, got [${range.join(', ')}]`);
  }
  return { type, range: type === 'log' ? range.map(Math.log10) : [...range] };
}

/**
 * Lines in one plot, with bands and horizontal references.
 *
 * @param options `title`, `xTitle`, `yTitle`; `series`, each with `name` and `y`, shape [n], against 1 to n or its own `x`,
 *   and, where wanted, `color`, `dash`, `width`, `opacity`, `mode`, `band`; `references`, default none; `xType` and
 *   `yType`, default 'linear'; `xRange` and `yRange`, default those of the data; `description` in one sentence
 * @returns the figure as plain data
 * @throws when x or a band is not as long as y, or a logarithmic range not positive
 * @example
 * linePlot({
 *   title: 'Decay', xTitle: 'Update', yTitle: 'Learning rate',
 *   series: [{ name: 'halved', y: [1, 0.5, 0.25] }],
 *   description: 'A rate that halves at each update.',
 * });
 */
export function linePlot(options: LinePlotOptions): Figure {
  const { title, xTitle, yTitle, series, references = [], xType = 'linear', yType = 'linear' } = options;
  const { xRange, yRange, height = 420, description } = options;
  return {
    data: tracesOf(series),
    layout: {
      ...baseLayout(title, height),
      showlegend: needsLegend(series, references),
      xaxis: axis(xTitle, scaleOf('linePlot', xType, xRange)),
      yaxis: axis(yTitle, scaleOf('linePlot', yType, yRange)),
      shapes: referenceShapes(references),
    },
    description,
  };
}
