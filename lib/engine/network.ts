import type { Kernel } from './kernel.ts';
import * as at from './layout.ts';
import { blockSize, type ParameterBlock, panelSize } from './parameters.ts';
import { accuracies, activations, type DenseLayer, losses, optimizers, type TrainerSettings } from './settings.ts';

/** What a trainer knows of its network. */
export interface Network {
  inputs: number;
  classes: number;
  blocks: ParameterBlock[];
  /** Multiplications for one row, forwards and backwards. */
  multiplications: number;
  /** Room for the rates of an epoch. */
  rates: { pointer: number; length: number };
}

/** A chunk should take some milliseconds at most, and its activations should stay in the cache. */
const CHUNK_MULTIPLICATIONS = 2 ** 27;

function checkLayers({ layers, loss }: TrainerSettings): void {
  if (layers.length === 0) throw new Error('createTrainer: layers must have at least one');
  layers.forEach(({ inputs, units, activation }, i) => {
    const isSize = (size: number) => Number.isInteger(size) && size >= 1;
    if (!isSize(inputs) || !isSize(units)) {
      throw new Error(`createTrainer: layers[${i}] must have sizes >= 1, got ${inputs} inputs and ${units} units`);
    }
    if (i > 0 && inputs !== layers[i - 1].units) {
      throw new Error(`createTrainer: layers[${i}] must have ${layers[i - 1].units} inputs, got ${inputs}`);
    }
    if (activation === 'softmax' && i < layers.length - 1) {
      throw new Error(`createTrainer: layers[${i}] must not be a softmax, which can only come last`);
    }
  });
  const needsSoftmax = loss === 'softmaxCrossEntropy' || loss === 'categoricalCrossEntropy';
  const last = layers[layers.length - 1].activation;
  if (needsSoftmax && last !== 'softmax') {
    throw new Error(`createTrainer: with ${loss} the last activation must be softmax, got ${last}`);
  }
}

function kindOf({ inputs, units }: DenseLayer, index: number, count: number): number {
  if (index === count - 1 && units <= 4) return at.NARROW;
  return index === 0 && inputs <= 4 ? at.FEW_INPUTS : at.WIDE;
}

/** Rows that go through the network at a time: a multiple of 4, at most the batch. */
function chunkRows(maxBatch: number, multiplications: number, widest: number): number {
  const inCache = widest <= 128 ? 64 : 128;
  const inTime = Math.max(16, 4 * Math.floor(CHUNK_MULTIPLICATIONS / multiplications / 4));
  return Math.min(4 * Math.ceil(maxBatch / 4), inCache, inTime);
}

/** Lays out a network in a kernel's memory: header, table of layers, parameters, slots, tiles. */
export function buildNetwork(kernel: Kernel, settings: TrainerSettings): Network {
  checkLayers(settings);
  const { layers, maxBatch = 32 } = settings;
  const inputs = layers[0].inputs;
  const classes = layers[layers.length - 1].units;
  const multiplications = 3 * layers.reduce((sum, layer) => sum + layer.inputs * layer.units, 0);
  const widest = Math.max(inputs, ...layers.map(({ units }) => units));
  const chunk = chunkRows(maxBatch, multiplications, widest);

  let floats = 0;
  const blocks = layers.map((layer, index): ParameterBlock => {
    const block = { ...layer, kind: kindOf(layer, index, layers.length), start: floats };
    floats += blockSize(block);
    return block;
  });
  const set = (offset: number, value: number) => {
    kernel.integers[offset >> 2] = value;
  };
  const { slots, code } = optimizers[settings.optimizer.kind];
  set(at.LAYERS, layers.length);
  set(at.LOSS, losses[settings.loss]);
  set(at.ACCURACY, accuracies[settings.accuracy ?? 'none']);
  set(at.CLASSES, classes);
  set(at.CHUNK, chunk);
  set(at.OPTIMIZER, code);
  set(at.PARAMETER_VECTORS, floats / 4);
  set(at.LAYER_TABLE, kernel.allocate(at.LAYER_SIZE * layers.length));
  set(at.PARAMETERS, kernel.allocate(4 * floats));
  set(at.GRADIENT, kernel.allocate(4 * floats));
  for (let slot = 0; slot < slots; slot++) set(at.SLOT_1 + 4 * slot, kernel.allocate(4 * floats));
  const panelBytes = (units: number) => 16 * chunk * Math.ceil(units / 4);
  set(at.X_TILE, kernel.allocate(panelBytes(inputs)));
  set(at.LABEL_TILE, kernel.allocate(4 * chunk));
  set(at.WEIGHT_TILE, kernel.allocate(4 * chunk));
  set(at.Y_TILE, kernel.allocate(4 * chunk * classes));
  set(at.OUTPUT, kernel.allocate(4 * chunk * classes));
  set(at.OUTPUT_DELTA, kernel.allocate(4 * chunk * classes));
  const isCrossEntropy = settings.loss === 'softmaxCrossEntropy' || settings.loss === 'categoricalCrossEntropy';
  blocks.forEach((block, index) => void putLayer(kernel, block, layers[index], index, panelBytes, isCrossEntropy));
  putOptimizer(kernel, settings);
  return { inputs, classes, blocks, multiplications, rates: { pointer: 0, length: 0 } };
}

function putLayer(
  kernel: Kernel,
  block: ParameterBlock,
  layer: DenseLayer,
  index: number,
  panelBytes: (units: number) => number,
  isCrossEntropy: boolean,
): void {
  const { kind, inputs, units, start } = block;
  const transposed = kind === at.WIDE && index > 0 ? kernel.allocate(16 * units * Math.ceil(inputs / 4)) : 0;
  const hasPanels = kind !== at.NARROW;
  const activationsAt = hasPanels ? kernel.allocate(panelBytes(units)) : 0;
  const deltasAt = kernel.allocate(panelBytes(hasPanels ? units : inputs));
  const isRelative = kind === at.NARROW && layer.activation === 'softmax' && units > 1 && isCrossEntropy;
  const relativeBytes = 16 * (Math.ceil(inputs / 4) * (units - 1) + 1);
  const relative = isRelative ? kernel.allocate(2 * relativeBytes) : 0;
  const table = kernel.integers[at.LAYER_TABLE >> 2] + at.LAYER_SIZE * index;
  const set = (offset: number, value: number) => {
    kernel.integers[(table + offset) >> 2] = value;
  };
  set(at.KIND, kind);
  set(at.INPUTS, inputs);
  set(at.UNITS, units);
  set(at.PANELS, Math.ceil(units / 4));
  set(at.INPUT_PANELS, Math.ceil(inputs / 4));
  set(at.ACTIVATION, activations[layer.activation]);
  set(at.USE_BIAS, Number(block.useBias));
  set(at.LAYER_PARAMETERS, kernel.integers[at.PARAMETERS >> 2] + 4 * start);
  set(at.LAYER_GRADIENT, kernel.integers[at.GRADIENT >> 2] + 4 * start);
  set(at.PANEL_STRIDE, 4 * panelSize(block));
  set(at.TRANSPOSED, transposed);
  set(at.RELATIVE, relative);
  set(at.RELATIVE_GRADIENT, relative + relativeBytes);
  set(at.ACTIVATIONS, activationsAt);
  set(at.DELTAS, deltasAt);
}

function putOptimizer(kernel: Kernel, { optimizer }: TrainerSettings): void {
  const { learningRate, decay = 0, momentum = 0, rho = 0, beta1 = 0, beta2 = 0, epsilon = 1e-7 } = optimizer;
  const { l2 = 0, weightDecay = 0 } = optimizer;
  const isAdam = optimizer.kind === 'adam' || optimizer.kind === 'tfAdam';
  const squares = isAdam ? beta2 : rho;
  // Ours subtract the float32 from 1, TensorFlow.js the decimal.
  const rest = (value: number) => 1 - (optimizer.kind.startsWith('tf') ? value : Math.fround(value));
  const set = (offset: number, value: number) => {
    kernel.floats[offset >> 2] = value;
  };
  set(at.RATE, learningRate);
  set(at.DECAY, decay);
  set(at.MOMENTUM, momentum);
  set(at.RHO, squares);
  set(at.ONE_MINUS_RHO, rest(squares));
  set(at.BETA_1, beta1);
  set(at.ONE_MINUS_BETA_1, rest(beta1));
  set(at.EPSILON, epsilon);
  set(at.L2, l2);
  set(at.WEIGHT_DECAY, weightDecay);
}
