import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Figure } from '../types.ts';
import { drawFigure } from './draw-figure.ts';
import { escapeHtml, jsonForScript } from './escape.ts';

const requireHere = createRequire(import.meta.url);

/** Figures of this process so far: part of each one's id, and a sign whether Plotly is in the notebook already. */
let figures = 0;

/** Whether the page that will show the outputs loads Plotly itself, as the book does with one copy for all pages. */
const pageBringsPlotly = () => process.env.LEARNING_RATE_LAB_PLOTLY === 'page';

/** Plotly as an inline script. Module loaders are hidden from it, so that it becomes a global on every page. */
function plotlyScript(): string {
  const source = readFileSync(requireHere.resolve('plotly.js-dist-min'), 'utf8').replace(/<\/script/gi, '<\\/script');
  return `<script>(function (define, module, exports) {\n${source}\n}).call(window);</script>`;
}

/**
 * A figure as HTML that draws itself, without a request to anywhere.
 *
 * The first figure of a notebook carries Plotly, unless the page brings it (LEARNING_RATE_LAB_PLOTLY=page).
 *
 * @param figure what to show; its description is read to those who do not see it
 * @returns HTML for a notebook's output
 */
export function figureHtml(figure: Figure): string {
  figures++;
  const id = `lab-figure-${figures}`;
  const title = (figure.layout.title as { text?: string } | undefined)?.text ?? '';
  const script = `(${String(drawFigure)})(${jsonForScript(id)}, ${jsonForScript({ data: figure.data, layout: figure.layout })});`;
  return [
    figures === 1 && !pageBringsPlotly() ? plotlyScript() : '',
    `<figure class="lab" style="margin: 1em 0"><figcaption style="font-weight: 600">${escapeHtml(title)}</figcaption>`,
    `<div class="lab-figure" role="img" aria-label="${escapeHtml(figure.description)}" id="${id}"`,
    ` style="width: 100%; min-height: ${figure.layout.height ?? 400}px"></div>`,
    `<noscript><p>${escapeHtml(figure.description)}</p></noscript></figure>`,
    // esbuild, which tsx uses, marks functions with the helper __name.
    `<script>(function () { var __name = function (f) { return f; };\n${script}\n})();</script>`,
  ].join('');
}
