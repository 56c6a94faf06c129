import { inspect } from 'node:util';
import type { Figure } from '../types.ts';
import { figureHtml } from './figure-html.ts';
import { listenToInterrupts, type MimeBundle, writeDisplay } from './kernel.ts';
import { type Table, tableHtml, tableText } from './table.ts';

listenToInterrupts();

const isFigure = (value: unknown): value is Figure =>
  typeof value === 'object' && value !== null && 'data' in value && 'layout' in value && 'description' in value;

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && 'columns' in value && 'rows' in value && 'caption' in value;

/** The formats in which a value can be shown. */
export function bundleOf(value: unknown): MimeBundle {
  if (isFigure(value)) {
    const { data, layout, description } = value;
    const config = { responsive: true, displaylogo: false };
    return {
      'application/vnd.plotly.v1+json': { data, layout: { autosize: true, ...layout }, config },
      'text/html': figureHtml(value),
      'text/plain': description,
    };
  }
  if (isTable(value)) return { 'text/html': tableHtml(value), 'text/plain': tableText(value) };
  return { 'text/plain': typeof value === 'string' ? value : inspect(value) };
}

/**
 * Shows a figure, a table or any other value as an output of the notebook's cell; outside a notebook it prints the text.
 *
 * A figure is one display in three formats: for Plotly renderers (JupyterLab, VS Code), HTML for all others (nbconvert, the
 * book), and its description as text.
 *
 * @param value a figure of lib/figures, a table of `table`, or anything
 * @example show(accuracyPanels(histories))
 */
export function show(value: unknown): void {
  listenToInterrupts();
  const bundle = bundleOf(value);
  if (!writeDisplay(bundle)) process.stdout.write(`${bundle['text/plain']}\n`);
}
