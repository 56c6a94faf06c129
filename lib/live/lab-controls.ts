import { type Control, choice, slider, toggle } from './kit.ts';
import type { LabSettings } from './lab-settings.ts';

/** Writes a number as people do: 0.01, 1e-5. */
export const written = (value: number): string =>
  value === 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e4) ? String(value) : value.toExponential();

/** A control for each setting of the training lab. */
export type LabControls = { [Name in keyof LabSettings]: Control<LabSettings[Name]> };

const BATCH_SIZES = ['1', '4', '8', '16', '32', '64', '128', '250', '500'];

/** Names as they are, with the label that the reader sees. */
const labelled = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }));

/** A choice whose values are numbers; a value that is none of them becomes one. */
function numberChoice(label: string, values: string[], value: number): Control<number> {
  const all = [...new Set([...values, String(value)])].sort((a, b) => Number(a) - Number(b));
  const inner = choice({ label, options: all.map((one) => ({ value: one, label: one })), value: String(value) });
  return {
    element: inner.element,
    enable: inner.enable,
    get value() {
      return Number(inner.value);
    },
    set: (one) => inner.set(String(one)),
    onInput: (listener) => inner.onInput((one) => listener(Number(one))),
  };
}

/** Makes the controls of the training lab. */
export function makeLabControls(settings: LabSettings): LabControls {
  const { learningRate, momentum, decay, hiddenUnits, patience, factor, epochs, seed } = settings;
  const log = { scale: 'log', format: written } as const;
  return {
    learningRate: slider({ label: 'Learning rate', min: 1e-7, max: 10, step: 0.05, value: learningRate, ...log }),
    optimizer: choice({
      label: 'Optimizer',
      options: labelled({ sgd: 'SGD', rmsprop: 'RMSprop', adagrad: 'Adagrad', adam: 'Adam' }),
      value: settings.optimizer,
    }) as Control<LabSettings['optimizer']>,
    momentum: slider({ label: 'Momentum', min: 0, max: 0.99, step: 0.01, value: momentum }),
    nesterov: toggle({ label: 'Nesterov momentum', value: settings.nesterov }),
    schedule: choice({
      label: 'Schedule',
      options: labelled({
        ...{ constant: 'constant', decay: 'decay per update', step: 'four steps', cosine: 'cosine' },
        ...{ warmup: 'warm-up', oneCycle: 'one cycle', plateau: 'drop on plateau' },
      }),
      value: settings.schedule,
    }) as Control<LabSettings['schedule']>,
    decay: slider({ label: 'Decay', min: 1e-5, max: 1, step: 0.1, value: decay || 0.001, ...log }),
    patience: slider({ label: 'Patience, epochs', min: 0, max: 50, step: 1, value: patience }),
    factor: slider({ label: 'Factor of a drop', min: 0.05, max: 0.95, step: 0.05, value: factor }),
    batchSize: numberChoice('Batch size', BATCH_SIZES, settings.batchSize),
    hiddenUnits: slider({
      label: 'Hidden units',
      min: 2,
      max: 512,
      step: 0.05,
      value: hiddenUnits,
      ...log,
      format: String,
    }),
    epochs: slider({ label: 'Epochs', min: 10, max: 500, step: 10, value: epochs }),
    seed: slider({ label: 'Seed', min: 0, max: 50, step: 1, value: seed }),
  };
}

/** Lets the reader set what has an effect. */
export function enableLabControls(controls: LabControls): void {
  const isSgd = controls.optimizer.value === 'sgd';
  const schedule = controls.schedule.value;
  controls.momentum.enable(isSgd);
  controls.nesterov.enable(isSgd && controls.momentum.value > 0);
  controls.decay.enable(schedule === 'decay');
  controls.patience.enable(schedule === 'plateau');
  controls.factor.enable(schedule === 'plateau' || schedule === 'step');
}

/** What the controls say. */
export function settingsOf(controls: LabControls): LabSettings {
  const values = Object.fromEntries(Object.entries(controls).map(([name, control]) => [name, control.value]));
  const settings = values as unknown as LabSettings;
  settings.hiddenUnits = Math.round(settings.hiddenUnits);
  if (settings.schedule !== 'decay') settings.decay = 0;
  return settings;
}
