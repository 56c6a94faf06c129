import { inspect } from 'node:util';
import { isLive } from '../live/component.ts';
import type { Figure } from '../types.ts';
import { figureHtml, plotlyScript } from './figure-html.ts';
import { inKernel, listenToInterrupts, type MimeBundle, writeDisplay } from './kernel.ts';
import { liveHtml, liveScript } from './live-html.ts';
import { isRows, isTable, table, tableHtml, tableText } from './table.ts';

listenToInterrupts();

/** Figures that this notebook shows so far; the first one brings Plotly along. */
let figures = 0;
/** And live components, of which the first one brings their script, and Plotly once more: renderers of figures hide theirs. */
let components = 0;

const isFigure = (value: unknown): value is Figure =>
  typeof value === 'object' && value !== null && 'data' in value && 'layout' in value && 'description' in value;

/** Whether the page that will show the outputs loads Plotly itself, as the book does with one copy for all pages. */
const pageBringsPlotly = () => process.env.LEARNING_RATE_LAB_PLOTLY === 'page';

/** What a reader without graphics gets to see. */
function textOf(value: unknown): string {
  if (isFigure(value) || isLive(value)) return value.description;
  if (isTable(value)) return tableText(value);
  if (isRows(value)) return tableText(table(value));
  return typeof value === 'string' ? value : inspect(value);
}

/** The formats in which a value is shown, the richest first. */
function bundleOf(value: unknown): MimeBundle {
  const text = { 'text/plain': textOf(value) };
  if (isTable(value)) return { 'text/html': tableHtml(value), ...text };
  if (isRows(value)) return { 'text/html': tableHtml(table(value)), ...text };
  if (isLive(value)) {
    components++;
    const scripts = components === 1 && !pageBringsPlotly() ? plotlyScript() + liveScript() : '';
    return { 'text/html': scripts + liveHtml(value, pageBringsPlotly()), ...text };
  }
  if (!isFigure(value)) return text;
  figures++;
  const plotly = figures === 1 && !pageBringsPlotly() ? plotlyScript() : '';
  const { data, layout } = value;
  return {
    // Not `responsive`: JupyterLab's renderer gives its element no height, which Plotly would take for its own.
    'application/vnd.plotly.v1+json': { data, layout, config: { displaylogo: false } },
    'text/html': plotly + figureHtml(value, figures),
    ...text,
  };
}

/**
 * Shows a figure, a table, a live component or any other value as an output of the notebook's cell; outside a notebook it prints the text.
 *
 * A figure is one display in three formats: for Plotly renderers (JupyterLab, VS Code), HTML that draws itself for all
 * others (nbconvert, the book), and its description as text. The HTML of a notebook's first figure carries Plotly, and
 * none does where the page brings it (LEARNING_RATE_LAB_PLOTLY=page). A table is HTML and text, and so is a live component,
 * with its description as text.
 *
 * @param value a figure; a component of `trainingLab`, `descent` or `rangeFinder`; a table of `table`, or an array of rows, which are plain objects of strings, numbers and
 *   booleans; or anything, which is shown as the console would show it
 * @example
 * show(accuracyPanels(histories));
 * show([{ rate: 0.1, accuracy: 0.82 }, { rate: 0.01, accuracy: 0.83 }]);
 */
export function show(value: unknown): void {
  listenToInterrupts();
  if (inKernel()) writeDisplay(bundleOf(value));
  else process.stdout.write(`${textOf(value)}\n`);
}
