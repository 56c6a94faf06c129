import type { Trace } from '../types.ts';
import { colorOf, colors, transparent } from './theme.ts';

/** One line of a figure. */
export interface Series {
  /** Its name in the legend. */
  name: string;
  /** Its values, shape [n]. */
  y: ArrayLike<number>;
  /** Where they lie, shape [n]; default 1 to n, as epochs are counted. */
  x?: ArrayLike<number>;
  color?: string;
  dash?: string;
  /** In pixels; default 2. */
  width?: number;
  /** From 0 to 1; default 1. */
  opacity?: number;
  /** Points instead of a line, or both; default 'lines'. */
  mode?: 'lines' | 'markers' | 'lines+markers';
  /** The edges of a band around the line, shape [n] each. */
  band?: { low: ArrayLike<number>; high: ArrayLike<number> };
}

/** A horizontal level to compare with, like a ceiling. */
export interface Reference {
  /** Where it lies, in units of the y axis. */
  y: number;
  /** What it is, in a few words. */
  label: string;
}

/** Numbers for JSON: typed arrays become lists, what is not finite becomes a gap. */
export const numbers = (values: ArrayLike<number>): (number | null)[] =>
  Array.from(values, (value) => (Number.isFinite(value) ? value : null));

/**
 * The Plotly traces of lines with their bands.
 *
 * @param series the lines
 * @param axes the axes that they belong to, like { xaxis: 'x2', yaxis: 'y2' }
 * @param inLegend whether a name is shown in the legend, which a figure of panels wants once
 */
export function tracesOf(
  series: readonly Series[],
  axes: Record<string, string> = {},
  inLegend: (name: string) => boolean = () => true,
): Trace[] {
  return series.flatMap((line, index) => {
    const color = line.color ?? colorOf(index);
    const x = numbers(line.x ?? Array.from(line.y, (_, i) => i + 1));
    const shared = { type: 'scatter', x, name: line.name, legendgroup: line.name, ...axes };
    const edge = { ...shared, mode: 'lines', line: { width: 0 }, showlegend: false, hoverinfo: 'skip' };
    const band = line.band && [
      { ...edge, y: numbers(line.band.low) },
      { ...edge, y: numbers(line.band.high), fill: 'tonexty', fillcolor: transparent(color, 0.2) },
    ];
    const { dash = 'solid', width = 2, opacity = 1, mode = 'lines' } = line;
    const drawn = { ...shared, y: numbers(line.y), mode, opacity, showlegend: inLegend(line.name) };
    return [...(band ?? []), { ...drawn, line: { color, dash, width }, marker: { color, size: 6 } }];
  });
}

/** The Plotly shapes of horizontal levels, each labelled at its right end. */
export function referenceShapes(references: readonly Reference[], axes = { x: 'x', y: 'y' }): Trace[] {
  return references.map(({ y, label }, index) => ({
    type: 'line',
    layer: 'below',
    xref: `${axes.x} domain`,
    yref: axes.y,
    x0: 0,
    x1: 1,
    y0: y,
    y1: y,
    line: { color: colors.reference, dash: 'dash', width: 1 },
    label: {
      text: label,
      // Neighbours keep out of each other's way: one left and above, the next right and above.
      textposition: index % 2 ? 'start' : 'end',
      yanchor: 'bottom',
      font: { size: 10, color: colors.text },
    },
  }));
}
