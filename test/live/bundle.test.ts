import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { show, trainingLab } from '../../lib/index.ts';
import { liveHtml } from '../../lib/notebook/live-html.ts';
import { inRoot } from '../support/paths.ts';

const { buildLiveBundle } = createRequire(import.meta.url)(inRoot('lib', 'live', 'build-bundle.cjs')) as {
  buildLiveBundle(): string;
};

test('the live components take less than 150 kB of a page, compressed, the engine included', () => {
  expect(gzipSync(buildLiveBundle()).length).toBeLessThan(150_000);
});

test('the live components hold no address of another host', () => {
  expect(buildLiveBundle().match(/https?:\/\/(?!www\.w3\.org)[a-z]/g)).toBeNull();
});

test('a component in HTML says what it shows, and cannot end the page that it stands in', () => {
  const html = liveHtml({ component: 'training-lab', settings: { a: `"'</div>` }, description: '1 < 2' }, true);
  expect(html).toContain('data-settings="{&quot;a&quot;:&quot;\\&quot;&#39;&lt;/div&gt;&quot;}"');
  expect(html).toContain('<p>1 &lt; 2 ');
  expect(html).toContain(' data-address>');
});

test('outside a notebook show prints what a component shows', () => {
  const written: string[] = [];
  const { write } = process.stdout;
  process.stdout.write = ((text: string) => Boolean(written.push(text))) as typeof write;
  show(trainingLab({ epochs: 5 }));
  process.stdout.write = write;
  expect(written.join('')).toMatch(
    /^The lab's training with epochs 5: after 5 epochs the test accuracy is 0\.\d+\.\n$/,
  );
});
