import { arrangePanels } from '../figures/arrange-panels.ts';
import { drawFigure } from '../figures/draw-figure.ts';
import type { Figure } from '../types.ts';

/** Something to set: its element with label and value, and what it is set to. */
export interface Control<T> {
  element: HTMLElement;
  value: T;
  /** Sets the value without telling the listeners. */
  set(value: T): void;
  /** Hears every value that the reader gives. */
  onInput(listener: (value: T) => void): void;
  /** Whether the reader can set it. */
  enable(enabled: boolean): void;
}

let names = 0;
/** A new id for an element. */
const newId = () => `lab-live-${++names}`;

/** An element with attributes and children. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** What the kinds of control have in common. */
function makeControl<T>(
  whole: HTMLElement,
  input: HTMLInputElement | HTMLSelectElement,
  first: T,
  read: () => T,
  write: (value: T) => void,
): Control<T> {
  const listeners: ((value: T) => void)[] = [];
  const control: Control<T> = {
    element: whole,
    value: first,
    set(value) {
      control.value = value;
      write(value);
    },
    onInput: (listener) => void listeners.push(listener),
    enable(enabled) {
      input.disabled = !enabled;
      whole.classList.toggle('lab-live-off', !enabled);
    },
  };
  write(first);
  input.addEventListener('input', () => {
    control.set(read());
    for (const listener of listeners) listener(control.value);
  });
  return control;
}

/** Options of {@link slider}. */
export interface SliderOptions {
  label: string;
  min: number;
  max: number;
  /** Of the value, or of its decimal logarithm where `scale` is 'log'. */
  step: number;
  value: number;
  scale?: 'linear' | 'log';
  /** How a value is written and spoken; default its number. */
  format?: (value: number) => string;
}

/**
 * A slider. On a logarithmic one the reader gets two significant digits; a value that was set from outside is kept as it is.
 */
export function slider({
  label,
  min,
  max,
  step,
  value,
  scale = 'linear',
  format = String,
}: SliderOptions): Control<number> {
  const id = newId();
  const place = (one: number) => (scale === 'log' ? Math.log10(one) : one);
  const range = { min: String(place(min)), max: String(place(max)), step: String(step) };
  const input = element('input', { type: 'range', id, ...range });
  // The slider itself speaks its value.
  const shown = element('span', { class: 'lab-live-value', 'aria-hidden': 'true' });
  const whole = element('div', { class: 'lab-live-control' }, element('label', { for: id }, label), shown, input);
  const read = () => {
    const at = Number(input.value);
    if (scale === 'linear') return Number(at.toPrecision(12));
    return Math.min(max, Math.max(min, Number((10 ** at).toPrecision(2))));
  };
  return makeControl(whole, input, value, read, (one) => {
    input.value = String(place(one));
    shown.textContent = format(one);
    input.setAttribute('aria-valuetext', format(one));
  });
}

/** A choice of one out of several. */
export function choice({
  label,
  options,
  value,
}: {
  label: string;
  options: { value: string; label: string }[];
  value: string;
}): Control<string> {
  const id = newId();
  const entries = options.map((option) => element('option', { value: option.value }, option.label));
  const select = element('select', { id }, ...entries);
  const whole = element('div', { class: 'lab-live-control' }, element('label', { for: id }, label), select);
  return makeControl(
    whole,
    select,
    value,
    () => select.value,
    (one) => {
      select.value = one;
    },
  );
}

/** Something that is on or off. */
export function toggle({ label, value }: { label: string; value: boolean }): Control<boolean> {
  const id = newId();
  const input = element('input', { type: 'checkbox', id });
  const whole = element(
    'div',
    { class: 'lab-live-control lab-live-toggle' },
    input,
    element('label', { for: id }, label),
  );
  return makeControl(
    whole,
    input,
    value,
    () => input.checked,
    (one) => {
      input.checked = one;
    },
  );
}

/** Something to do. */
export function button({ label, onClick }: { label: string; onClick: () => void }): HTMLButtonElement {
  const made = element('button', { type: 'button', class: 'lab-live-button' }, label);
  made.addEventListener('click', onClick);
  return made;
}

/** How long a result must stand before it is spoken: a drag has many. */
const SPOKEN_AFTER_MS = 700;

/** A line of text that is read out when it has not changed for a moment. */
export function liveRegion(): { element: HTMLElement; say: (text: string) => void } {
  const visible = element('p', { class: 'lab-live-status', 'aria-hidden': 'true' });
  const spoken = element('p', { class: 'lab-live-spoken', role: 'status' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const say = (text: string) => {
    visible.textContent = text;
    clearTimeout(timer);
    timer = setTimeout(() => {
      spoken.textContent = text;
    }, SPOKEN_AFTER_MS);
  };
  return { element: element('div', {}, visible, spoken), say };
}

/** A place for a figure, which can be drawn again and again. */
export function chart(label: string): { element: HTMLElement; draw: (figure: Figure) => Promise<void> } {
  const id = newId();
  const place = element('div', { id, class: 'lab-live-plot', role: 'img', 'aria-label': label });
  const whole = element('figure', { class: 'lab-live-figure' }, element('figcaption', {}, label), place);
  let redraw: ReturnType<typeof drawFigure>;
  return {
    element: whole,
    async draw(figure) {
      place.setAttribute('aria-label', `${label}. ${figure.description}`);
      if (redraw) await redraw(figure);
      else redraw = drawFigure(id, figure, arrangePanels);
    },
  };
}

/** A component's frame: its controls, and what they control. */
export function panel({
  title,
  controls,
  content,
}: {
  title: string;
  controls: HTMLElement[];
  content: HTMLElement[];
}): HTMLElement {
  const id = newId();
  return element(
    'section',
    { class: 'lab-live-panel', 'aria-labelledby': id },
    element('p', { class: 'lab-live-title', id }, title),
    element('div', { class: 'lab-live-controls' }, ...controls),
    element('div', { class: 'lab-live-content' }, ...content),
  );
}
