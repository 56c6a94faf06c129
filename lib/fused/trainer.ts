import { instantiateKernel, type Kernel } from './kernel.ts';
import { Arena, describeNetwork, type NetworkMemory, readBlock, writeBlock } from './memory.ts';
import type { EngineSpec, EngineTotals } from './types.ts';

/** Rows in the engine's memory. */
interface Rows {
  x: number;
  y: number;
  count: number;
}

/** Floats of `rates` for one update: the rate, and the two bias corrections of tf.train's Adam. */
export const RATES_PER_UPDATE = 3;

/**
 * Trains one network of dense layers, in WebAssembly with SIMD. It knows neither TensorFlow.js nor Node, and computes the
 * same bits on every machine.
 *
 * Its memory holds the network, the data and room for one epoch's order and rates: it grows with these alone.
 */
export class Trainer {
  private readonly kernel: Kernel = instantiateKernel();
  private readonly arena = new Arena(this.kernel.memory, this.kernel.heapBase);
  private readonly network: NetworkMemory;
  private trainRows: Rows | undefined;
  private testRows: Rows | undefined;
  private rowWeights = 0;
  private order = 0;
  private orderLength = 0;
  private rates = 0;
  private ratesLength = 0;

  constructor(readonly spec: EngineSpec) {
    this.network = describeNetwork(this.arena, spec);
  }

  /** How much memory it holds, in bytes. */
  get bytes(): number {
    return this.kernel.memory.buffer.byteLength;
  }

  private block(at: number): Float32Array {
    return new Float32Array(this.kernel.memory.buffer, at, this.network.parameterCount);
  }

  /** The weights, copied: kernel [inputs][units] and bias [units] of each layer. */
  getWeights(): Float32Array[] {
    return readBlock(this.block(this.network.parameters), this.network.places);
  }

  /** @param arrays kernel and bias (where there is one) of each layer */
  setWeights(arrays: readonly ArrayLike<number>[]): void {
    writeBlock(this.block(this.network.parameters), this.network.places, arrays);
  }

  /** A slot of the optimizer, 0 or 1, laid out as the weights. */
  getSlot(index: 0 | 1): Float32Array[] {
    return readBlock(this.block(this.network.slots[index]), this.network.places);
  }

  setSlot(index: 0 | 1, arrays: readonly ArrayLike<number>[]): void {
    writeBlock(this.block(this.network.slots[index]), this.network.places, arrays);
  }

  /** Sets a slot to one number, as when training begins. */
  fillSlot(index: 0 | 1, value: number): void {
    const block = this.block(this.network.slots[index]);
    block.fill(0);
    if (value !== 0)
      writeBlock(
        block,
        this.network.places,
        this.getWeights().map((array) => array.fill(value)),
      );
  }

  /** Takes the rows to train on: x [rows, features], y [rows, outputs], and a weight a row in the loss, if any. */
  setTrainData(x: Float32Array, y: Float32Array, rowWeights?: Float32Array): void {
    this.trainRows = this.bring(x, y);
    this.rowWeights = rowWeights ? this.copy(rowWeights) : 0;
  }

  /** Takes the rows to evaluate. */
  setTestData(x: Float32Array, y: Float32Array): void {
    this.testRows = this.bring(x, y);
  }

  private bring(x: Float32Array, y: Float32Array): Rows {
    const count = x.length / this.spec.layers[0]!.inputs;
    return { x: this.copy(x), y: this.copy(y), count };
  }

  private copy(values: Float32Array): number {
    const at = this.arena.take(values.byteLength);
    new Float32Array(this.kernel.memory.buffer, at, values.length).set(values);
    return at;
  }

  /**
   * Trains one epoch, or some of its batches.
   *
   * @param order row numbers, shape [rows]
   * @param rates RATES_PER_UPDATE numbers for each update
   * @param from the first row of the order to train on, default 0
   * @param to the row to stop before, default all
   * @returns mean loss and share of hits of these rows, each counted while the weights were what they were at its batch
   */
  train(order: ArrayLike<number>, rates: ArrayLike<number>, from = 0, to = order.length): EngineTotals {
    const { x, y } = this.rowsOf(this.trainRows, 'setTrainData');
    if (this.orderLength < order.length) {
      this.order = this.arena.take(order.length * 4);
      this.orderLength = order.length;
    }
    if (this.ratesLength < rates.length) {
      this.rates = this.arena.take(rates.length * 4);
      this.ratesLength = rates.length;
    }
    const { buffer } = this.kernel.memory;
    new Uint32Array(buffer, this.order, order.length).set(order);
    new Float32Array(buffer, this.rates, rates.length).set(rates);
    const { net } = this.network;
    this.kernel.clearTotals(net);
    this.kernel.train(net, x, y, this.order, this.rowWeights, from, to, this.spec.batchSize, this.rates);
    return this.totals(to - from);
  }

  /** Mean loss and share of hits of the rows of setTestData. */
  evaluate(): EngineTotals {
    const { x, y, count } = this.rowsOf(this.testRows, 'setTestData');
    this.kernel.clearTotals(this.network.net);
    this.kernel.evaluate(this.network.net, x, y, count);
    return this.totals(count);
  }

  /** The gradients of the mean loss on some rows of the training data, at most a batch, laid out as the weights. */
  gradients(order: ArrayLike<number>): Float32Array[] {
    const { x, y } = this.rowsOf(this.trainRows, 'setTrainData');
    const at = this.arena.take(order.length * 4);
    new Uint32Array(this.kernel.memory.buffer, at, order.length).set(order);
    this.kernel.clearTotals(this.network.net);
    this.kernel.batchGradients(this.network.net, x, y, at, 0, order.length);
    return readBlock(this.block(this.network.gradients), this.network.places);
  }

  private rowsOf(rows: Rows | undefined, setter: string): Rows {
    if (!rows) throw new Error(`Trainer: call ${setter} first`);
    return rows;
  }

  private totals(rows: number): EngineTotals {
    const [loss, hits] = new Float64Array(this.kernel.memory.buffer, this.network.totals, 2);
    return { loss: loss! / rows, acc: hits! / rows };
  }
}
