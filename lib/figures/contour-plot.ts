import type { Figure } from '../types.ts';
import { numbers, type Series, tracesOf } from './series.ts';
import { axis, baseLayout, colors, transparent } from './theme.ts';

/** Options of {@link contourPlot}. */
export interface ContourPlotOptions {
  title: string;
  xTitle: string;
  yTitle: string;
  xRange: readonly [number, number];
  yRange: readonly [number, number];
  /** The height at (x, y). */
  f: (x: number, y: number) => number;
  /** Walks over the hills: x and y of each point; default none. */
  paths?: readonly Series[];
  /** Points of the grid a side; default 61. */
  resolution?: number;
  /** One sentence for those who do not see the figure. */
  description: string;
}

const LEVELS = 14;

/** The low ground. */
const TINT = [
  [0, transparent(colors.train, 0.16)],
  [1, transparent(colors.train, 0)],
];

/** Evenly spaced numbers from low to high. */
const spaced = ([low, high]: readonly [number, number], count: number) =>
  Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));

/**
 * Lines of equal height of a function of two variables, with walks over them.
 *
 * The lines lie at equal steps of the square root of the height above the lowest point: around a quadratic minimum they
 * are evenly spaced. The lowest ground is tinted.
 *
 * @param options `f`, the height at (x, y); `xRange`, `yRange`, `xTitle`, `yTitle`; `paths`, series with `x` and `y`,
 *   default none; `resolution`, points of the grid a side, default 61; `description` in one sentence
 * @returns the figure as plain data
 * @throws when a path's x is not as long as its y
 */
export function contourPlot(options: ContourPlotOptions): Figure {
  const { title, xTitle, yTitle, xRange, yRange, f, paths = [], resolution = 61, description } = options;
  const [x, y] = [spaced(xRange, resolution), spaced(yRange, resolution)];
  const heights = y.map((row) => x.map((column) => f(column, row)));
  const lowest = Math.min(...heights.flat().filter(Number.isFinite));
  const z = heights.map((row) => numbers(row.map((height) => Number(Math.sqrt(height - lowest).toPrecision(5)))));
  const highest = Math.max(...z.flat().map(Number));
  const grid = { x, y, z, showscale: false, hoverinfo: 'skip', showlegend: false };
  const tint = { ...grid, type: 'heatmap', zsmooth: 'best', colorscale: TINT };
  const contour = {
    ...grid,
    type: 'contour',
    autocontour: false,
    contours: { coloring: 'none', start: highest / LEVELS, end: highest, size: highest / LEVELS || 1 },
    line: { width: 0.75, color: colors.axis },
  };
  const walks = paths.map((path) => ({ mode: 'lines+markers' as const, width: 1.5, ...path }));
  return {
    data: [tint, contour, ...tracesOf(walks).map(withStart)],
    layout: {
      ...baseLayout(title, 440),
      showlegend: paths.length > 0,
      xaxis: axis(xTitle, { range: [...xRange] }),
      yaxis: axis(yTitle, { range: [...yRange], showgrid: false }),
    },
    description,
  };
}

/** A walk with a large first point, so that one sees where it began. */
function withStart(trace: Record<string, unknown>): Record<string, unknown> {
  const size = (trace.x as unknown[]).map((_, index) => (index === 0 ? 9 : 4.5));
  return { ...trace, marker: { ...(trace.marker as object), size, line: { width: 0 } } };
}
