import { expect, test } from 'vitest';
import { linePlot, panelPlot } from '../../lib/figures/index.ts';
import { escapeHtml, escapeScript, jsonForScript } from '../../lib/notebook/escape.ts';
import { figureHtml, plotlyScript } from '../../lib/notebook/figure-html.ts';

const text = { title: 'A < B', xTitle: 'x', yTitle: 'y', description: 'A "line" </script><script>alert(1)</script>.' };
const series = [{ name: '</script><!--', y: [1, 2] }];
const figure = linePlot({ ...text, series });
const ends = (html: string) => html.match(/<\/script/gi)?.length;

test('figureHtml describes the figure to those who do not see it', () => {
  const html = figureHtml(figure, 1);
  const description = escapeHtml(text.description);
  expect(html).toMatch(
    /<div class="lab-figure" id="lab-figure-1-[0-9a-f]{8}" role="img" aria-label="A &quot;line&quot;/,
  );
  expect(html).toContain(`<noscript><p>${description}</p></noscript>`);
  expect(html).toContain('>A &lt; B</figcaption>');
});

test('figureHtml asks no other host for anything', () => {
  for (const shown of [figure, panelPlot({ ...text, panels: [{ title: 'p', series }] })]) {
    expect(figureHtml(shown, 1)).not.toMatch(/https?:|\/\/[a-z]|<link|src=|import\(/);
  }
});

test('figureHtml keeps its script whole, whatever names and titles hold', () => {
  const html = figureHtml(figure, 1);
  expect(ends(html)).toBe(1);
  expect(html).not.toContain('<!--');
  const script = html.slice(html.indexOf('<script>') + 8, html.lastIndexOf('</script>'));
  expect(() => new Function(script)).not.toThrow();
});

test('figureHtml is the same for the same figure and number, and told apart by number', () => {
  expect(figureHtml(figure, 1)).toBe(figureHtml(figure, 1));
  expect(figureHtml(figure, 2)).not.toBe(figureHtml(figure, 1));
});

test('plotlyScript is one script that ends where it should, and is JavaScript', () => {
  const html = plotlyScript();
  expect(html.startsWith('<script>')).toBe(true);
  expect(ends(html)).toBe(1);
  expect(html).not.toContain('<!--');
  expect(() => new Function(html.slice(8, -9))).not.toThrow();
});

test('jsonForScript and escapeScript keep the meaning of what they escape', () => {
  expect(JSON.parse(jsonForScript({ a: '</script><!--' }))).toEqual({ a: '</script><!--' });
  expect(new Function(`return ${escapeScript("'<!-- </SCRIPT>'")}`)()).toBe('<!-- </SCRIPT>');
});
