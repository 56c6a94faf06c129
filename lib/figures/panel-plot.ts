import type { Figure } from '../types.ts';
import { type AxisType, rangeOf } from './line-plot.ts';
import { type Reference, referenceShapes, type Series, tracesOf } from './series.ts';
import { axis, baseLayout, colors } from './theme.ts';

/** One panel: a title and its lines. */
export interface Panel {
  title: string;
  series: readonly Series[];
}

/** Options of {@link panelPlot}. */
export interface PanelPlotOptions {
  title: string;
  panels: readonly Panel[];
  /** Panels side by side; default 2. Narrow pages show fewer. */
  columns?: number;
  xTitle: string;
  yTitle: string;
  xType?: AxisType;
  yType?: AxisType;
  /** In the axis's units; default: what all panels need. */
  xRange?: readonly [number, number];
  yRange?: readonly [number, number];
  /** Drawn in every panel. */
  references?: readonly Reference[];
  description: string;
}

const PANEL_HEIGHT = 190;
const AROUND = 130;

/** The height of a figure with so many rows of panels, in pixels. */
const heightOf = (rows: number) => rows * PANEL_HEIGHT + AROUND;

/**
 * Panels on the same axes, one plot a panel, with one legend for all.
 *
 * @param options `panels`, each with a title and series; `columns`, default 2; titles of the shared axes; types and ranges of
 *   the axes, default linear and all the data; `references` for every panel, default none; `description` in one sentence
 * @returns the figure as plain data; `layout.meta` holds what a page needs to set fewer columns
 */
export function panelPlot(options: PanelPlotOptions): Figure {
  const { title, panels, columns = 2, xTitle, yTitle, xType = 'linear', yType = 'linear' } = options;
  const { xRange, yRange, references = [], description } = options;
  const rows = Math.ceil(panels.length / columns);
  const suffix = (index: number) => (index === 0 ? '' : String(index + 1));
  const shown = new Set<string>();
  const firstTime = (name: string) => !shown.has(name) && Boolean(shown.add(name));
  const fixedX = rangeOf(xRange, xType);
  const fixedY = rangeOf(yRange, yType);
  const axes = panels.flatMap((_, index) => [
    [`xaxis${suffix(index)}`, axis(undefined, { type: xType, ...(index ? { matches: 'x' } : {}), ...fixedX })],
    [`yaxis${suffix(index)}`, axis(undefined, { type: yType, ...(index ? { matches: 'y' } : {}), ...fixedY })],
  ]);
  return {
    data: panels.flatMap(({ series }, index) => {
      const place = { xaxis: `x${suffix(index)}`, yaxis: `y${suffix(index)}` };
      return tracesOf(series, place, firstTime);
    }),
    layout: {
      ...baseLayout(title, heightOf(rows)),
      margin: { l: 64, r: 16, t: 84, b: 56 },
      legend: { orientation: 'h', x: 0, xanchor: 'left', y: 1 + 26 / (heightOf(rows) - 140), yanchor: 'bottom' },
      grid: { rows, columns, pattern: 'independent', roworder: 'top to bottom', xgap: 0.14, ygap: 0.34 },
      ...Object.fromEntries(axes),
      annotations: [
        ...panels.map((panel, index) => panelTitle(panel.title, suffix(index))),
        shared(xTitle, { x: 0.5, y: 0, yanchor: 'top', yshift: -26 }),
        shared(yTitle, { x: 0, y: 0.5, xanchor: 'right', xshift: -40, textangle: -90 }),
      ],
      shapes: panels.flatMap((_, index) => {
        const place = { x: `x${suffix(index)}`, y: `y${suffix(index)}` };
        return referenceShapes(references, place).map((line) => (index === 0 ? line : { ...line, label: {} }));
      }),
      meta: { panels: panels.length, columns, panelHeight: PANEL_HEIGHT, around: AROUND },
    },
    description,
  };
}

const panelTitle = (text: string, suffix: string) => ({
  text: `<b>${text}</b>`,
  xref: `x${suffix} domain`,
  yref: `y${suffix} domain`,
  x: 0.5,
  y: 1,
  xanchor: 'center',
  yanchor: 'bottom',
  showarrow: false,
  font: { size: 12, color: colors.text },
});

const shared = (text: string, place: Record<string, unknown>) => ({
  text,
  xref: 'paper',
  yref: 'paper',
  showarrow: false,
  font: { size: 13, color: colors.text },
  ...place,
});
