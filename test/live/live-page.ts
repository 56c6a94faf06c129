import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LiveComponent } from '../../lib/index.ts';
import { liveHtml } from '../../lib/notebook/live-html.ts';
import { inRoot } from '../support/paths.ts';

const requireHere = createRequire(import.meta.url);

/**
 * A page with live components in a folder of its own, as the book has them: the scripts lie beside it.
 *
 * @returns its address, and what takes it away
 */
export function makeLivePage(components: LiveComponent[]): { url: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'lab live '));
  const { buildLiveBundle } = requireHere(inRoot('lib', 'live', 'build-bundle.cjs')) as { buildLiveBundle(): string };
  copyFileSync(requireHere.resolve('plotly.js-dist-min'), join(folder, 'plotly.min.js'));
  writeFileSync(join(folder, 'live.js'), buildLiveBundle());
  const page = join(folder, 'page.html');
  writeFileSync(
    page,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Live</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body { font-family: sans-serif; margin: 0 auto; max-width: 60em; padding: 8px; }
@media (prefers-color-scheme: dark) { body { background: #121212; color: #ddd; } }</style>
<script src="plotly.min.js"></script><script src="live.js"></script></head>
<body><main><h1>Live</h1>${components.map((one) => liveHtml(one, true)).join('\n')}</main></body></html>`,
  );
  return { url: pathToFileURL(page).href, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
