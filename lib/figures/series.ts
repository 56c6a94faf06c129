import type { Trace } from '../types.ts';
import { colorOf, colors, dashOf, transparent } from './theme.ts';

/** One line of a figure. */
export interface Series {
  /** Its name in the legend; lines of one name have one entry. */
  name: string;
  /** Its values, shape [n]; what is not finite leaves a gap. */
  y: ArrayLike<number>;
  /** Where they lie, shape [n]; default 1 to n, as epochs are counted. */
  x?: ArrayLike<number>;
  /** Like '#0072B2'; default by position. Greys turn over on a dark page. */
  color?: string;
  /** 'solid', 'dash', 'dot', 'dashdot'; default 'solid'. */
  dash?: string;
  /** In pixels; default 1.75. */
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

/** Tells of each name whether it comes for the first time: a legend wants each name once. */
export function firstTime(): (name: string) => boolean {
  const seen = new Set<string>();
  return (name) => !seen.has(name) && Boolean(seen.add(name));
}

function checkLength(name: string, what: string, values: ArrayLike<number>, { length }: ArrayLike<number>): void {
  if (values.length === length) return;
  throw new Error(
    `figures: ${what} of the series '${name}' must hold ${length} numbers, as y does, got ${values.length}`,
  );
}

/**
 * The Plotly traces of lines with their bands.
 *
 * @param series the lines
 * @param axes the axes that they belong to, like { xaxis: 'x2', yaxis: 'y2' }
 * @param inLegend whether a name gets an entry in the legend
 */
export function tracesOf(
  series: readonly Series[],
  axes: Record<string, string> = {},
  inLegend: (name: string) => boolean = firstTime(),
): Trace[] {
  return series.flatMap((line, index) => {
    const { name, y, band, width = 1.75, opacity = 1, mode = 'lines' } = line;
    const color = line.color ?? colorOf(index);
    const dash = line.dash ?? (line.color ? 'solid' : dashOf(index));
    const at = line.x ?? Array.from(y, (_, i) => i + 1);
    checkLength(name, 'x', at, y);
    const shared = { type: 'scatter', x: numbers(at), name, legendgroup: name, ...axes };
    const edge = { ...shared, mode: 'lines', line: { width: 0 }, showlegend: false, hoverinfo: 'skip' };
    if (band) for (const side of ['low', 'high'] as const) checkLength(name, `band.${side}`, band[side], y);
    const edges = band && [
      { ...edge, y: numbers(band.low) },
      { ...edge, y: numbers(band.high), fill: 'tonexty', fillcolor: transparent(color, 0.18) },
    ];
    const drawn = {
      ...shared,
      y: numbers(y),
      mode,
      opacity,
      line: { color, dash, width },
      marker: { color, size: 6 },
      showlegend: inLegend(name),
      hovertemplate: '%{x}: %{y:.4~g}',
    };
    return [...(edges ?? []), drawn];
  });
}

/**
 * The Plotly shapes of horizontal levels: thin broken lines across the plot. Their labels stand in the legend, where
 * they cover no data and neighbours do not cover each other.
 *
 * @param references the levels
 * @param axes the axes that they belong to
 * @param inLegend whether a label gets an entry in the legend
 */
export function referenceShapes(
  references: readonly Reference[],
  axes = { x: 'x', y: 'y' },
  inLegend: (label: string) => boolean = firstTime(),
): Trace[] {
  const dashes = ['6px,3px', '2px,3px', '8px,3px,2px,3px'];
  return references.map(({ y, label }, index) => ({
    type: 'line',
    layer: 'below',
    xref: `${axes.x} domain`,
    yref: axes.y,
    x0: 0,
    x1: 1,
    y0: y,
    y1: y,
    line: { color: colors.reference, dash: dashes[index % dashes.length], width: 1.25 },
    name: label,
    legendgroup: `reference ${label}`,
    legendrank: 2000,
    showlegend: inLegend(label),
  }));
}

/** Whether a legend says more than the title of the y axis does. */
export function needsLegend(series: readonly Series[], references: readonly Reference[]): boolean {
  const names = new Set(series.map(({ name }) => name));
  return names.size + references.length > 1 || series.some(({ band }) => band);
}
