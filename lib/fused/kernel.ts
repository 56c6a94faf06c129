import { KERNEL_WASM } from './kernel-wasm.ts';

/** The functions of assembly/index.ts; all numbers are addresses or counts. */
export interface Kernel {
  memory: WebAssembly.Memory;
  /** The first free byte. */
  heapBase: number;
  train(
    net: number,
    x: number,
    y: number,
    order: number,
    rowWeights: number,
    from: number,
    to: number,
    batchSize: number,
    rates: number,
  ): void;
  evaluate(net: number, x: number, y: number, rows: number): void;
  batchGradients(net: number, x: number, y: number, order: number, rowWeights: number, rows: number): void;
  clearTotals(net: number): void;
}

let compiled: WebAssembly.Module | undefined;

/** A kernel with a memory of its own; the code is compiled once. */
export function instantiateKernel(): Kernel {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNEL_WASM), (character) => character.charCodeAt(0)));
  const { exports } = new WebAssembly.Instance(compiled, {});
  return { ...(exports as unknown as Kernel), heapBase: 1024 };
}
