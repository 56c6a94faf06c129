import type { Figure } from '../types.ts';
import { arrangePanels } from './arrange-panels.ts';
import { type AxisType, scaleOf } from './line-plot.ts';
import { firstTime, needsLegend, type Reference, referenceShapes, type Series, tracesOf } from './series.ts';
import { baseLayout } from './theme.ts';

/** One panel: a title and its lines. */
export interface Panel {
  title: string;
  series: readonly Series[];
  /** Levels for this panel alone; default none. */
  references?: readonly Reference[];
}

/** Options of {@link panelPlot}. */
export interface PanelPlotOptions {
  title: string;
  panels: readonly Panel[];
  /** Panels side by side, where the page has room; default by their number, at most 4. */
  columns?: number;
  xTitle: string;
  yTitle: string;
  xType?: AxisType;
  yType?: AxisType;
  /** In the axis's units, also where it is logarithmic; default: what all panels need. */
  xRange?: readonly [number, number];
  yRange?: readonly [number, number];
  /** Levels for every panel; default none. */
  references?: readonly Reference[];
  /** One sentence for those who do not see the figure. */
  description: string;
}

/** The width that a figure has until a page says its own, in pixels. */
const USUAL_WIDTH = 760;

/** Few panels in one row, four in a square, more in rows of three or four. */
const usualColumns = (count: number) => (count < 4 ? count : count === 4 ? 2 : count < 7 ? 3 : 4);

/**
 * Panels with the same axes, one plot a panel, with one legend for all.
 *
 * @param options `panels`, each with a `title`, `series` and its own `references`, default none; `columns`, default by
 *   the number of panels; `xTitle` and `yTitle`; `xType` and `yType`, default 'linear'; `xRange` and `yRange`, default
 *   what all panels need; `references` for every panel, default none; `description` in one sentence
 * @returns the figure as plain data; `layout.meta` holds what a page needs to set fewer columns
 * @throws when there is no panel, x or a band is not as long as y, or a logarithmic range not positive
 * @example
 * panelPlot({
 *   title: 'Two rates', xTitle: 'Step', yTitle: 'Weight',
 *   panels: [0.1, 0.5].map((rate) => ({ title: `rate ${rate}`, series: [{ name: 'weight', y: [4, 4 - 4 * rate] }] })),
 *   description: 'Two panels: a small step and a large one.',
 * });
 */
export function panelPlot(options: PanelPlotOptions): Figure {
  const { title, panels, xTitle, yTitle, xType = 'linear', yType = 'linear', references = [], description } = options;
  const { columns = usualColumns(panels.length), xRange, yRange } = options;
  if (panels.length === 0) throw new Error('panelPlot: panels must hold at least one panel, got none');
  if (!Number.isInteger(columns) || columns < 1) {
    throw new Error(`panelPlot: columns must be an integer >= 1, got ${columns}`);
  }
  const [newName, newReference] = [firstTime(), firstTime()];
  const [scaleX, scaleY] = [scaleOf('panelPlot', xType, xRange), scaleOf('panelPlot', yType, yRange)];
  const levels = panels.map((panel) => [...references, ...(panel.references ?? [])]);

  const layout: Record<string, unknown> = {
    ...baseLayout(title, 0),
    showlegend: needsLegend(
      panels.flatMap(({ series }) => series),
      levels.flat(),
    ),
    annotations: [
      ...panels.map((_, index) => panelTitle(suffixOf(index))),
      { ...sharedTitle(xTitle), x: 0.5, y: 0, yanchor: 'top' },
      { ...sharedTitle(yTitle), x: 0, y: 0.5, xanchor: 'center', textangle: -90 },
    ],
    shapes: levels.flatMap((own, index) => {
      const place = { x: `x${suffixOf(index)}`, y: `y${suffixOf(index)}` };
      return referenceShapes(own, place, newReference);
    }),
    meta: { titles: panels.map((panel) => panel.title), columns },
  };
  panels.forEach((_, index) => {
    layout[`xaxis${suffixOf(index)}`] = { ...panelAxis(xType), ...scaleX, ...(index > 0 ? { matches: 'x' } : {}) };
    layout[`yaxis${suffixOf(index)}`] = { ...panelAxis(yType), ...scaleY, ...(index > 0 ? { matches: 'y' } : {}) };
  });
  arrangePanels(layout, USUAL_WIDTH);
  const data = panels.flatMap(({ series }, index) =>
    tracesOf(series, { xaxis: `x${suffixOf(index)}`, yaxis: `y${suffixOf(index)}` }, newName),
  );
  return { data, layout, description };
}

/** What Plotly appends to the names of the i-th panel's axes. */
const suffixOf = (index: number) => (index === 0 ? '' : String(index + 1));

/** Small numbers; Plotly writes powers of ten a quarter larger. */
const panelAxis = (type: AxisType) => ({ tickfont: { size: type === 'log' ? 9.5 : 11 } });

const panelTitle = (suffix: string) => ({
  xref: `x${suffix} domain`,
  yref: `y${suffix} domain`,
  x: 0,
  y: 1,
  xanchor: 'left',
  yanchor: 'bottom',
  align: 'left',
  showarrow: false,
  borderpad: 0,
  font: { size: 12, weight: 600 },
});

const sharedTitle = (text: string) => ({ text, xref: 'paper', yref: 'paper', showarrow: false, font: { size: 13 } });
