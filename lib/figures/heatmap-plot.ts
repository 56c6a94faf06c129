import type { Figure } from '../types.ts';
import { numbers } from './series.ts';
import { axis, baseLayout } from './theme.ts';

/** Options of {@link heatmapPlot}. */
export interface HeatmapPlotOptions {
  title: string;
  xTitle: string;
  yTitle: string;
  /** What the colours mean. */
  zTitle: string;
  /** Names of the columns. */
  x: readonly (string | number)[];
  /** Names of the rows, the first at the bottom. */
  y: readonly (string | number)[];
  /** The values, shape [rows, columns]. */
  z: readonly ArrayLike<number>[];
  /** Values of the darkest and the lightest colour; default the least and the largest value. */
  zRange?: readonly [number, number];
  /** How numbers are written into the cells, in d3-format; default '.2f', '' for none. */
  format?: string;
  /** One sentence for those who do not see the figure. */
  description: string;
}

/**
 * A table of numbers as colours, with the numbers written into the cells.
 *
 * @param options names of the columns `x` and of the rows `y`; values `z`, shape [rows, columns]; `xTitle`, `yTitle`,
 *   `zTitle`; `zRange`, default that of the values; `format` of the numbers, default '.2f'; `description`
 * @returns the figure as plain data
 * @throws when `z` has not one row a name of `y`, or a row not one value a name of `x`
 */
export function heatmapPlot(options: HeatmapPlotOptions): Figure {
  const { title, xTitle, yTitle, zTitle, x, y, z, zRange, format = '.2f', description } = options;
  if (z.length !== y.length) {
    throw new Error(`heatmapPlot: z must have ${y.length} rows, one for each name of y, got ${z.length}`);
  }
  const wrong = z.find((row) => row.length !== x.length);
  if (wrong) {
    throw new Error(`heatmapPlot: rows of z must have ${x.length} values, one for each name of x, got ${wrong.length}`);
  }
  const cells = {
    type: 'heatmap',
    x: x.map(String),
    y: y.map(String),
    z: z.map(numbers),
    colorscale: 'Cividis',
    xgap: 1,
    ygap: 1,
    ...(format ? { texttemplate: `%{z:${format}}`, textfont: { size: 12 } } : {}),
    hovertemplate: `${xTitle} %{x}<br>${yTitle} %{y}<br>${zTitle} %{z:.4~g}<extra></extra>`,
    ...(zRange ? { zmin: zRange[0], zmax: zRange[1] } : {}),
    colorbar: {
      title: { text: zTitle, side: 'right', font: { size: 12 } },
      orientation: 'h',
      x: 0,
      xanchor: 'left',
      y: 1.02,
      yanchor: 'bottom',
      len: 0.5,
      thickness: 10,
      ypad: 4,
      outlinewidth: 0,
      ticks: '',
      tickfont: { size: 11 },
    },
  };
  return {
    data: [cells],
    layout: {
      ...baseLayout(title, 190 + 34 * y.length),
      xaxis: axis(xTitle, { type: 'category', ticks: '', showline: false }),
      yaxis: axis(yTitle, { type: 'category', ticks: '', showline: false, showgrid: false }),
    },
    description,
  };
}
