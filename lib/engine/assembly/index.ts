/**
 * The kernel: trains and evaluates networks of dense layers. Its memory is laid out and filled by ../memory.ts; what is where
 * stands in ../layout.ts.
 */
import * as at from '../layout';
import { activate, deactivate } from './activation';
import { backwardFew, forwardFew } from './few-inputs';
import { gather } from './gather';
import { backwardNarrow, biasGradient, forwardNarrow, relateWeights, spreadGradient } from './narrow';
import { update } from './optimizer';
import { finish } from './output';
import { transposeToPanels, transposeToRows } from './vector';
import { gradients, multiply, transposeWeights } from './wide';

function layerAt(index: i32): usize {
  return load<usize>(at.LAYER_TABLE) + <usize>index * at.LAYER_SIZE;
}

/** The offset of the bias within a panel of parameters, negative where there is none. */
function biasOffset(layer: usize): i32 {
  return load<i32>(layer, at.USE_BIAS) ? load<i32>(layer, at.INPUTS) << 4 : -1;
}

/** The outputs of all layers for a chunk; `samples` is a multiple of four. */
function forward(samples: i32): void {
  const layers = load<i32>(at.LAYERS);
  const stride = (<usize>load<i32>(at.CHUNK)) << 4;
  let x = load<usize>(at.X_TILE);
  for (let index = 0; index < layers; index++) {
    const layer = layerAt(index);
    const kind = load<i32>(layer, at.KIND);
    const inputs = load<i32>(layer, at.INPUTS);
    const units = load<i32>(layer, at.UNITS);
    const panels = load<i32>(layer, at.PANELS);
    const activation = load<i32>(layer, at.ACTIVATION);
    const w = load<usize>(layer, at.LAYER_PARAMETERS);
    const wStride = <usize>load<i32>(layer, at.PANEL_STRIDE);
    const out = load<usize>(layer, at.ACTIVATIONS);
    const isLast = index == layers - 1;
    const relu = activation == at.RELU && !isLast;
    if (kind == at.NARROW) {
      const inputPanels = load<i32>(layer, at.INPUT_PANELS);
      const out = load<usize>(at.OUTPUT);
      const relative = load<usize>(layer, at.RELATIVE);
      const weights = relative ? relative : w;
      const columns = relative ? units - 1 : units;
      const bias = load<i32>(layer, at.USE_BIAS) ? weights + <usize>((inputPanels * columns) << 4) : 0;
      forwardNarrow(columns, x, stride, inputPanels, weights, (<usize>columns) << 4, bias, out, stride >> 2, samples);
      return;
    }
    if (kind == at.FEW_INPUTS) forwardFew(inputs, relu, x, samples, w, wStride, biasOffset(layer), panels, out, stride);
    else multiply(relu, x, stride, samples, inputs, w, wStride, biasOffset(layer), panels, out);
    if (isLast) transposeToRows(out, stride, load<usize>(at.OUTPUT), stride >> 2, units, samples);
    else if (activation > at.RELU) activate(activation, out, stride, units, samples);
    x = out;
  }
}

/** The gradient of all parameters for a chunk; `more` adds it to that of the chunks before. */
function backward(samples: i32, more: bool): void {
  const stride = (<usize>load<i32>(at.CHUNK)) << 4;
  for (let index = load<i32>(at.LAYERS) - 1; index >= 0; index--) {
    const layer = layerAt(index);
    const before = layerAt(index - 1);
    const kind = load<i32>(layer, at.KIND);
    const inputs = load<i32>(layer, at.INPUTS);
    const units = load<i32>(layer, at.UNITS);
    const panels = load<i32>(layer, at.PANELS);
    const w = load<usize>(layer, at.LAYER_PARAMETERS);
    const wStride = <usize>load<i32>(layer, at.PANEL_STRIDE);
    const g = load<usize>(layer, at.LAYER_GRADIENT);
    const delta = load<usize>(layer, at.DELTAS);
    const x = index == 0 ? load<usize>(at.X_TILE) : load<usize>(before, at.ACTIVATIONS);
    // Deltas of the first layer's inputs are of no use, but have a place.
    const back = index == 0 ? load<usize>(layer, at.DELTAS) : load<usize>(before, at.DELTAS);
    const activation = index == 0 ? at.LINEAR : load<i32>(before, at.ACTIVATION);
    if (kind == at.NARROW) {
      const outputDelta = load<usize>(at.OUTPUT_DELTA);
      const inputPanels = load<i32>(layer, at.INPUT_PANELS);
      const relu = activation == at.RELU;
      const relative = load<usize>(layer, at.RELATIVE);
      if (relative) {
        const relativeGradient = load<usize>(layer, at.RELATIVE_GRADIENT);
        const columns = units - 1;
        const size = (<usize>columns) << 4;
        backwardNarrow(
          columns,
          relu,
          x,
          stride,
          inputPanels,
          relative,
          size,
          outputDelta,
          stride >> 2,
          back,
          relativeGradient,
          samples,
          more,
        );
        spreadGradient(units, relativeGradient, inputPanels, g);
      } else {
        backwardNarrow(
          units,
          relu,
          x,
          stride,
          inputPanels,
          w,
          wStride,
          outputDelta,
          stride >> 2,
          back,
          g,
          samples,
          more,
        );
      }
      if (load<i32>(layer, at.USE_BIAS)) {
        biasGradient(units, relative != 0, outputDelta, stride >> 2, samples, g + <usize>inputPanels * wStride, more);
      }
      if (activation > at.RELU) deactivate(activation, x, back, stride, inputs, samples);
      continue;
    }
    if (index == load<i32>(at.LAYERS) - 1) {
      transposeToPanels(load<usize>(at.OUTPUT_DELTA), stride >> 2, delta, stride, units, samples);
    }
    if (kind == at.FEW_INPUTS) {
      backwardFew(inputs, x, samples, delta, stride, panels, g, wStride, biasOffset(layer), more);
      continue;
    }
    if (index > 0) {
      const transposed = load<usize>(layer, at.TRANSPOSED);
      const inputPanels = load<i32>(layer, at.INPUT_PANELS);
      multiply(false, delta, stride, samples, units, transposed, (<usize>units) << 4, -1, inputPanels, back);
      if (activation != at.LINEAR) deactivate(activation, x, back, stride, inputs, samples);
    }
    gradients(x, stride, samples, inputs, delta, panels, g, wStride, biasOffset(layer), more);
  }
}

/** Renews what is made of the weights: relative ones, and transposed ones where deltas go back through them. */
function prepare(backward: bool): void {
  for (let index = 0; index < load<i32>(at.LAYERS); index++) {
    const layer = layerAt(index);
    const w = load<usize>(layer, at.LAYER_PARAMETERS);
    const inputs = load<i32>(layer, at.INPUTS);
    const units = load<i32>(layer, at.UNITS);
    const relative = load<usize>(layer, at.RELATIVE);
    const transposed = load<usize>(layer, at.TRANSPOSED);
    if (relative)
      relateWeights(units, w, load<i32>(layer, at.INPUT_PANELS), load<i32>(layer, at.USE_BIAS) != 0, relative);
    if (transposed && backward)
      transposeWeights(w, <usize>load<i32>(layer, at.PANEL_STRIDE), inputs, units, transposed);
  }
}

/** The end of the network for a chunk; see `finish` in output.ts. */
function finishChunk(count: i32, scale: f32, backward: bool): void {
  const last = layerAt(load<i32>(at.LAYERS) - 1);
  finish(load<i32>(last, at.ACTIVATION), load<usize>(last, at.RELATIVE) != 0, count, scale, backward);
}

/**
 * Goes on training at POSITION of the order, in batches of BATCH rows with one update each, for at most `chunks` chunks.
 * Adds to LOSS_SUM and HITS. Returns how many rows are left of the epoch.
 */
export function train(chunks: i32): i32 {
  const rows = load<i32>(at.ROWS);
  const batch = load<i32>(at.BATCH);
  const chunk = load<i32>(at.CHUNK);
  const inputs = load<i32>(layerAt(0), at.INPUTS);
  const rates = load<usize>(at.RATES);
  const gradientOnly = load<i32>(at.GRADIENT_ONLY);
  let position = load<i32>(at.POSITION);
  for (; position < rows && chunks > 0; chunks--) {
    const index = position / batch;
    const first = index * batch;
    const last = min(first + batch, rows);
    const count = min(chunk, last - position);
    const samples = (count + 3) & -4;
    if (position == first) prepare(true);
    gather(inputs, position, count);
    forward(samples);
    finishChunk(count, 1 / <f32>(last - first), true);
    backward(samples, position != first);
    position += count;
    if (position == last && !gradientOnly) {
      update(rates ? load<f32>(rates + ((<usize>index) << 2)) : load<f32>(at.RATE));
    }
  }
  store<i32>(at.POSITION, position);
  return rows - position;
}

/** The same without training: adds loss and hits of the rows from POSITION on, for at most `chunks` chunks. */
export function evaluate(chunks: i32): i32 {
  const rows = load<i32>(at.ROWS);
  const chunk = load<i32>(at.CHUNK);
  const inputs = load<i32>(layerAt(0), at.INPUTS);
  let position = load<i32>(at.POSITION);
  prepare(false);
  for (; position < rows && chunks > 0; chunks--) {
    const count = min(chunk, rows - position);
    gather(inputs, position, count);
    forward((count + 3) & -4);
    finishChunk(count, 0, false);
    position += count;
  }
  store<i32>(at.POSITION, position);
  return rows - position;
}
