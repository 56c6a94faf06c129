import { expect, test } from 'vitest';
import { escapeHtml, escapeScript, jsonForScript } from '../../lib/notebook/escape.ts';

test('escapeHtml(text) leaves nothing that HTML reads as its own', () => {
  expect(escapeHtml(`<b a="1" c='2'>&amp;</b>`)).toBe('&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;&lt;/b&gt;');
  expect(escapeHtml('rate 0.1, α → 0')).toBe('rate 0.1, α → 0');
});

test('jsonForScript(value) is the same value, and holds no tag or comment', () => {
  const value = { name: '</script><!-- <b>', list: [1, null, 'x < y'] };
  const json = jsonForScript(value);
  expect(json).not.toContain('<');
  expect(JSON.parse(json)).toEqual(value);
});

test('escapeScript(source) is the same program, and ends no script element', () => {
  const source = 'const text = "</script></SCRIPT ><!-- a"; const less = 1 <2; [text, less]';
  const escaped = escapeScript(source);
  expect(escaped).not.toMatch(/<\/script|<!--/i);
  const run = (program: string) => new Function(program.replace('[text, less]', 'return [text, less]'))();
  expect(run(escaped)).toEqual(run(source));
});
