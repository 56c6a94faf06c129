/**
 * Brings the rows of a chunk, in their order, into the tiles.
 */
import { CHUNK, CLASSES, LABELS, LABEL_TILE, ORDER, WEIGHTS, WEIGHT_TILE, X, X_TILE, Y, Y_TILE } from '../layout';

/** Copies `count` rows from `position` of the order on; samples up to a multiple of four become zeros. */
export function gather(inputs: i32, position: i32, count: i32): void {
  const x = load<usize>(X);
  const labels = load<usize>(LABELS);
  const order = load<usize>(ORDER);
  const stride = (<usize>load<i32>(CHUNK)) << 4;
  const rowSize = (<usize>inputs) << 2;
  let tile = load<usize>(X_TILE);
  let label = load<usize>(LABEL_TILE);
  let entry = order + ((<usize>position) << 2);
  const padded = (count + 3) & -4;
  for (let s = 0; s < padded; s++, tile += 16, label += 4, entry += 4) {
    if (s >= count) {
      for (let panel = 0; panel < (inputs + 3) >> 2; panel++) v128.store(tile + <usize>panel * stride, f32x4.splat(0));
      continue;
    }
    const row = order ? load<u32>(entry) : <u32>(position + s);
    let from = x + <usize>row * rowSize;
    if (inputs == 2) store<u64>(tile, load<u64>(from));
    else {
      let to = tile;
      let left = inputs;
      for (; left >= 4; left -= 4, from += 16, to += stride) v128.store(to, v128.load(from));
      for (; left > 0; left--, from += 4, to += 4) store<u32>(to, load<u32>(from));
    }
    if (labels) store<u32>(label, load<u32>(labels + ((<usize>row) << 2)));
  }
  gatherTargets(position, count);
}

/** Targets that labels do not tell, and the weights of samples. */
function gatherTargets(position: i32, count: i32): void {
  const y = load<usize>(Y);
  const weights = load<usize>(WEIGHTS);
  if (!y && !weights) return;
  const order = load<usize>(ORDER);
  const classes = load<i32>(CLASSES);
  const stride = (<usize>load<i32>(CHUNK)) << 2;
  for (let s = 0; s < count; s++) {
    const row = order ? load<u32>(order + ((<usize>(position + s)) << 2)) : <u32>(position + s);
    const place = (<usize>s) << 2;
    if (weights) store<u32>(load<usize>(WEIGHT_TILE) + place, load<u32>(weights + ((<usize>row) << 2)));
    if (!y) continue;
    let from = y + ((<usize>row * classes) << 2);
    let to = load<usize>(Y_TILE) + place;
    for (let i = 0; i < classes; i++, from += 4, to += stride) store<u32>(to, load<u32>(from));
  }
}
