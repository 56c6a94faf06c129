/**
 * Vectors of four float32: the few operations that the kernel writes often, and sums over lanes.
 */

// @ts-expect-error: decorator
@inline
export function at(pointer: usize): v128 {
  return v128.load(pointer);
}

// @ts-expect-error: decorator
@inline
export function splat(value: f32): v128 {
  return f32x4.splat(value);
}

/** a + b c, rounded twice on every machine. */
// @ts-expect-error: decorator
@inline
export function mulAdd(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(a, f32x4.mul(b, c));
}

/** max(x, 0), in which NaN stays NaN. */
// @ts-expect-error: decorator
@inline
export function positive(x: v128): v128 {
  return f32x4.pmax(x, f32x4.splat(0));
}

/** Numbers so small that arithmetic on them and their products would be subnormal, and slow, become 0. */
// @ts-expect-error: decorator
@inline
export function flush(x: v128, smallest: f32): v128 {
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), f32x4.splat(smallest)));
}

/** The sum of each of four vectors, in one. */
// @ts-expect-error: decorator
@inline
export function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

/** The sum of the lanes. */
// @ts-expect-error: decorator
@inline
export function sumOf(x: v128): f32 {
  return f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 2) + (f32x4.extract_lane(x, 1) + f32x4.extract_lane(x, 3));
}

/** Ones in the lanes below `count`, which may be any integer; zeros in the others. */
// @ts-expect-error: decorator
@inline
export function lanesBelow(count: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count));
}

/** Transposes blocks of four: from [panel][row][4] to [row][column], rows `toStride` bytes apart, or back. */
export function transposeToRows(
  from: usize,
  fromStride: usize,
  to: usize,
  toStride: usize,
  rows: i32,
  columns: i32,
): void {
  for (let row = 0; row < rows; row += 4) {
    for (let column = 0; column < columns; column += 4) {
      const source = from + <usize>(row >> 2) * fromStride + ((<usize>column) << 4);
      const a = v128.load(source);
      const b = v128.load(source, 16);
      const c = v128.load(source, 32);
      const d = v128.load(source, 48);
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
      const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
      const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
      const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
      const target = to + <usize>row * toStride + ((<usize>column) << 2);
      v128.store(target, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
      if (row + 1 < rows) v128.store(target + toStride, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
      if (row + 2 < rows) v128.store(target + 2 * toStride, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5));
      if (row + 3 < rows) v128.store(target + 3 * toStride, v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7));
    }
  }
}

/** The way back: from [row][column] to [panel][column][4]; rows that there are not are zeros. */
export function transposeToPanels(
  from: usize,
  fromStride: usize,
  to: usize,
  toStride: usize,
  rows: i32,
  columns: i32,
): void {
  const zero = f32x4.splat(0);
  for (let row = 0; row < rows; row += 4) {
    for (let column = 0; column < columns; column += 4) {
      const source = from + <usize>row * fromStride + ((<usize>column) << 2);
      const a = v128.load(source);
      const b = row + 1 < rows ? v128.load(source + fromStride) : zero;
      const c = row + 2 < rows ? v128.load(source + 2 * fromStride) : zero;
      const d = row + 3 < rows ? v128.load(source + 3 * fromStride) : zero;
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
      const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
      const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
      const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
      const target = to + <usize>(row >> 2) * toStride + ((<usize>column) << 4);
      v128.store(target, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
      v128.store(target, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7), 16);
      v128.store(target, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5), 32);
      v128.store(target, v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7), 48);
    }
  }
}
