import { interruption } from '../interruption.ts';
import { escapeHtml } from './escape.ts';
import { listenToInterrupts, newDisplayId, writeDisplay } from './kernel.ts';

/** Options of {@link progress}. */
export interface ProgressOptions {
  /** What is under way, shown at the bar; default nothing. */
  label?: string;
}

const BETWEEN_DISPLAYS = 200; // milliseconds

const count = (n: number) => n.toLocaleString('en');

/** A time as a reader would say it. */
function inTime(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 119.5) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

/**
 * A progress bar in the notebook: a callback that counts the epochs of one or several fits. Outside a notebook it counts,
 * and shows nothing.
 */
export class Progress {
  /** How much there is to do: the epochs of all fits together, or the steps of other work. */
  readonly total: number;
  /** It reads no weights: an engine need not write them back for it at each epoch. */
  readonly looksAtLogsOnly = true;
  /** What is under way; set it before each fit. */
  label: string;

  private done = 0;
  private unit = '';
  /** Milliseconds of the fits that ended; the pauses between fits do not count. */
  private spent = 0;
  private since = Date.now();
  private isRunning = true;
  private interruptions = interruption.count;
  private displayId = newDisplayId();
  private isShown = false;
  private lastDisplay = 0;

  constructor(total: number, { label = '' }: ProgressOptions = {}) {
    if (!Number.isInteger(total) || total < 1) {
      throw new Error(`progress: total must be an integer >= 1 (the epochs of all fits), got ${total}`);
    }
    this.total = total;
    this.label = label;
    listenToInterrupts();
  }

  // Fields, not methods: model.fit calls the hooks of plain objects without their object.

  onTrainBegin = async (): Promise<void> => {
    if (this.done >= this.total || interruption.count !== this.interruptions) this.startAgain();
    if (this.unit === '') this.spent = 0;
    this.unit = 'epoch';
    this.since = Date.now();
    this.isRunning = true;
    this.display(true);
  };

  onEpochEnd = async (): Promise<void> => {
    this.moveTo(this.done + 1);
  };

  onTrainEnd = async (): Promise<void> => {
    this.spent = this.milliseconds();
    this.isRunning = false;
    this.display(true);
  };

  /**
   * Moves the bar, for work that is no fit.
   *
   * @param done how much is done, from 0 to the total
   * @param label what is under way; default: as before
   */
  update(done: number, label?: string): void {
    if (label !== undefined) this.label = label;
    this.moveTo(done);
  }

  private moveTo(done: number): void {
    this.done = Math.min(done, this.total);
    this.display(this.done === this.total);
  }

  /** A bar that is used again, in a cell that is run again, begins anew in a display of its own. */
  private startAgain(): void {
    this.done = 0;
    this.spent = 0;
    this.interruptions = interruption.count;
    this.displayId = newDisplayId();
    this.isShown = false;
  }

  private milliseconds(): number {
    return this.spent + (this.isRunning ? Date.now() - this.since : 0);
  }

  private display(now: boolean): void {
    const time = Date.now();
    if (!now && time - this.lastDisplay < BETWEEN_DISPLAYS) return;
    this.lastDisplay = time;
    this.isShown = writeDisplay({ 'text/html': this.html(), 'text/plain': this.text() }, this.displayId, this.isShown);
  }

  private text(): string {
    const { done, total, unit } = this;
    const seconds = this.milliseconds() / 1000;
    if (done === total)
      return `${count(total)} ${unit ? `${unit}${total > 1 ? 's' : ''}` : 'done'} in ${inTime(seconds)}`;
    const label = this.label ? [this.label] : [];
    const left = done > 0 ? [`${inTime((seconds / done) * (total - done))} left`] : [];
    return [...label, `${unit} ${count(done)} of ${count(total)}`.trim(), ...left].join(' · ');
  }

  private html(): string {
    const text = escapeHtml(this.text());
    const bar = `<progress max="${this.total}" value="${this.done}" aria-label="${text}"></progress>`;
    const numbers = `data-done="${this.done}" data-total="${this.total}"`;
    return `<div class="lab-progress" ${numbers}>${bar} <span style="font-variant-numeric: tabular-nums">${text}</span></div>`;
  }
}

/**
 * Makes a progress bar for the notebook: label, epochs done, time left.
 *
 * @param total how many epochs all fits together have, >= 1; or the steps of other work
 * @param options `label`, what is under way, default none
 * @returns a callback for `fit`, usable in several fits one after another; its `label` can be set between them, and
 *   `update(done, label?)` moves it for work that is no fit
 * @throws when `total` is no integer >= 1
 * @example
 * const bar = progress(400, { label: 'rate 0.1' });
 * await fit(model, x, y, { epochs: 200, callbacks: [bar] });
 */
export const progress = (total: number, options: ProgressOptions = {}): Progress => new Progress(total, options);
