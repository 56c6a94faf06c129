import { createHash } from 'node:crypto';

/** The SHA-256 of numbers as the bytes of float64, or of another typed array, as NumPy's tobytes() has them. */
export function sha256(values: readonly number[], Kind: typeof Float64Array | typeof Int32Array = Float64Array) {
  const { buffer } = Kind.from(values);
  return createHash('sha256').update(new Uint8Array(buffer)).digest('hex');
}
