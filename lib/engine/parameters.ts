import { NARROW } from './layout.ts';

/** A layer's parameters as the kernel stores them; see layout.ts. */
export interface ParameterBlock {
  kind: number;
  inputs: number;
  units: number;
  useBias: boolean;
  /** Where the block begins, in floats from the first parameter of the network. */
  start: number;
}

const panels = (count: number) => Math.ceil(count / 4);

/** Floats of one panel of parameters. */
export function panelSize({ kind, inputs, units, useBias }: Omit<ParameterBlock, 'start'>): number {
  return 4 * (kind === NARROW ? units : inputs + Number(useBias));
}

/** Floats of a layer's block. */
export function blockSize(block: Omit<ParameterBlock, 'start'>): number {
  const { kind, inputs, units, useBias } = block;
  if (kind === NARROW) return panels(inputs) * panelSize(block) + 4 * Number(useBias);
  return panels(units) * panelSize(block);
}

/** The index of a weight within its block: lanes are units, or inputs in a narrow layer. */
function weightIndex(block: ParameterBlock, input: number, unit: number): number {
  if (block.kind === NARROW) return (input >> 2) * panelSize(block) + 4 * unit + (input & 3);
  return (unit >> 2) * panelSize(block) + 4 * input + (unit & 3);
}

function biasIndex(block: ParameterBlock, unit: number): number {
  if (block.kind === NARROW) return panels(block.inputs) * panelSize(block) + unit;
  return weightIndex(block, block.inputs, unit);
}

/** Copies a layer's kernel, [input][unit] row-major, and its bias into the kernel's memory, from float `base` on. */
export function pack(
  block: ParameterBlock,
  kernel: ArrayLike<number>,
  bias: ArrayLike<number> | undefined,
  memory: Float32Array,
  base: number,
): void {
  const { inputs, units } = block;
  const start = base + block.start;
  for (let input = 0; input < inputs; input++) {
    for (let unit = 0; unit < units; unit++) {
      memory[start + weightIndex(block, input, unit)] = kernel[input * units + unit];
    }
  }
  if (bias) for (let unit = 0; unit < units; unit++) memory[start + biasIndex(block, unit)] = bias[unit];
}

/** Copies a layer's numbers out of the kernel's memory: its kernel, and its bias if it has one. */
export function unpack(block: ParameterBlock, memory: Float32Array, base: number): Float32Array[] {
  const { inputs, units, useBias } = block;
  const start = base + block.start;
  const kernel = new Float32Array(inputs * units);
  for (let input = 0; input < inputs; input++) {
    for (let unit = 0; unit < units; unit++) {
      kernel[input * units + unit] = memory[start + weightIndex(block, input, unit)];
    }
  }
  if (!useBias) return [kernel];
  return [kernel, Float32Array.from({ length: units }, (_, unit) => memory[start + biasIndex(block, unit)])];
}
