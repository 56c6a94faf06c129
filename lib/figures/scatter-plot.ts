import type { Figure, Trace } from '../types.ts';
import { scaleOf } from './line-plot.ts';
import { numbers, type Series, tracesOf } from './series.ts';
import { axis, baseLayout, colorOf, colors, transparent } from './theme.ts';

/** Classes over the plane, as a model sees it: `z[row][column]` is the class at (x[column], y[row]). */
export interface Regions {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  z: readonly ArrayLike<number>[];
}

/** Options of {@link scatterPlot}. */
export interface ScatterPlotOptions {
  title: string;
  xTitle?: string;
  yTitle?: string;
  /** First coordinate of each point, shape [n]. */
  x: ArrayLike<number>;
  /** Second coordinate of each point, shape [n]. */
  y: ArrayLike<number>;
  /** The class of each point, an integer from 0, shape [n]; default 0 for all. */
  classes?: ArrayLike<number>;
  /** Names of the classes; default 'class 0', 'class 1' ... */
  names?: readonly string[];
  /** Classes over the plane, drawn as faint colours; default none. */
  regions?: Regions;
  /** Lines over the points, like boundaries; default none. */
  lines?: readonly Series[];
  xRange?: readonly [number, number];
  yRange?: readonly [number, number];
  /** One sentence for those who do not see the figure. */
  description: string;
}

const SYMBOLS = ['circle', 'diamond', 'square', 'cross', 'triangle-up', 'x'];

/**
 * Points in the plane, coloured and shaped by class, over faint regions and under lines.
 *
 * @param options coordinates `x` and `y` of the points and their `classes`, integers from 0, shape [n] each; `names` of
 *   the classes; `regions`, a grid of classes; `lines`, series with x and y; titles, ranges; `description`
 * @returns the figure as plain data; both axes have the same scale, so that round clusters look round
 * @throws when `y` or `classes` is not as long as `x`
 * @example
 * scatterPlot({ title: 'Blobs', x: [0, 1, 5], y: [0, 1, 5], classes: [0, 0, 1], description: 'Two groups of points.' });
 */
export function scatterPlot(options: ScatterPlotOptions): Figure {
  const { title, xTitle = 'Feature 1', yTitle = 'Feature 2', x, y, regions, lines = [], description } = options;
  const classes = Array.from(options.classes ?? Array.from(x, () => 0));
  if (y.length !== x.length)
    throw new Error(`scatterPlot: y must hold ${x.length} numbers, as x does, got ${y.length}`);
  if (classes.length !== x.length) {
    throw new Error(`scatterPlot: classes must hold ${x.length} classes, one a point, got ${classes.length}`);
  }
  const kinds = [...new Set(classes)].sort((a, b) => a - b);
  const points = kinds.map((kind) => {
    const own = <T>(values: ArrayLike<T>) => Array.from(values).filter((_, index) => classes[index] === kind);
    const marker = { color: colorOf(kind), symbol: SYMBOLS[kind % SYMBOLS.length], size: 6, opacity: 0.7 };
    const name = options.names?.[kind] ?? `class ${kind}`;
    return { type: 'scatter', mode: 'markers', name, x: numbers(own(x)), y: numbers(own(y)), marker };
  });
  const drawn = lines.map((line) => ({ color: colors.neutral, ...line }));
  return {
    data: [...(regions ? [regionTrace(regions)] : []), ...points, ...tracesOf(drawn)],
    layout: {
      ...baseLayout(title, 600),
      showlegend: kinds.length > 1 || lines.length > 0,
      xaxis: axis(xTitle, {
        constrain: 'domain',
        constraintoward: 'left',
        ...scaleOf('scatterPlot', 'linear', options.xRange),
      }),
      yaxis: axis(yTitle, {
        scaleanchor: 'x',
        constrain: 'domain',
        constraintoward: 'top',
        ...scaleOf('scatterPlot', 'linear', options.yRange),
      }),
    },
    description,
  };
}

/** One faint colour a class. */
function regionTrace({ x, y, z }: Regions): Trace {
  const count = Math.max(...z.map((row) => Math.max(...Array.from(row)))) + 1;
  const colorscale = Array.from({ length: count }, (_, kind) => {
    const color = transparent(colorOf(kind), 0.16);
    return [
      [kind / count, color],
      [(kind + 1) / count, color],
    ];
  }).flat();
  const bounds = { zmin: -0.5, zmax: count - 0.5 };
  const silent = { showscale: false, hoverinfo: 'skip', showlegend: false };
  return { type: 'heatmap', x: numbers(x), y: numbers(y), z: z.map(numbers), colorscale, ...bounds, ...silent };
}
