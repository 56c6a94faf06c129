import { expect } from 'vitest';
import type { Figure, Trace } from '../../lib/types.ts';

// biome-ignore lint/suspicious/noExplicitAny: Plotly's layouts are JSON of a hundred kinds
type Json = any;

/** A figure's layout, to look into. */
export const layoutOf = ({ layout }: Figure): Json => layout;

/** The lines of a figure, without the edges of bands. */
export const linesOf = ({ data }: Figure): Json[] =>
  data.filter((trace: Json) => trace.type === 'scatter' && trace.hoverinfo !== 'skip');

export const namesOf = (traces: Trace[]): unknown[] => traces.map(({ name }) => name);

/** The colour of each line. */
export const colorsOf = (figure: Figure): string[] => linesOf(figure).map(({ line }) => line.color);

/** Expects what holds for every figure: plain data with a title and a description of one sentence. */
export function expectFigure(figure: Figure, title: string, description: string): void {
  // Plain data is the same after a journey as text: no NaN, no undefined, no typed arrays, no functions.
  expect(JSON.parse(JSON.stringify(figure))).toEqual(figure);
  expect(layoutOf(figure).title.text).toBe(title);
  expect(figure.description).toBe(description);
  expect(layoutOf(figure).height).toBeGreaterThan(100);
}

/** How far two colours like '#0072B2' are apart: from 0 to 441. */
export function distance(a: string, b: string): number {
  const [one, other] = [a, b].map((color) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)));
  return Math.hypot(...one!.map((value, i) => value - other![i]!));
}
