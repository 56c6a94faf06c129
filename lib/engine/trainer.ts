import { type DataSet, type EngineData, putData } from './data-set.ts';
import { Kernel } from './kernel.ts';
import * as at from './layout.ts';
import { buildNetwork, type Network } from './network.ts';
import { pack, unpack } from './parameters.ts';
import { optimizers, type Result, type TrainerSettings } from './settings.ts';

/** How to go through a data set. */
export interface EpochOptions {
  /** Rows in each update; default 32. */
  batchSize?: number;
  /** Whether the rows come in the order in `orderOf`; default: as they were given. */
  ordered?: boolean;
  /** Base learning rates, one for each update of the epoch, instead of `learningRate`. */
  rates?: ArrayLike<number>;
  /** Momenta, one for each update of the epoch, of an optimizer that has one; the last stays. */
  momenta?: ArrayLike<number>;
}

/**
 * A network of dense layers with its optimizer, in the memory of a WebAssembly kernel.
 *
 * Arrays of parameters are in the order of `model.getWeights()`: for each layer its kernel, [inputs, units] row-major, then
 * its bias, if it has one. All arithmetic is float32 and the same to the bit on every machine.
 */
export class Trainer {
  private readonly kernel = Kernel.take();
  private readonly network: Network;
  private readonly slotCount: number;
  private released = false;

  constructor(settings: TrainerSettings) {
    this.network = buildNetwork(this.kernel, settings);
    this.slotCount = optimizers[settings.optimizer.kind].slots;
  }

  /** The rate of the next update, before decay; a float32. */
  get learningRate(): number {
    return this.kernel.floats[at.RATE >> 2];
  }

  set learningRate(rate: number) {
    this.kernel.floats[at.RATE >> 2] = rate;
  }

  /** The momentum of the next update, of an optimizer that has one; a float32. */
  get momentum(): number {
    return this.kernel.floats[at.MOMENTUM >> 2];
  }

  set momentum(momentum: number) {
    this.kernel.floats[at.MOMENTUM >> 2] = momentum;
  }

  /** How many updates the optimizer has made. */
  get iterations(): number {
    return this.kernel.integers[at.ITERATIONS >> 2];
  }

  set iterations(count: number) {
    this.kernel.integers[at.ITERATIONS >> 2] = count;
  }

  /** How many bytes of memory the engine has. */
  get memoryBytes(): number {
    return this.kernel.byteLength;
  }

  /** A copy of all weights. */
  getWeights(): Float32Array[] {
    return this.read(at.PARAMETERS);
  }

  setWeights(weights: readonly ArrayLike<number>[]): void {
    this.write(at.PARAMETERS, weights);
  }

  /** A copy of the optimizer's slots: for each kind of slot, arrays like those of the weights. */
  getSlots(): Float32Array[][] {
    return Array.from({ length: this.slotCount }, (_, kind) => this.read(at.SLOT_1 + 4 * kind));
  }

  /** Sets the slots of one kind. */
  setSlots(kind: number, values: readonly ArrayLike<number>[]): void {
    if (!(kind < this.slotCount)) throw new Error(`setSlots: kind must be below ${this.slotCount}, got ${kind}`);
    this.write(at.SLOT_1 + 4 * kind, values);
  }

  /** Copies rows into the engine's memory, where they stay until `dispose`. */
  addData(data: EngineData): DataSet {
    return putData(this.kernel, this.network, data);
  }

  /** The order of a data set's rows, to be changed in place; the view lasts until more data is added. */
  orderOf(data: DataSet): Uint32Array {
    return this.kernel.integers.subarray(data.order >> 2, (data.order >> 2) + data.rows);
  }

  /** Trains one epoch, one update a batch; returns means over the rows, each seen before its batch's update. */
  trainEpoch(data: DataSet, options: EpochOptions = {}): Result {
    this.beginEpoch(data, options);
    if (options.momenta) this.trainWith(options.momenta);
    else this.train();
    return this.result();
  }

  /** Loss and accuracy on a data set. */
  evaluate(data: DataSet): Result {
    this.beginEpoch(data);
    this.evaluateRows();
    return this.result();
  }

  /** The gradient of the mean loss over all rows, arrays like those of the weights. */
  gradient(data: DataSet): Float32Array[] {
    this.beginEpoch(data, { batchSize: data.rows });
    this.kernel.integers[at.GRADIENT_ONLY >> 2] = 1;
    this.train();
    this.kernel.integers[at.GRADIENT_ONLY >> 2] = 0;
    return this.read(at.GRADIENT);
  }

  /** The gradient of each row's loss alone, heard row by row: a view as that of `rawState`. */
  eachGradient(data: DataSet, hear: (gradient: Float32Array) => void): void {
    const { gradient } = this.rawState();
    this.beginEpoch(data, { batchSize: 1 });
    this.kernel.integers[at.GRADIENT_ONLY >> 2] = 1;
    for (let left = data.rows; left > 0; ) {
      left = this.train(1);
      hear(gradient);
    }
    this.kernel.integers[at.GRADIENT_ONLY >> 2] = 0;
  }

  /**
   * Views of all weights and of the gradient that the last update was made from, in the engine's own order with zeros
   * between: for lengths and distances, which do not ask for an order. They last until data is added.
   */
  rawState(): { weights: Float32Array; gradient: Float32Array } {
    const { integers, floats } = this.kernel;
    const length = 4 * integers[at.PARAMETER_VECTORS >> 2];
    const view = (pointerAt: number) => {
      const start = integers[pointerAt >> 2] >> 2;
      return floats.subarray(start, start + length);
    };
    return { weights: view(at.PARAMETERS), gradient: view(at.GRADIENT) };
  }

  /** Starts an epoch that goes on in pieces: `train` or `evaluateRows` until no rows are left. */
  beginEpoch(data: DataSet, { batchSize = 32, ordered = false, rates }: EpochOptions = {}): void {
    const { kernel } = this;
    const ratesPointer = rates ? this.putRates(rates) : 0;
    const header = kernel.integers;
    header[at.ROWS >> 2] = data.rows;
    header[at.X >> 2] = data.x;
    header[at.Y >> 2] = data.y;
    header[at.LABELS >> 2] = data.labels;
    header[at.WEIGHTS >> 2] = data.weights;
    header[at.ORDER >> 2] = ordered ? data.order : 0;
    header[at.BATCH >> 2] = batchSize;
    header[at.POSITION >> 2] = 0;
    header[at.RATES >> 2] = ratesPointer;
    kernel.doubles[at.LOSS_SUM >> 3] = 0;
    kernel.doubles[at.HITS >> 3] = 0;
  }

  /** Goes on training for so many chunks of rows (see `rowsPerChunk`); returns how many rows are left. */
  train(chunks = 0x7fffffff): number {
    return this.kernel.run.train(chunks);
  }

  /** Sums of losses and of hits over the rows that the epoch has seen. */
  sums(): { lossSum: number; hits: number } {
    const { doubles } = this.kernel;
    return { lossSum: doubles[at.LOSS_SUM >> 3], hits: doubles[at.HITS >> 3] };
  }

  /** Goes on evaluating for so many chunks; returns how many rows are left. */
  evaluateRows(chunks = 0x7fffffff): number {
    return this.kernel.run.evaluate(chunks);
  }

  /** Means over the rows that the epoch has seen so far. */
  result(): Result {
    const { doubles, integers } = this.kernel;
    const seen = integers[at.POSITION >> 2];
    return {
      loss: Math.fround(doubles[at.LOSS_SUM >> 3] / seen),
      acc: Math.fround(doubles[at.HITS >> 3] / seen),
    };
  }

  /** The largest number of rows that go through the network at a time; a batch is one or more chunks. */
  get rowsPerChunk(): number {
    return this.kernel.integers[at.CHUNK >> 2];
  }

  /** Multiplications that one row takes, forwards and backwards: a measure of the time. */
  get multiplicationsPerRow(): number {
    return this.network.multiplications;
  }

  /** Gives the memory back. The trainer cannot be used any more. */
  dispose(): void {
    if (this.released) return;
    this.released = true;
    this.kernel.release();
  }

  /** Goes on training to the end of the epoch, batch by batch, with a momentum for each. */
  private trainWith(momenta: ArrayLike<number>): void {
    const chunksPerBatch = Math.ceil(this.kernel.integers[at.BATCH >> 2] / this.rowsPerChunk);
    let left = this.kernel.integers[at.ROWS >> 2];
    for (let update = 0; left > 0; update++) {
      this.momentum = momenta[update];
      left = this.train(chunksPerBatch);
    }
  }

  private putRates(rates: ArrayLike<number>): number {
    const { network, kernel } = this;
    if (network.rates.length < rates.length) {
      network.rates = { pointer: kernel.allocate(4 * rates.length), length: rates.length };
    }
    kernel.floats.set(rates, network.rates.pointer >> 2);
    return network.rates.pointer;
  }

  private read(pointerAt: number): Float32Array[] {
    const base = this.kernel.integers[pointerAt >> 2] >> 2;
    return this.network.blocks.flatMap((block) => unpack(block, this.kernel.floats, base));
  }

  private write(pointerAt: number, values: readonly ArrayLike<number>[]): void {
    const base = this.kernel.integers[pointerAt >> 2] >> 2;
    let next = 0;
    for (const block of this.network.blocks) {
      pack(block, values[next++], block.useBias ? values[next++] : undefined, this.kernel.floats, base);
    }
  }
}

/**
 * Makes a trainer; its weights and slots are zeros until they are set.
 *
 * @param settings layers, loss, accuracy and optimizer, as plain data
 * @throws when layers do not fit together
 */
export function createTrainer(settings: TrainerSettings): Trainer {
  return new Trainer(settings);
}
