import type { RunHistory } from '../study/variant.ts';
import type { LabRun } from './lab-run.ts';
import type { LabSettings } from './lab-settings.ts';
import type { Sweep, SweepSettings } from './range-finder-run.ts';

/** What a page asks its worker: a training with all that there is to see, the curves of several seeds, or a range test. */
export type Question =
  | { kind: 'run'; settings: LabSettings }
  | { kind: 'seeds'; settings: LabSettings; seeds: number[] }
  | { kind: 'sweep'; settings: SweepSettings };

/** What the worker says. */
export interface Answer {
  id: number;
  run?: LabRun;
  histories?: RunHistory[];
  sweep?: Sweep;
  /** How many seeds are trained. */
  done?: number;
  error?: string;
}

/** A training that has run for so long when another one is wanted is given up; a shorter one may end and be shown. */
const PATIENCE_MS = 250;

/** A worker that works on one question at a time; of those that come meanwhile only the last one counts. */
export class WorkerClient {
  private worker: Worker | undefined;
  private busySince: number | undefined;
  private next: { question: Question; hear: (answer: Answer) => void } | undefined;
  private hear: ((answer: Answer) => void) | undefined;
  private id = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param source the script of the worker */
  constructor(private readonly source: string) {}

  /** Asks; `hear` gets the answer, and how far it is, unless another question supersedes this one. */
  ask(question: Question, hear: (answer: Answer) => void): void {
    if (this.busySince === undefined) {
      this.start(question, hear);
      return;
    }
    this.next = { question, hear };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.giveUp(), Math.max(0, this.busySince + PATIENCE_MS - performance.now()));
  }

  private start(question: Question, hear: (answer: Answer) => void): void {
    this.worker ??= this.makeWorker();
    this.busySince = performance.now();
    this.hear = hear;
    this.worker.postMessage({ id: ++this.id, question });
  }

  private giveUp(): void {
    if (!this.next) return;
    this.worker?.terminate();
    this.worker = undefined;
    this.startNext();
  }

  private startNext(): void {
    this.busySince = undefined;
    const { next } = this;
    this.next = undefined;
    if (next) this.start(next.question, next.hear);
  }

  private makeWorker(): Worker {
    // A page from the file system may not load a worker's file, but may run what it has at hand.
    const address = URL.createObjectURL(new Blob([this.source], { type: 'text/javascript' }));
    const worker = new Worker(address);
    worker.onerror = ({ message }) => this.hear?.({ id: this.id, error: `The page's worker failed: ${message}` });
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (data.id !== this.id) return;
      const { hear } = this;
      if (data.done === undefined) {
        clearTimeout(this.timer);
        this.startNext();
      }
      hear?.(data);
    };
    return worker;
  }
}
