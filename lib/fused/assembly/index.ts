import { backward } from './backward';
import { forward } from './forward';
import {
  BATCH_LANES, BATCH_X, BATCH_Y, field, INPUTS, layerAt, LAYERS, pointer, ROW_USED, ROW_WEIGHT, TOTALS, UNITS,
} from './layout';
import { outputLoss } from './loss';
import { backwardNarrow, forwardNarrow, isNarrow } from './narrow';
import { update } from './optimizer';

/**
 * Trains on rows order[from] to order[to - 1], batch by batch.
 *
 * @param x inputs, [rows][features]; y targets, [rows][outputs]; order row numbers; rowWeights a weight a row, or 0 for none
 * @param rates three floats an update: see `update`
 */
export function train(
  net: usize, x: usize, y: usize, order: usize, rowWeights: usize, from: i32, to: i32, batchSize: i32, rates: usize,
): void {
  for (let at = from; at < to; at += batchSize) {
    const rows = min(batchSize, to - at);
    batchGradients(net, x, y, order + (usize(at) << 2), rowWeights, rows);
    update(net, load<f32>(rates), load<f32>(rates, 4), load<f32>(rates, 8));
    rates += 12;
  }
}

/** Computes the gradients of the mean loss on rows order[0] to order[rows - 1], at most a batch; adds loss and hits. */
export function batchGradients(net: usize, x: usize, y: usize, order: usize, rowWeights: usize, rows: i32): void {
  take(net, x, y, order, rowWeights, rows);
  const share: f32 = 1 / f32(rows);
  if (isNarrow(net)) {
    forwardNarrow(net);
    outputLoss(net, true, share);
    backwardNarrow(net);
  } else {
    forward(net);
    outputLoss(net, true, share);
    backward(net);
  }
}

/** Adds loss and hits of all rows to the totals. */
export function evaluate(net: usize, x: usize, y: usize, rows: i32): void {
  const lanes = field(net, BATCH_LANES);
  const features = field(layerAt(net, 0), INPUTS);
  const outputs = field(layerAt(net, field(net, LAYERS) - 1), UNITS);
  for (let at = 0; at < rows; at += lanes) {
    take(net, x + usize(at) * (usize(features) << 2), y + usize(at) * (usize(outputs) << 2), 0, 0, min(lanes, rows - at));
    if (isNarrow(net)) forwardNarrow(net);
    else forward(net);
    outputLoss(net, false, 0);
  }
}

/** Sets the totals to zero. */
export function clearTotals(net: usize): void {
  store<f64>(net + TOTALS, 0);
  store<f64>(net + TOTALS + 8, 0);
}

/** Brings rows into the batch, with rows as lanes; lanes beyond them are zero and weigh nothing. */
function take(net: usize, x: usize, y: usize, order: usize, rowWeights: usize, rows: i32): void {
  const lanes = field(net, BATCH_LANES);
  const features = field(layerAt(net, 0), INPUTS);
  const outputs = field(layerAt(net, field(net, LAYERS) - 1), UNITS);
  const toX: usize = pointer(net, BATCH_X), toY: usize = pointer(net, BATCH_Y);
  const weight: usize = pointer(net, ROW_WEIGHT), used: usize = pointer(net, ROW_USED);
  const stride: usize = usize(lanes) << 2;
  if (rows < lanes) {
    memory.fill(toX, 0, usize(features) * stride);
    memory.fill(toY, 0, usize(outputs) * stride);
  }
  for (let k = 0; k < rows; k++) {
    const row = order ? load<u32>(order + (usize(k) << 2)) : u32(k);
    const lane = usize(k) << 2;
    copyRow(x + usize(row) * (usize(features) << 2), toX + lane, features, stride);
    copyRow(y + usize(row) * (usize(outputs) << 2), toY + lane, outputs, stride);
    store<f32>(weight + lane, rowWeights ? load<f32>(rowWeights + (usize(row) << 2)) : 1);
    store<f32>(used + lane, 1);
  }
  for (let k = rows; k < lanes; k++) {
    store<f32>(weight + (usize(k) << 2), 0);
    store<f32>(used + (usize(k) << 2), 0);
  }
}

// @ts-ignore: decorator
@inline
function copyRow(from: usize, to: usize, count: i32, stride: usize): void {
  for (let i = 0; i < count; i++, to += stride) store<f32>(to, load<f32>(from + (usize(i) << 2)));
}
