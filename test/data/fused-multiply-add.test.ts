import { expect, test } from 'vitest';
import { fusedMultiplyAdd } from '../../lib/data/fused-multiply-add.ts';
import { RandomState } from '../../lib/data/random-state.ts';

const double = new Float64Array(1);
const bits = new BigUint64Array(double.buffer);

/** A number as an integer times 2^-1074: exact for every finite number. */
function exact(x: number): bigint {
  double[0] = Math.abs(x);
  const exponent = bits[0]! >> 52n;
  const fraction = bits[0]! & ((1n << 52n) - 1n);
  const size = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n);
  return x < 0 ? -size : size;
}

/** a * b + c by integers of any length; `Number` rounds them once, to the nearest. */
function reference(a: number, b: number, c: number): number {
  const sum = exact(a) * exact(b) + (exact(c) << 1074n);
  // Cut to what Number can hold, with a sticky last bit that decides ties.
  const magnitude = sum < 0n ? -sum : sum;
  const cut = BigInt(Math.max(0, magnitude.toString(2).length - 70));
  const sticky = magnitude & ((1n << cut) - 1n) ? 1n : 0n;
  const rounded = Number(((magnitude >> cut) << 1n) | sticky);
  // 2^(cut - 2149), in steps that are no subnormal numbers.
  const scale = Number(cut) - 2149;
  const value = rounded * 2 ** Math.trunc(scale / 2) * 2 ** (scale - Math.trunc(scale / 2));
  return sum < 0n ? -value : value;
}

test('fusedMultiplyAdd(a, b, c) is a * b + c rounded once, for 20,000 random numbers of many sizes', () => {
  const random = new RandomState(7);
  const number = () => (random.randomSample() - 0.5) * 2 ** (random.interval(80) - 40);
  for (let i = 0; i < 20_000; i++) {
    const [a, b, c] = [number(), number(), number()];
    expect(fusedMultiplyAdd(a, b, c)).toBe(reference(a, b, c));
  }
});

test('fusedMultiplyAdd(a, b, -(a * b)) is what the rounded product lost', () => {
  const random = new RandomState(8);
  let lost = 0;
  for (let i = 0; i < 5_000; i++) {
    const [a, b] = [random.randomSample() + 0.5, random.randomSample() + 0.5];
    const rest = fusedMultiplyAdd(a, b, -(a * b));
    expect(rest).toBe(reference(a, b, -(a * b)));
    if (rest !== 0) lost++;
  }
  expect(lost).toBeGreaterThan(4_000);
});

test('fusedMultiplyAdd(a, b, c) decides ties by what lies beyond the product', () => {
  const ulp = Number.EPSILON;
  // 1 + half a unit in the last place is a tie, which goes to the even 1; a little more goes up.
  expect(fusedMultiplyAdd(ulp / 2, 1, 1)).toBe(1);
  expect(fusedMultiplyAdd(ulp / 2, 1 + ulp, 1)).toBe(1 + ulp);
  expect(fusedMultiplyAdd(ulp / 2, 1 - ulp, 1)).toBe(1);
  expect(fusedMultiplyAdd(ulp / 2, 1 - ulp, 1 + ulp)).toBe(1 + ulp);
  expect(fusedMultiplyAdd(1 + ulp, 1 + ulp, -1)).toBe(2 * ulp + ulp * ulp);
});

test('fusedMultiplyAdd(a, b, c) is exact for integers and zeros', () => {
  expect(fusedMultiplyAdd(3, 4, 5)).toBe(17);
  expect(fusedMultiplyAdd(0, 4, 5)).toBe(5);
  expect(fusedMultiplyAdd(3, -4, 12)).toBe(0);
});
