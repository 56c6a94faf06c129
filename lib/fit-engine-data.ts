import type * as TF from '@tensorflow/tfjs';
import type { FitJob } from './fit-arguments.ts';
import type { FitData } from './fit-data.ts';

/** Rows as plain numbers: x [rows, features], y [rows, outputs]. */
export interface PlainRows {
  x: Float32Array;
  y: Float32Array;
  rows: number;
  outputs: number;
}

function plain(data: FitData): { values: Float32Array; rows: number; width: number } {
  const tensor = (Array.isArray(data) ? data[0] : data) as TF.Tensor;
  const rows = tensor.shape[0]!;
  return { values: Float32Array.from(tensor.dataSync()), rows, width: tensor.size / rows };
}

function rowsOf(x: FitData, y: FitData): PlainRows {
  const [inputs, targets] = [plain(x), plain(y)];
  return { x: inputs.values, y: targets.values, rows: inputs.rows, outputs: targets.width };
}

/** The rows to train on and those to validate with: the validation data, else what validationSplit keeps from the end. */
export function dataOf(job: FitJob): { train: PlainRows; test: PlainRows | undefined } {
  const all = rowsOf(job.x, job.y);
  if (job.validationData) return { train: all, test: rowsOf(...job.validationData) };
  if (job.validationSplit === 0) return { train: all, test: undefined };
  const trained = Math.floor(all.rows * (1 - job.validationSplit));
  const features = all.x.length / all.rows;
  const part = (from: number, to: number): PlainRows => ({
    x: all.x.slice(from * features, to * features),
    y: all.y.slice(from * all.outputs, to * all.outputs),
    rows: to - from,
    outputs: all.outputs,
  });
  return { train: part(0, trained), test: part(trained, all.rows) };
}

/** The weight of each row in the loss by its class: the largest target, or the only one. */
export function rowWeightsOf({ classWeight }: FitJob, { y, rows, outputs }: PlainRows): Float32Array | undefined {
  if (!classWeight) return undefined;
  return Float32Array.from({ length: rows }, (_, row) => {
    const targets = y.subarray(row * outputs, (row + 1) * outputs);
    const index = outputs === 1 ? targets[0]! : targets.indexOf(Math.max(...targets));
    const weight = (classWeight as Record<number, number>)[index];
    if (weight === undefined)
      throw new Error(`fit: classWeight must have a weight for class ${index}, which row ${row} has`);
    return weight;
  });
}
