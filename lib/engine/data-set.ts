import type { Kernel } from './kernel.ts';
import type { Network } from './network.ts';

/** Rows to train or to evaluate on. */
export interface EngineData {
  /** Inputs, [rows, inputs] row-major. */
  x: ArrayLike<number>;
  /** Targets, [rows, units of the last layer] row-major. */
  y: ArrayLike<number>;
  /** A weight in the loss for each row; default 1. */
  weights?: ArrayLike<number> | undefined;
}

/** Rows in the engine's memory: pointers, 0 for what there is not. */
export interface DataSet {
  rows: number;
  x: number;
  /** Targets; 0 where all are one-hot and the labels tell them. */
  y: number;
  labels: number;
  weights: number;
  order: number;
}

/** The index of each row's largest target, the first of equals, and whether all rows are one-hot. */
function findLabels(y: ArrayLike<number>, rows: number, classes: number): { labels: Float32Array; oneHot: boolean } {
  const labels = new Float32Array(rows);
  let oneHot = true;
  for (let row = 0, place = 0; row < rows; row++) {
    let label = 0;
    let ones = 0;
    let zeros = 0;
    for (let i = 0; i < classes; i++, place++) {
      const value = y[place];
      if (value > y[place - i + label]) label = i;
      if (value === 1) ones++;
      else if (value === 0) zeros++;
    }
    labels[row] = label;
    if (ones !== 1 || zeros !== classes - 1) oneHot = false;
  }
  return { labels, oneHot };
}

/**
 * Copies rows into the kernel's memory.
 *
 * @throws when the lengths do not fit the network
 */
export function putData(kernel: Kernel, { inputs, classes }: Network, { x, y, weights }: EngineData): DataSet {
  const rows = x.length / inputs;
  const fits = Number.isInteger(rows) && rows > 0 && y.length === rows * classes;
  if (!fits) {
    throw new Error(
      `addData: x and y must have n * ${inputs} and n * ${classes} numbers, got ${x.length} and ${y.length}`,
    );
  }
  if (weights && weights.length !== rows) {
    throw new Error(`addData: weights must have ${rows} numbers, got ${weights.length}`);
  }
  const { labels, oneHot } = findLabels(y, rows, classes);
  const order = kernel.allocate(4 * rows);
  for (let row = 0, view = kernel.integers; row < rows; row++) view[(order >> 2) + row] = row;
  return {
    rows,
    order,
    x: kernel.put(x),
    y: oneHot ? 0 : kernel.put(y),
    labels: kernel.put(labels),
    weights: weights ? kernel.put(weights) : 0,
  };
}
