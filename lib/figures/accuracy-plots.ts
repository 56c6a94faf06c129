import type { Figure, History } from '../types.ts';
import { type AxisType, linePlot } from './line-plot.ts';
import { medianBand } from './median-band.ts';
import { panelPlot } from './panel-plot.ts';
import type { Reference, Series } from './series.ts';
import { colorOf, colors, dashOf, sweepColors } from './theme.ts';

/** Runs by name: the curves of one run each, or of several, one a seed, of which median and 5-95 % band are drawn. */
export type Runs = Record<string, History | readonly History[]>;

/** Options of the figures that compare the runs of a study. */
export interface RunsOptions {
  title?: string;
  /** Makes a panel's title, or a name in the legend, of a run's name; default the name. */
  label?: (name: string) => string;
  /** Levels to compare with; default none. */
  ceilings?: readonly Reference[];
  /** Panels side by side, where the page has room; default by their number, at most 4. */
  columns?: number;
  /** Default [0, 1] for accuracies. */
  yRange?: readonly [number, number];
  yType?: AxisType;
  yTitle?: string;
  /** One sentence for those who do not see the figure; default: what is drawn, and the names of the runs. */
  description?: string;
}

const ACCURACY: readonly [number, number] = [0, 1];

/** A list in words: 'a, b and c'. */
const inWords = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;

/** Options without those that are undefined, to hand on as they are. */
const given = <T extends object>(options: T) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/** The runs as a list with the labels to show. */
function listOf(caller: string, runs: Runs, label: (name: string) => string) {
  const list = Object.entries(runs).map(([name, run]) => {
    const several = (Array.isArray(run) ? run : [run]) as readonly History[];
    return { name, label: label(name), several };
  });
  if (list.length === 0) throw new Error(`${caller}: runs must hold at least one run, got none`);
  const most = Math.max(...list.map(({ several }) => several.length));
  const ofMany = most > 1 ? ` (median of up to ${most} runs, and the band of 5 to 95 %)` : '';
  return { list, labels: list.map((run) => run.label), ofMany };
}

/** What a series shows of a run: its curve, or the median and band of several; it says so when a key is missing. */
function curveOf(caller: string, name: string, several: readonly History[], key: string): Pick<Series, 'y' | 'band'> {
  const curves = several.map((run) => {
    const curve = run[key];
    if (curve) return curve;
    throw new Error(`${caller}: the run '${name}' has no ${key}; it has ${Object.keys(run).join(', ') || 'no curves'}`);
  });
  return curves.length === 1 ? { y: curves[0]! } : medianBand(curves);
}

/**
 * Train and test accuracy against epoch, one panel a run.
 *
 * @param runs by name: curves with `acc` and `val_acc`, one number an epoch; or lists of such, one a seed
 * @param options `title`; `label` of a panel, default the name; `ceilings`, default none; `columns`, default by the
 *   number of runs; `yRange`, default [0, 1]; `description`, default made of the names
 * @returns the figure as plain data: train blue, test vermilion
 * @throws when there is no run, or a run has no such curves
 * @example
 * accuracyPanels({ '0.1': history }, { label: (rate) => `rate ${rate}`, ceilings: [{ y: 0.84, label: 'this test half' }] });
 */
export function accuracyPanels(runs: Runs, options: RunsOptions = {}): Figure {
  const { title = 'Train and test accuracy', label = (name) => name, ceilings = [] } = options;
  const { list, labels, ofMany } = listOf('accuracyPanels', runs, label);
  return panelPlot({
    title,
    xTitle: 'Epoch',
    yTitle: options.yTitle ?? 'Accuracy',
    yRange: options.yRange ?? ACCURACY,
    ...given({ columns: options.columns, yType: options.yType }),
    references: ceilings,
    panels: list.map((run) => ({
      title: run.label,
      series: [
        { name: 'train', color: colors.train, ...curveOf('accuracyPanels', run.name, run.several, 'acc') },
        {
          name: 'test',
          color: colors.test,
          width: 1.25,
          ...curveOf('accuracyPanels', run.name, run.several, 'val_acc'),
        },
      ],
    })),
    description:
      options.description ?? `${title}: accuracy against epoch${ofMany}, one panel each for ${inWords(labels)}.`,
  });
}

/**
 * Test accuracy against epoch, all runs in one plot.
 *
 * @param runs by name: curves with `val_acc`, one number an epoch; or lists of such, one a seed
 * @param options `title`; `label` in the legend, default the name; `ceilings`, default none; `yRange`, default [0, 1];
 *   `description`, default made of the names
 * @returns the figure as plain data; where all names are numbers the colours go from blue to orange in their order
 * @throws when there is no run, or a run has no such curve
 */
export function accuracyOverlay(runs: Runs, options: RunsOptions = {}): Figure {
  const { title = 'Test accuracy', label = (name) => name, ceilings = [] } = options;
  const { list, labels, ofMany } = listOf('accuracyOverlay', runs, label);
  const isSweep = list.length > 2 && list.every(({ name }) => name.trim() !== '' && Number.isFinite(Number(name)));
  const sweep = sweepColors(list.length);
  return linePlot({
    title,
    xTitle: 'Epoch',
    yTitle: options.yTitle ?? 'Test accuracy',
    yRange: options.yRange ?? ACCURACY,
    ...given({ yType: options.yType }),
    references: ceilings,
    series: list.map((run, index) => ({
      name: run.label,
      color: isSweep ? sweep[index]! : colorOf(index),
      // Neighbours of a sweep are close in colour: every other line is dotted.
      dash: isSweep ? (index % 2 ? 'dot' : 'solid') : dashOf(index),
      width: 1.5,
      ...curveOf('accuracyOverlay', run.name, run.several, 'val_acc'),
    })),
    description: options.description ?? `${title}: accuracy against epoch${ofMany} in one plot for ${inWords(labels)}.`,
  });
}

/**
 * One curve of each run against epoch, one panel a run.
 *
 * @param runs by name: curves, one number an epoch; or lists of such, one a seed
 * @param key which curve, like 'lr' or 'loss'
 * @param options `title`, default the title of the y axis; `yTitle`, default the key; `label`, `columns`, `yType`,
 *   `yRange`, `ceilings`, `description`
 * @returns the figure as plain data
 * @throws when there is no run, or a run has no such curve
 */
export function seriesPanels(runs: Runs, key: string, options: RunsOptions = {}): Figure {
  const { yTitle = key, title = yTitle, label = (name) => name } = options;
  const { list, labels, ofMany } = listOf('seriesPanels', runs, label);
  const color = key.startsWith('val_') ? colors.test : colors.train;
  return panelPlot({
    title,
    xTitle: 'Epoch',
    yTitle,
    ...given({ columns: options.columns, yType: options.yType, yRange: options.yRange }),
    references: options.ceilings ?? [],
    panels: list.map((run) => ({
      title: run.label,
      series: [{ name: yTitle, color, ...curveOf('seriesPanels', run.name, run.several, key) }],
    })),
    description:
      options.description ?? `${title}: ${yTitle} against epoch${ofMany}, one panel each for ${inWords(labels)}.`,
  });
}
