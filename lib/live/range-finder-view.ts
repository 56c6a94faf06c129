import { linePlot } from '../figures/line-plot.ts';
import type { Figure } from '../types.ts';
import { button, chart, element, liveRegion, panel, slider } from './kit.ts';
import { written } from './lab-controls.ts';
import { fixedMargins } from './lab-figures.ts';
import { checkSweepSettings, describeSweep } from './range-finder.ts';
import type { Sweep, SweepSettings } from './range-finder-run.ts';
import { addressKeeper, numbersFromAddress, type PlaceOptions, valuesOf } from './view-state.ts';
import type { WorkerClient } from './worker-client.ts';

/** Loss against rate, with what the test suggests. */
function sweepFigure({ learningRates, losses, marks }: Sweep): Figure {
  const mark = (name: string, rate: number, color: string) => ({
    ...{ name, x: [rate, rate], y: [Math.min(...losses), Math.max(...losses)], color, dash: 'dash' },
  });
  return fixedMargins(
    linePlot({
      title: '',
      ...{ xTitle: 'Learning rate', yTitle: 'Smoothed loss', xType: 'log', yType: 'log' },
      series: [
        { name: 'loss', x: learningRates, y: losses, color: '#0072B2' },
        ...(marks
          ? [
              mark('steepest fall', marks.suggestion, '#D55E00'),
              mark('lowest', marks.minimum, '#8C8C8C'),
              mark('a tenth of it', marks.tenthOfMinimum, '#009E73'),
            ]
          : []),
      ],
      description: describeSweep({ learningRates, losses, marks }),
    }),
    380,
  );
}

/** Puts the range finder into an element of a page. */
export function mountRangeFinder(
  place: HTMLElement,
  preset: Partial<SweepSettings>,
  { name, worker }: PlaceOptions & { worker: () => WorkerClient },
): void {
  const base = checkSweepSettings(preset);
  let start = base;
  try {
    start = checkSweepSettings({ ...base, ...numbersFromAddress(name, base) });
  } catch {
    // An address that somebody has changed by hand: the preset stands.
  }
  const log = { scale: 'log', format: written, step: 0.1 } as const;
  const controls = {
    from: slider({ label: 'First rate', min: 1e-8, max: 1e-2, value: start.from, ...log }),
    to: slider({ label: 'Last rate', min: 0.02, max: 100, value: start.to, ...log }),
    steps: slider({ label: 'Updates', min: 20, max: 600, step: 10, value: start.steps }),
    batchSize: slider({ label: 'Batch size', min: 4, max: 128, step: 4, value: start.batchSize }),
    seed: slider({ label: 'Seed', min: 0, max: 50, step: 1, value: start.seed }),
  };
  const figure = chart('Loss against learning rate');
  const status = liveRegion();
  const client = worker();
  const address = addressKeeper(name, base);

  function run(): void {
    const settings = valuesOf<SweepSettings>(controls);
    address.writeSoon(settings);
    client.ask({ kind: 'sweep', settings }, ({ sweep, error }) => {
      if (error) status.say(error);
      if (!sweep) return;
      status.say(describeSweep(sweep));
      void figure.draw(sweepFigure(sweep)).then(() => {
        place.dataset.drawn = JSON.stringify(settings);
      });
    });
  }
  const again = button({
    label: 'Start again',
    onClick: () => {
      for (const [key, value] of Object.entries(base)) controls[key as keyof SweepSettings].set(value);
      run();
    },
  });
  for (const control of Object.values(controls)) control.onInput(run);
  place.replaceChildren(
    panel({
      title: 'Range finder',
      controls: Object.values(controls).map((control) => control.element),
      content: [element('div', { class: 'lab-live-buttons' }, again), status.element, figure.element],
    }),
  );
  run();
}
