import type { Figure } from '../types.ts';
import { numbers, type Series, tracesOf } from './series.ts';
import { axis, baseLayout } from './theme.ts';

/** Options of {@link contourPlot}. */
export interface ContourPlotOptions {
  title: string;
  /** The height at (x, y). */
  height: (x: number, y: number) => number;
  xRange: readonly [number, number];
  yRange: readonly [number, number];
  xTitle: string;
  yTitle: string;
  /** Paths over the contours: x and y of each point. */
  paths?: readonly Series[];
  /** Points of the grid a side; default 61. */
  resolution?: number;
  description: string;
}

/** Evenly spaced numbers from low to high. */
const spaced = ([low, high]: readonly [number, number], count: number) =>
  Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));

/**
 * Lines of equal height of a function of two variables, with paths over them.
 *
 * @param options `height`, the function; ranges and titles of both axes; `paths`, series with x and y, default none;
 *   `resolution`, default 61; `description` in one sentence
 */
export function contourPlot(options: ContourPlotOptions): Figure {
  const { title, height, xRange, yRange, xTitle, yTitle, paths = [], resolution = 61, description } = options;
  const x = spaced(xRange, resolution);
  const y = spaced(yRange, resolution);
  const heights = y.map((row) => x.map((column) => height(column, row)));
  const lowest = Math.min(...heights.flat());
  const contour = {
    type: 'contour',
    x,
    y,
    // Levels at equal steps of the root: rings of a bowl at equal distances, instead of a bare middle.
    z: heights.map((row) => numbers(row.map((value) => Math.sqrt(value - lowest)))),
    colorscale: 'Greys',
    reversescale: true,
    opacity: 0.55,
    contours: { coloring: 'lines' },
    line: { width: 1 },
    showscale: false,
    hoverinfo: 'skip',
    showlegend: false,
  };
  const lines = paths.map((path) => ({ mode: 'lines+markers' as const, ...path }));
  return {
    data: [contour, ...tracesOf(lines)],
    layout: {
      ...baseLayout(title, 440),
      xaxis: axis(xTitle, { range: [...xRange], showgrid: false }),
      yaxis: axis(yTitle, { range: [...yRange], showgrid: false }),
    },
    description,
  };
}
