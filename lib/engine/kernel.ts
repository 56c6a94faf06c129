import { kernelBase64 } from './kernel-wasm.ts';
import { HEADER_END, HEAP } from './layout.ts';

/** What the WebAssembly kernel exports; see assembly/index.ts. */
interface KernelExports {
  memory: WebAssembly.Memory;
  train(chunks: number): number;
  evaluate(chunks: number): number;
}

const PAGE = 65_536;
/** Instances with more memory than this are not kept for the next trainer. */
const KEPT_BYTES = 1 << 24;

let compiled: WebAssembly.Module | undefined;
const idle: Kernel[] = [];

/** One instance of the kernel with its memory, which is handed out from the bottom up and given back all at once. */
export class Kernel {
  readonly run: KernelExports;
  private top = HEAP;
  private buffer: ArrayBuffer;
  private views: { floats: Float32Array; integers: Uint32Array; doubles: Float64Array; bytes: Uint8Array };

  private constructor() {
    compiled ??= new WebAssembly.Module(Uint8Array.from(atob(kernelBase64), (letter) => letter.charCodeAt(0)));
    this.run = new WebAssembly.Instance(compiled, {}).exports as unknown as KernelExports;
    this.buffer = this.run.memory.buffer;
    this.views = this.makeViews();
  }

  /** An idle kernel, or a new one. */
  static take(): Kernel {
    return idle.pop() ?? new Kernel();
  }

  /** Gives the kernel back; its memory is lost. */
  release(): void {
    // Between header and heap are the kernel's constants.
    this.bytes.fill(0, 0, HEADER_END);
    this.bytes.fill(0, HEAP, this.top);
    this.top = HEAP;
    if (this.buffer.byteLength <= KEPT_BYTES && idle.length < 16) idle.push(this);
  }

  /** Room for so many bytes, zeros, aligned to cache lines; the memory grows where it must. */
  allocate(bytes: number): number {
    const start = Math.ceil(this.top / 64) * 64;
    const end = start + bytes;
    const missing = end - this.run.memory.buffer.byteLength;
    if (missing > 0) {
      try {
        this.run.memory.grow(Math.ceil(missing / PAGE));
      } catch {
        const megabytes = Math.ceil(end / 2 ** 20);
        throw new Error(`The fused engine needs ${megabytes} MB of memory for this, and WebAssembly has at most 4096`);
      }
    }
    this.top = end;
    return start;
  }

  /** How many bytes of memory the kernel has. */
  get byteLength(): number {
    return this.run.memory.buffer.byteLength;
  }

  get floats(): Float32Array {
    return this.current().floats;
  }

  get integers(): Uint32Array {
    return this.current().integers;
  }

  get doubles(): Float64Array {
    return this.current().doubles;
  }

  get bytes(): Uint8Array {
    return this.current().bytes;
  }

  /** Copies floats to a new place; returns where. */
  put(values: ArrayLike<number>): number {
    const pointer = this.allocate(4 * values.length);
    this.floats.set(values, pointer >> 2);
    return pointer;
  }

  /** Views of the memory as it is now: growing takes the old ones away. */
  private current() {
    if (this.buffer !== this.run.memory.buffer) {
      this.buffer = this.run.memory.buffer;
      this.views = this.makeViews();
    }
    return this.views;
  }

  private makeViews() {
    const { buffer } = this;
    return {
      floats: new Float32Array(buffer),
      integers: new Uint32Array(buffer),
      doubles: new Float64Array(buffer),
      bytes: new Uint8Array(buffer),
    };
  }
}
