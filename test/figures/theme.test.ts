import { expect, test } from 'vitest';
import { colorOf, colors, palette, sweepColors } from '../../lib/figures/index.ts';
import { dashOf, transparent } from '../../lib/figures/theme.ts';
import { distance } from './figure.ts';

/** The least distance between two of some colours. */
const closest = (some: readonly string[]) =>
  Math.min(...some.flatMap((a, i) => some.slice(i + 1).map((b) => distance(a, b))));

/** The luminance of a colour, from 0 to 1, as WCAG defines it. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

test('palette holds eight colours that are well apart', () => {
  expect(palette).toHaveLength(8);
  expect(closest(palette)).toBeGreaterThan(45);
});

test('colors.train and colors.test are blue and vermilion of the palette', () => {
  expect([colors.train, colors.test]).toEqual(['#0072B2', '#D55E00']);
  expect(palette).toContain(colors.train);
  expect(palette).toContain(colors.test);
});

test('palette and sweepColors vanish neither on a white nor on a black page', () => {
  for (const color of [...palette, ...sweepColors(8), colors.text]) {
    expect(contrast(luminance(color), 1)).toBeGreaterThan(2);
    expect(contrast(luminance(color), 0)).toBeGreaterThan(2);
  }
});

test('colors.text can be read on white and on black', () => {
  expect(contrast(luminance(colors.text), 1)).toBeGreaterThan(4.5);
  expect(contrast(luminance(colors.text), 0)).toBeGreaterThan(4.5);
});

test('colorOf(index) goes through the palette, and begins anew', () => {
  expect(palette.map((_, index) => colorOf(index))).toEqual([...palette]);
  expect(colorOf(8)).toBe(palette[0]);
});

test('colorOf(index) with dashOf(index) is another look for each of 32 lines', () => {
  const looks = Array.from({ length: 32 }, (_, index) => `${colorOf(index)} ${dashOf(index)}`);
  expect(new Set(looks).size).toBe(32);
});

test('sweepColors(count) gives as many different colours, from blue to orange', () => {
  for (const count of [1, 2, 4, 8, 12]) {
    const some = sweepColors(count);
    expect(some).toHaveLength(count);
    expect(new Set(some).size).toBe(count);
    for (const color of some) expect(color).toMatch(/^#[0-9a-f]{6}$/);
  }
  expect(closest(sweepColors(8))).toBeGreaterThan(25);
  const [first, ...others] = sweepColors(5);
  expect(distance(first!, '#0000ff')).toBeLessThan(distance(first!, '#ff8000'));
  expect(distance(others.at(-1)!, '#ff8000')).toBeLessThan(distance(others.at(-1)!, '#0000ff'));
});

test('transparent(color, opacity) is the same colour as rgba', () => {
  expect(transparent('#0072B2', 0.2)).toBe('rgba(0, 114, 178, 0.2)');
});

test('transparent(color, opacity) refuses what is no such colour', () => {
  expect(() => transparent('blue', 0.2)).toThrow("figures: a colour must be like '#0072B2', got 'blue'");
});
