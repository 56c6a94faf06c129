import type { Figure, History } from '../types.ts';
import { type AxisType, linePlot } from './line-plot.ts';
import { panelPlot } from './panel-plot.ts';
import type { Reference } from './series.ts';
import { colorOf, colors, dashOf } from './theme.ts';

/** Options of the figures that compare the runs of a study. */
export interface RunsOptions {
  title?: string;
  /** Makes a panel's title, or a name in the legend, of a run's name. */
  label?: (name: string) => string;
  /** Levels to compare with; default none. */
  ceilings?: readonly Reference[];
  /** Panels side by side; default 2. */
  columns?: number;
  yRange?: readonly [number, number];
  yType?: AxisType;
  yTitle?: string;
  description?: string;
}

const ACCURACY: readonly [number, number] = [0, 1];

/** A list in words: 'a, b and c'. */
const inWords = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;

/** A curve of a run, or a message that names the key that is missing. */
function curveOf(caller: string, name: string, run: History, key: string): number[] {
  const curve = run[key];
  if (curve) return curve;
  throw new Error(`${caller}: the run '${name}' has no ${key}; it has ${Object.keys(run).join(', ') || 'none'}`);
}

/**
 * Train and test accuracy against epoch, one panel a run.
 *
 * @param runs curves by name, with `acc` and `val_acc`, one number an epoch
 * @param options `title`; `label` of a panel, default the name; `ceilings`, default none; `columns`, default 2
 * @throws when a run has no such curves
 */
export function accuracyPanels(runs: Record<string, History>, options: RunsOptions = {}): Figure {
  const { title = 'Train and test accuracy', label = (name) => name, ceilings = [], columns = 2 } = options;
  const labels = Object.keys(runs).map(label);
  return panelPlot({
    title,
    columns,
    xTitle: 'Epoch',
    yTitle: options.yTitle ?? 'Accuracy',
    yRange: options.yRange ?? ACCURACY,
    references: ceilings,
    panels: Object.entries(runs).map(([name, run], index) => ({
      title: labels[index]!,
      series: [
        { name: 'train', y: curveOf('accuracyPanels', name, run, 'acc'), color: colors.train },
        { name: 'test', y: curveOf('accuracyPanels', name, run, 'val_acc'), color: colors.test, width: 1.5 },
      ],
    })),
    description: options.description ?? `${title}: accuracy against epoch, one panel each for ${inWords(labels)}.`,
  });
}

/**
 * Test accuracy against epoch, all runs in one plot.
 *
 * @param runs curves by name, with `val_acc`, one number an epoch
 * @param options `title`; `label` in the legend, default the name; `ceilings`, default none
 * @throws when a run has no such curve
 */
export function accuracyOverlay(runs: Record<string, History>, options: RunsOptions = {}): Figure {
  const { title = 'Test accuracy', label = (name) => name, ceilings = [] } = options;
  const labels = Object.keys(runs).map(label);
  return linePlot({
    title,
    xTitle: 'Epoch',
    yTitle: options.yTitle ?? 'Test accuracy',
    yRange: options.yRange ?? ACCURACY,
    references: ceilings,
    series: Object.entries(runs).map(([name, run], index) => ({
      name: labels[index]!,
      y: curveOf('accuracyOverlay', name, run, 'val_acc'),
      color: colorOf(index),
      dash: dashOf(index),
      width: 1.5,
    })),
    description: options.description ?? `${title}: accuracy against epoch in one plot for ${inWords(labels)}.`,
  });
}

/**
 * One curve of each run against epoch, one panel a run.
 *
 * @param runs curves by name
 * @param key which curve, like 'lr' or 'loss'
 * @param options `title`, default the key; `yTitle`, default the key; `label`, `columns`, `yType`, `yRange`, `ceilings`
 * @throws when a run has no such curve
 */
export function seriesPanels(runs: Record<string, History>, key: string, options: RunsOptions = {}): Figure {
  const { title = key, label = (name) => name, columns = 2, yTitle = key, yType = 'linear' } = options;
  const labels = Object.keys(runs).map(label);
  return panelPlot({
    title,
    columns,
    xTitle: 'Epoch',
    yTitle,
    yType,
    ...(options.yRange ? { yRange: options.yRange } : {}),
    references: options.ceilings ?? [],
    panels: Object.entries(runs).map(([name, run], index) => ({
      title: labels[index]!,
      series: [{ name: yTitle, y: curveOf('seriesPanels', name, run, key), color: colors.train }],
    })),
    description: options.description ?? `${title}: ${yTitle} against epoch, one panel each for ${inWords(labels)}.`,
  });
}
