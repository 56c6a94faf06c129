import type { Figure } from '../types.ts';
import { numbers } from './series.ts';
import { axis, baseLayout } from './theme.ts';

/** Options of {@link heatmapPlot}. */
export interface HeatmapPlotOptions {
  title: string;
  /** Names of the columns. */
  x: readonly (string | number)[];
  /** Names of the rows. */
  y: readonly (string | number)[];
  /** The values, shape [rows, columns]. */
  z: readonly ArrayLike<number>[];
  xTitle: string;
  yTitle: string;
  /** What the colours mean. */
  zTitle: string;
  zRange?: readonly [number, number];
  description: string;
}

/**
 * A table of numbers as colours, with the numbers written into the cells.
 *
 * @param options column and row names, values `z` of shape [rows, columns], titles, `zRange`, default that of the values
 * @throws when `z` has not one row a name
 */
export function heatmapPlot(options: HeatmapPlotOptions): Figure {
  const { title, x, y, z, xTitle, yTitle, zTitle, zRange, description } = options;
  if (z.length !== y.length)
    throw new Error(`heatmapPlot: z must have ${y.length} rows, one for each name, got ${z.length}`);
  const cells = {
    type: 'heatmap',
    x: x.map(String),
    y: y.map(String),
    z: z.map(numbers),
    colorscale: 'Cividis',
    texttemplate: '%{z:.2f}',
    colorbar: { title: { text: zTitle, side: 'right' }, thickness: 12 },
    ...(zRange ? { zmin: zRange[0], zmax: zRange[1] } : {}),
  };
  return {
    data: [cells],
    layout: {
      ...baseLayout(title, 420),
      xaxis: axis(xTitle, { type: 'category' }),
      yaxis: axis(yTitle, { type: 'category' }),
    },
    description,
  };
}
