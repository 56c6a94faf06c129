import { readAddress } from './address.ts';
import { button, chart, element, liveRegion, panel, slider } from './kit.ts';
import { toTypeScript } from './lab-code.ts';
import { enableLabControls, makeLabControls, settingsOf, written } from './lab-controls.ts';
import { accuracyFigure, type LabView, lossFigure, normsFigure, rateFigure, regionsFigure } from './lab-figures.ts';
import { checkLabSettings, fromAddress, type LabSettings, toAddress } from './lab-settings.ts';
import { addressKeeper, type PlaceOptions } from './view-state.ts';
import type { WorkerClient } from './worker-client.ts';

const SEEDS = 30;
/** Ten epochs above this level are what three standard errors below the best possible look like. */
const LEARNED = 0.771;

/** What a place for the training lab tells it. */
export interface MountOptions extends PlaceOptions {
  /** Makes a worker that trains. */
  worker: () => WorkerClient;
}

/** Waits until the browser has drawn what was made so far. */
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Where the lab starts: as its preset, but for what the address says; a decay that its schedule cannot use is left out. */
function startOf(base: LabSettings, name: string | undefined): LabSettings {
  const settings = { ...base, ...(name ? fromAddress(readAddress(name)) : {}) };
  return checkLabSettings({ ...settings, decay: settings.schedule === 'decay' ? settings.decay : 0 });
}

/**
 * Puts the training lab into an element of a page.
 *
 * @param place what it replaces the content of
 * @param preset where it starts, unless the address says something else
 */
export function mountTrainingLab(
  place: HTMLElement,
  preset: Partial<LabSettings>,
  { worker, name }: MountOptions,
): void {
  const base = checkLabSettings(preset);
  const start = startOf(base, name);
  const controls = makeLabControls(start);
  const client = worker();
  const status = liveRegion();
  const address = addressKeeper(name, base);
  const charts = {
    accuracy: chart('Accuracy'),
    loss: chart('Loss'),
    regions: chart('What the network sees'),
    rate: chart('Learning rate'),
    norms: chart('Weights'),
  };
  const scrubber = slider({ label: 'After epoch', min: 1, max: start.epochs, step: 1, value: start.epochs });
  const scrubberInput = scrubber.element.querySelector('input')!;
  let view: LabView | undefined;
  let shown = start;
  /** What is drawn in one frame: about as much as leaves the page responsive. */
  const drawings = [
    () => Promise.all([charts.accuracy.draw(accuracyFigure(view!)), charts.loss.draw(lossFigure(view!))]),
    () => Promise.all([charts.rate.draw(rateFigure(view!)), drawRegions(), charts.norms.draw(normsFigure(view!))]),
  ];
  const left: typeof drawings = [];
  let isDrawing = false;
  let isWaitingForSeeds = false;

  /** Draws some figures a frame; while results keep coming, they take turns. */
  async function draw(): Promise<void> {
    left.push(...drawings.filter((one) => !left.includes(one)));
    if (isDrawing) return;
    isDrawing = true;
    for (let next = left.shift(); next; next = left.shift()) {
      await next();
      await nextFrame();
    }
    isDrawing = false;
    place.dataset.drawn = toAddress(shown);
  }

  async function drawRegions(): Promise<void> {
    if (!view) return;
    const epoch = Math.min(scrubber.value, view.run.history.loss.length);
    const width = charts.regions.element.clientWidth;
    await charts.regions.draw(regionsFigure(view.run, epoch, shown.hiddenUnits, width));
  }

  function describe({ run, histories }: LabView): string {
    const { val_acc, lr } = run.history;
    const epochs = val_acc!.length;
    const end = val_acc![epochs - 1]!;
    const first = val_acc!.findIndex((value) => value >= LEARNED) + 1;
    const reached = first > 0 ? `first at ${LEARNED} after epoch ${first}` : `never at ${LEARNED}`;
    if (!histories)
      return `Test accuracy ${end.toFixed(3)} after ${epochs} epochs, ${reached}; last learning rate ${written(lr[epochs - 1]!)}.`;
    const ends = histories.map((history) => history.val_acc![history.val_acc!.length - 1]!).sort((a, b) => a - b);
    const middle = (ends[SEEDS / 2 - 1]! + ends[SEEDS / 2]!) / 2;
    return `${SEEDS} seeds: test accuracy from ${ends[0]!.toFixed(3)} to ${ends[SEEDS - 1]!.toFixed(3)}, median ${middle.toFixed(3)}.`;
  }

  /** Trains as the controls say. */
  function train(): void {
    isWaitingForSeeds = false;
    enableLabControls(controls);
    const settings = settingsOf(controls);
    address.writeSoon(settings);
    client.ask({ kind: 'run', settings }, ({ run, error }) => {
      if (error) status.say(error);
      if (!run) return;
      // The reader who looks at the last epoch goes on doing so.
      const atEnd = scrubber.value >= shown.epochs;
      shown = settings;
      scrubberInput.max = String(settings.epochs);
      scrubber.set(atEnd ? settings.epochs : Math.min(scrubber.value, settings.epochs));
      view = { run, ...(view?.kept && { kept: view.kept }) };
      place.dataset.history = JSON.stringify(run.history);
      status.say(describe(view));
      void draw();
      if (isWaitingForSeeds) trainSeeds();
    });
  }

  /** Sets the controls, and trains as they say then. */
  function trainAs(settings: LabSettings): void {
    for (const [key, control] of Object.entries(controls)) control.set(settings[key as keyof LabSettings] as never);
    if (settings.decay === 0) controls.decay.set(0.001);
    train();
  }

  function trainSeeds(): void {
    const settings = settingsOf(controls);
    // The seeds are drawn over a run of the same settings, which may still be on its way.
    isWaitingForSeeds = !view || toAddress(shown) !== toAddress(settings);
    if (isWaitingForSeeds) return;
    const seeds = Array.from({ length: SEEDS }, (_, index) => settings.seed + index);
    client.ask({ kind: 'seeds', settings, seeds }, ({ histories, done, error }) => {
      if (error) status.say(error);
      if (done) status.say(`${done} of ${SEEDS} seeds trained`);
      if (!histories || !view || toAddress(settingsOf(controls)) !== toAddress(settings)) return;
      view = { ...view, histories };
      status.say(describe(view));
      void draw();
    });
  }

  async function copy(text: string, what: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      status.say(`${what} is in the clipboard.`);
    } catch {
      // Where a page may not write to the clipboard, the reader does.
      code.hidden = false;
      code.value = text;
      code.select();
      status.say(`Copy ${what.toLowerCase()} from the text field.`);
    }
  }

  function copyLink(): void {
    address.write(settingsOf(controls));
    void copy(location.href, 'The link');
  }

  const code = element('textarea', { class: 'lab-live-code', rows: '8', 'aria-label': 'Text to copy', readonly: '' });
  code.hidden = true;
  const buttons = [
    button({ label: `${SEEDS} seeds`, onClick: trainSeeds }),
    button({
      label: 'Keep',
      onClick: () => {
        if (!view) return;
        view = { ...view, kept: view.run.history };
        status.say('This run stays in the figures for comparison.');
        void draw();
      },
    }),
    button({
      label: 'Forget kept',
      onClick: () => {
        if (!view) return;
        const { kept: _, ...rest } = view;
        view = rest;
        status.say('The kept run is gone.');
        void draw();
      },
    }),
    button({ label: 'Copy as TypeScript', onClick: () => void copy(toTypeScript(settingsOf(controls)), 'The cell') }),
    ...(name ? [button({ label: 'Copy link', onClick: copyLink })] : []),
    button({
      label: 'Start again',
      onClick: () => trainAs(base),
    }),
  ];

  for (const control of Object.values(controls)) control.onInput(train as never);
  scrubber.onInput(() => void drawRegions());
  charts.regions.element.append(scrubber.element);
  charts.regions.element.classList.add('lab-live-tall');
  place.replaceChildren(
    panel({
      title: 'Training lab',
      controls: Object.values(controls).map((control) => control.element),
      content: [
        element('div', { class: 'lab-live-buttons' }, ...buttons),
        status.element,
        code,
        element('div', { class: 'lab-live-charts' }, ...Object.values(charts).map((one) => one.element)),
      ],
    }),
  );
  // A link to another run on the same page does not load the page anew.
  window.addEventListener('hashchange', () => {
    if (name && readAddress(name)) trainAs(startOf(base, name));
  });
  train();
}
