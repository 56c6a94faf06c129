import { contourPlot } from '../figures/contour-plot.ts';
import { linePlot } from '../figures/line-plot.ts';
import type { Figure } from '../types.ts';
import { checkDescentSettings } from './descent.ts';
import { type DescentPath, type DescentSettings, descend, describeDescent, FLAT, largestRate } from './descent-path.ts';
import { button, chart, element, liveRegion, panel, slider } from './kit.ts';
import { written } from './lab-controls.ts';
import { fixedMargins } from './lab-figures.ts';
import { addressKeeper, numbersFromAddress, type PlaceOptions, valuesOf } from './view-state.ts';

const COLOR = '#D55E00';

/** The bowl from above, with the walk as far as it stays in sight. */
function bowlFigure({ curvature }: DescentSettings, { x, y }: DescentPath): Figure {
  const out = x.findIndex((_, step) => Math.abs(x[step]!) > 50 || Math.abs(y[step]!) > 50);
  const seen = out < 0 ? x.length : out + 1;
  const figure = contourPlot({
    title: '',
    ...{ xTitle: `flat direction, curvature ${FLAT}`, yTitle: `steep direction, curvature ${curvature}` },
    ...{ xRange: [-5, 5], yRange: [-3, 3], resolution: 41 },
    f: (a, b) => (FLAT * a * a + curvature * b * b) / 2,
    paths: [{ name: 'walk', x: x.slice(0, seen), y: y.slice(0, seen), color: COLOR }],
    description: 'Lines of equal height of a bowl, and the walk that starts high on its left side.',
  });
  figure.layout.showlegend = false;
  return fixedMargins(figure, 330);
}

const lossFigure = ({ loss }: DescentPath): Figure =>
  fixedMargins(
    linePlot({
      title: '',
      ...{ xTitle: 'Step', yTitle: 'Height above the bottom', yType: 'log', yRange: [1e-8, 1e4] },
      series: [{ name: 'height', x: loss.map((_, step) => step), y: loss, color: COLOR }],
      description: `It is ${loss[0]!.toPrecision(3)} at the start and ${loss[loss.length - 1]!.toPrecision(3)} after ${loss.length - 1} steps.`,
    }),
    330,
  );

/** Puts the bowl into an element of a page. */
export function mountDescent(place: HTMLElement, preset: Partial<DescentSettings>, { name }: PlaceOptions): void {
  const base = checkDescentSettings(preset);
  let start = base;
  try {
    start = checkDescentSettings({ ...base, ...numbersFromAddress(name, base) });
  } catch {
    // An address that somebody has changed by hand: the preset stands.
  }
  const log = { scale: 'log', format: written } as const;
  const controls = {
    learningRate: slider({ label: 'Learning rate', min: 0.001, max: 5, step: 0.01, value: start.learningRate, ...log }),
    momentum: slider({ label: 'Momentum', min: 0, max: 0.99, step: 0.01, value: start.momentum }),
    curvature: slider({
      label: 'Curvature of the steep direction',
      min: 1,
      max: 100,
      step: 0.05,
      value: start.curvature,
      ...log,
    }),
  };
  const charts = { bowl: chart('The bowl and the walk'), loss: chart('Height against step') };
  const status = liveRegion();
  const address = addressKeeper(name, base);

  async function draw(): Promise<void> {
    const settings = valuesOf<DescentSettings>(controls);
    const path = descend(settings);
    status.say(describeDescent(settings));
    await Promise.all([charts.bowl.draw(bowlFigure(settings, path)), charts.loss.draw(lossFigure(path))]);
    place.dataset.drawn = JSON.stringify(settings);
  }
  const set = (change: Partial<DescentSettings>) => {
    for (const [key, value] of Object.entries(change)) controls[key as keyof DescentSettings].set(value);
    address.writeSoon(valuesOf<DescentSettings>(controls));
    void draw();
  };
  const limit = () => Number(largestRate(valuesOf<DescentSettings>(controls)).toPrecision(3));
  const buttons = [
    button({ label: 'Rate to the limit', onClick: () => set({ learningRate: limit() }) }),
    button({
      label: 'Rate to half the limit',
      onClick: () => set({ learningRate: Number((limit() / 2).toPrecision(3)) }),
    }),
    button({ label: 'Start again', onClick: () => set(base) }),
  ];
  for (const control of Object.values(controls)) control.onInput(() => set({}));
  const figures = element('div', { class: 'lab-live-charts' }, charts.bowl.element, charts.loss.element);
  place.replaceChildren(
    panel({
      title: 'Descent',
      controls: Object.values(controls).map((control) => control.element),
      content: [element('div', { class: 'lab-live-buttons' }, ...buttons), status.element, figures],
    }),
  );
  void draw();
}
