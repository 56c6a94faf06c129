import type { Figure } from '../types.ts';
import { type Series, tracesOf } from './series.ts';
import { axis, baseLayout, colorOf } from './theme.ts';

/** Options of {@link scatterPlot}. */
export interface ScatterPlotOptions {
  title: string;
  /** Points, shape [n, 2]. */
  x: readonly (readonly number[])[];
  /** The class of each point, an integer from 0, shape [n]. */
  y: readonly number[];
  xTitle?: string;
  yTitle?: string;
  /** Names of the classes; default 'class 0', 'class 1' ... */
  names?: readonly string[];
  /** Lines over the points, like boundaries. */
  lines?: readonly Series[];
  xRange?: readonly [number, number];
  yRange?: readonly [number, number];
  description: string;
}

const SYMBOLS = ['circle', 'diamond', 'square', 'cross', 'triangle-up', 'x'];

/**
 * Points in the plane, coloured and shaped by class, with lines over them.
 *
 * @param options points `x` of shape [n, 2] and classes `y` of shape [n]; titles; `lines`, default none; `description`
 * @returns the figure; both axes have the same scale, so that round clusters look round
 * @throws when there are not as many classes as points
 */
export function scatterPlot(options: ScatterPlotOptions): Figure {
  const { title, x, y, xTitle = 'Feature 1', yTitle = 'Feature 2', lines = [], description } = options;
  if (x.length !== y.length)
    throw new Error(`scatterPlot: y must hold ${x.length} classes, one a point, got ${y.length}`);
  const classes = [...new Set(y)].sort((a, b) => a - b);
  const points = classes.map((index) => {
    const own = x.filter((_, row) => y[row] === index);
    const marker = { color: colorOf(index), symbol: SYMBOLS[index % SYMBOLS.length], size: 6, opacity: 0.75 };
    const name = options.names?.[index] ?? `class ${index}`;
    return { type: 'scatter', mode: 'markers', name, x: own.map((row) => row[0]), y: own.map((row) => row[1]), marker };
  });
  return {
    data: [...points, ...tracesOf(lines)],
    layout: {
      ...baseLayout(title, 480),
      xaxis: axis(xTitle, options.xRange ? { range: [...options.xRange] } : {}),
      yaxis: axis(yTitle, { scaleanchor: 'x', ...(options.yRange ? { range: [...options.yRange] } : {}) }),
    },
    description,
  };
}
