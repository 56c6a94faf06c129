import { escapeHtml } from './escape.ts';
import { listenToInterrupts, newDisplayId, writeDisplay } from './kernel.ts';

/** Options of {@link progress}. */
export interface ProgressOptions {
  /** What is under way, shown at the bar. */
  label?: string;
}

const BETWEEN_DISPLAYS = 200; // ms
const count = (n: number) => n.toLocaleString('en');

function inTime(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${seconds.toFixed(0)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * A progress bar in the notebook, over the epochs of one or several fits: a callback that counts epochs. Outside a notebook
 * it shows nothing.
 */
export class Progress {
  readonly total: number;
  /** What is under way; set it before each fit. */
  label: string;
  private done = 0;
  private fits = 0;
  private readonly started = Date.now();
  private readonly displayId = newDisplayId();
  private lastDisplay = 0;
  private shown = false;

  constructor(total: number, { label = '' }: ProgressOptions = {}) {
    if (!Number.isInteger(total) || total < 1) {
      throw new Error(`progress: total must be an integer >= 1 (the epochs of all fits), got ${total}`);
    }
    this.total = total;
    this.label = label;
    listenToInterrupts();
  }

  onTrainBegin = async (): Promise<void> => {
    this.display();
  };

  onEpochEnd = async (): Promise<void> => {
    this.update(this.done + 1);
  };

  onTrainEnd = async (): Promise<void> => {
    this.fits++;
    this.display(true);
  };

  /** Sets how much is done, and what is under way; for work that is no fit. */
  update(done: number, label = this.label): void {
    this.done = done;
    this.label = label;
    this.display(done >= this.total);
  }

  private display(now = false): void {
    const time = Date.now();
    if (!now && time - this.lastDisplay < BETWEEN_DISPLAYS) return;
    this.lastDisplay = time;
    const bundle = { 'text/html': this.html(), 'text/plain': this.text() };
    this.shown = writeDisplay(bundle, this.displayId, this.shown);
  }

  private text(): string {
    const seconds = (Date.now() - this.started) / 1000;
    const fits = this.fits ? `, ${count(this.fits)} ${this.fits === 1 ? 'fit' : 'fits'}` : '';
    if (this.done >= this.total) return `${count(this.total)} epochs${fits}, ${inTime(seconds)}`;
    const left = this.done ? `, ${inTime((seconds / this.done) * (this.total - this.done))} left` : '';
    const label = this.label ? `${this.label}: ` : '';
    return `${label}epoch ${count(this.done)} of ${count(this.total)}${fits}${left}`;
  }

  private html(): string {
    const bar = `<progress max="${this.total}" value="${this.done}" aria-label="training"></progress>`;
    const numbers = `data-done="${this.done}" data-total="${this.total}" data-fits="${this.fits}"`;
    return `<div class="lab-progress" role="status" ${numbers}>${bar} ${escapeHtml(this.text())}</div>`;
  }
}

/**
 * Makes a progress bar for the notebook: label, epochs done, time left.
 *
 * @param total how many epochs all fits together have, >= 1
 * @param options `label`, what is under way
 * @returns a callback for `fit`, usable in several fits one after another; its `label` can be set, and `update(done)` moves it
 *   for work that is no fit
 * @throws when `total` is no integer >= 1
 * @example
 * const bar = progress(400, { label: 'two fits' });
 * await fit(model, x, y, { epochs: 200, callbacks: [bar] });
 */
export const progress = (total: number, options: ProgressOptions = {}): Progress => new Progress(total, options);
