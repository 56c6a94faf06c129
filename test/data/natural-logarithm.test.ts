import { expect, test } from 'vitest';
import { naturalLogarithm } from '../../lib/data/natural-logarithm.ts';

/** Numbers with their logarithms as `math.log` of Python 3.11 on GNU/Linux prints them; Math.log differs in each. */
const differs = [
  [0.3012676595157123, -1.1997561750963592],
  [0.7141294836112025, -0.336690983488881],
  [0.3949634040007439, -0.928962166472498],
  [0.5842517929701989, -0.5374232367271444],
  [0.5735323523512847, -0.5559409318830052],
  [0.9484297129199316, -0.052947595758310165],
  [0.9378018318002805, -0.06421661903331403],
  [1.0167809481909338, 0.016641703690554555],
];

/** The same where the method changes, and far out. */
const edges = [
  [2.2250738585072014e-308, -708.3964185322641],
  [1e-300, -690.7755278982137],
  [0.9375, -0.06453852113757118],
  [0.9999999999999999, -1.1102230246251565e-16],
  [1, 0],
  [1.0000000000000002, 2.2204460492503128e-16],
  [1.064697265625, 0.06269050112342274],
  [2, Math.LN2],
  [10, Math.LN10],
  [1.7976931348623157e308, 709.782712893384],
];

test('naturalLogarithm(x) is that of the C library to the bit where Math.log is not', () => {
  for (const [x, logarithm] of differs) expect(naturalLogarithm(x!)).toBe(logarithm);
});

test('naturalLogarithm(x) is that of the C library at the edges of its ranges', () => {
  for (const [x, logarithm] of edges) expect(naturalLogarithm(x!)).toBe(logarithm);
});

test('naturalLogarithm(x) is within a unit in the last place of Math.log', () => {
  for (let i = 1; i < 5000; i++) {
    const x = i / 4000;
    const logarithm = Math.log(x);
    expect(Math.abs(naturalLogarithm(x) - logarithm)).toBeLessThanOrEqual(Math.abs(logarithm) * Number.EPSILON);
  }
});
