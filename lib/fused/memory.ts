import type { EngineSpec } from './types.ts';

const FLOAT = 4;
const PAGE = 65536;
const ACTIVATIONS = ['linear', 'relu', 'tanh', 'sigmoid', 'elu', 'softmax'];
const LOSSES = ['crossentropyOfLogits', 'crossentropyClipped', 'binaryCrossentropy', 'meanSquaredError'];
const METRICS = ['none', 'categoricalAccuracy', 'binaryAccuracy'];
const RULES = ['sgd', 'kerasMomentum', 'kerasNesterov', 'kerasRmsprop', 'kerasAdagrad', 'kerasAdam'];
RULES.push('tfMomentum', 'tfNesterov', 'tfRmsprop', 'tfAdagrad', 'tfAdam');

/** Where a layer's numbers lie, in floats from the start of a block of parameters. */
export interface LayerPlace {
  inputs: number;
  units: number;
  unitLanes: number;
  useBias: boolean;
  weight: number;
  bias: number;
}

const roundUp = (n: number, to: number) => Math.ceil(n / to) * to;

/** Hands out a WebAssembly memory from its start, growing it as needed; nothing is given back. */
export class Arena {
  private end: number;

  constructor(
    readonly memory: WebAssembly.Memory,
    start: number,
  ) {
    this.end = roundUp(start, 16);
  }

  /** So many bytes, zero, at a multiple of 16. */
  take(bytes: number): number {
    const at = this.end;
    this.end = roundUp(at + bytes, 16);
    const missing = this.end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    return at;
  }
}

/** Where the parts of a network lie; all but `places` are addresses. */
export interface NetworkMemory {
  net: number;
  parameters: number;
  gradients: number;
  slots: readonly [number, number];
  parameterCount: number;
  places: readonly LayerPlace[];
  totals: number;
}

/** The places of the layers in a block of parameters: kernels with units padded to 4, each followed by its bias. */
function placesOf(spec: EngineSpec): { places: LayerPlace[]; count: number } {
  let count = 0;
  const places = spec.layers.map(({ inputs, units, useBias }) => {
    const unitLanes = roundUp(units, 4);
    const weight = count;
    const bias = weight + inputs * unitLanes;
    count = bias + unitLanes;
    return { inputs, units, unitLanes, useBias, weight, bias };
  });
  return { places, count };
}

/** Whether a network has the shape that assembly/narrow.ts is made for. */
function isNarrow({ layers, loss }: EngineSpec, lanes: number): boolean {
  const [hidden, last] = layers;
  if (layers.length !== 2 || loss !== 'crossentropyOfLogits' || lanes % 16 !== 0) return false;
  const shape = hidden!.inputs === 2 && hidden!.activation === 'relu' && last!.units === 3;
  return shape && hidden!.useBias && last!.useBias;
}

/**
 * Writes the description of a network and makes room for its numbers: the layout of assembly/layout.ts.
 *
 * @param arena where
 * @param spec what
 */
export function describeNetwork(arena: Arena, spec: EngineSpec): NetworkMemory {
  const lanes = roundUp(spec.batchSize, 8);
  const { places, count } = placesOf(spec);
  const headerFields = 22;
  const layerFields = 12;
  const net = arena.take((headerFields + layerFields * spec.layers.length) * FLOAT);
  const block = () => arena.take(count * FLOAT);
  const rows = (n: number) => arena.take(n * lanes * FLOAT);
  const [parameters, gradients, slot1, slot2] = [block(), block(), block(), block()];
  const scratch = isNarrow(spec, lanes) ? arena.take((roundUp(spec.layers[0]!.units, 4) + 1) * 4 * FLOAT) : 0;
  const outputs = spec.layers[spec.layers.length - 1]!.units;
  const header = [
    ...[spec.layers.length, lanes, LOSSES.indexOf(spec.loss), METRICS.indexOf(spec.metric)],
    ...[rows(spec.layers[0]!.inputs), rows(outputs), rows(1), rows(1), scratch],
    ...[parameters, gradients, count, slot1, slot2, RULES.indexOf(spec.optimizer.rule)],
  ];
  const layers = spec.layers.map(({ activation }, index) => {
    const { inputs, units, unitLanes, useBias, weight, bias } = places[index]!;
    const at = (base: number, offset: number) => base + offset * FLOAT;
    return [
      ...[inputs, units, unitLanes, ACTIVATIONS.indexOf(activation), at(parameters, weight), at(parameters, bias)],
      ...[at(gradients, weight), at(gradients, bias), rows(unitLanes), rows(unitLanes), useBias ? 1 : 0, 0],
    ];
  });
  // Views are made last: growing the memory detaches them.
  const fields = new Uint32Array(arena.memory.buffer, net, headerFields + layerFields * layers.length);
  fields.set(header);
  fields.set(layers.flat(), headerFields);
  const { first = 0, second = 0, epsilon = 0 } = spec.optimizer;
  new Float32Array(arena.memory.buffer, net + header.length * FLOAT, 3).set([first, second, epsilon]);
  const totals = net + 18 * FLOAT;
  return { net, parameters, gradients, slots: [slot1, slot2], parameterCount: count, places, totals };
}

/** Copies arrays [kernel, bias?] of each layer into a block of parameters. */
export function writeBlock(
  block: Float32Array,
  places: readonly LayerPlace[],
  arrays: readonly ArrayLike<number>[],
): void {
  let next = 0;
  for (const { inputs, units, unitLanes, useBias, weight, bias } of places) {
    const kernel = arrays[next++]!;
    for (let i = 0; i < inputs; i++) {
      for (let u = 0; u < units; u++) block[weight + i * unitLanes + u] = kernel[i * units + u]!;
    }
    if (useBias) block.set(Array.from(arrays[next++]!), bias);
  }
}

/** Copies a block of parameters into arrays [kernel, bias?] of each layer, kernels [inputs][units]. */
export function readBlock(block: Float32Array, places: readonly LayerPlace[]): Float32Array[] {
  return places.flatMap(({ inputs, units, unitLanes, useBias, weight, bias }) => {
    const kernel = new Float32Array(inputs * units);
    for (let i = 0; i < inputs; i++) {
      const row = weight + i * unitLanes;
      kernel.set(block.subarray(row, row + units), i * units);
    }
    return useBias ? [kernel, block.slice(bias, bias + units)] : [kernel];
  });
}
