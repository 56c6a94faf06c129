import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arrangePanels } from '../figures/arrange-panels.ts';
import { drawFigure } from '../figures/draw-figure.ts';
import type { Figure } from '../types.ts';
import { escapeHtml, escapeScript, jsonForScript } from './escape.ts';

const requireHere = createRequire(import.meta.url);

/**
 * Plotly as an inline script. Module loaders are hidden from it, so that it becomes `window.Plotly` on every page, also
 * on those with require.js.
 */
export function plotlyScript(): string {
  const source = readFileSync(requireHere.resolve('plotly.js-dist-min'), 'utf8');
  return `<script>(function (define, module, exports) {\n${escapeScript(source)}\n}).call(window);</script>`;
}

/**
 * A figure as HTML that draws itself with `window.Plotly`, whether that is there already or comes later.
 *
 * @param figure what to show; its description is read to those who do not see it
 * @param number of the figure in its notebook, so that equal figures are told apart
 * @returns HTML for a notebook's output: the title, the place of the figure, and a script
 */
export function figureHtml({ data, layout, description }: Figure, number: number): string {
  const json = jsonForScript({ data, layout });
  const id = `lab-figure-${number}-${createHash('sha256').update(json).digest('hex').slice(0, 8)}`;
  const title = (layout.title as { text?: string } | undefined)?.text;
  const script = `(${String(drawFigure)})(${JSON.stringify(id)}, ${json}, ${String(arrangePanels)});`;
  return [
    '<figure class="lab" style="margin: 1em 0">',
    title ? `<figcaption style="font-weight: 600; text-align: left">${escapeHtml(title)}</figcaption>` : '',
    `<div class="lab-figure" id="${id}" role="img" aria-label="${escapeHtml(description)}"`,
    ` style="width: 100%; height: ${layout.height ?? 420}px"></div>`,
    `<noscript><p>${escapeHtml(description)}</p></noscript></figure>`,
    // esbuild, which tsx uses, calls __name to name functions.
    `<script>(function () { const __name = (f) => f;\n${escapeScript(script)}\n})();</script>`,
  ].join('');
}
