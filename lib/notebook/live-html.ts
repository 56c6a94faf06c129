import { createRequire } from 'node:module';
import type { LiveComponent } from '../live/component.ts';
import { escapeHtml, escapeScript } from './escape.ts';

const requireHere = createRequire(import.meta.url);

/**
 * The script that brings live components into a page, as an inline script. It is made of the library's source when it is
 * first asked for.
 */
export function liveScript(): string {
  const { buildLiveBundle } = requireHere('../live/build-bundle.cjs') as { buildLiveBundle: () => string };
  return `<script>${escapeScript(buildLiveBundle())}</script>`;
}

/**
 * A live component as HTML: its place, which says in words what is shown there until the page's script comes.
 *
 * @param component what to show
 * @param ownAddress whether the page's address may keep the component's state, as in the book
 */
export function liveHtml({ component, settings, description }: LiveComponent, ownAddress: boolean): string {
  const data = `data-live="${component}" data-settings="${escapeHtml(JSON.stringify(settings))}"`;
  return [
    `<div class="lab-live" ${data}${ownAddress ? ' data-address' : ''}>`,
    `<p>${escapeHtml(description)} (Here is something to try, where scripts may run.)</p></div>`,
    '<script>window.learningRateLab && window.learningRateLab.mountAll();</script>',
  ].join('');
}
