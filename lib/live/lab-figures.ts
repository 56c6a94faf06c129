import { linePlot } from '../figures/line-plot.ts';
import { medianBand } from '../figures/median-band.ts';
import { scatterPlot } from '../figures/scatter-plot.ts';
import type { Series } from '../figures/series.ts';
import { colorOf, colors, transparent } from '../figures/theme.ts';
import type { RunHistory } from '../study/variant.ts';
import type { Figure } from '../types.ts';
import { type LabRun, labPoints, regionsAfter } from './lab-run.ts';

/** What the training lab shows at a time. */
export interface LabView {
  run: LabRun;
  /** The curves of other seeds, of which median and band are drawn. */
  histories?: RunHistory[];
  /** An earlier run to compare with. */
  kept?: RunHistory;
}

const HEIGHT = 290;
const GREEN = '#009E73';
const BEST_POSSIBLE = [{ y: 0.822, label: 'best possible' }];

/** What Plotly need not measure. */
const quick = { automargin: false, ticklabeloverflow: 'allow', nticks: 6 };

/** A figure with fixed margins, with room for so many rows of its legend: drawn in half the time. */
export function fixedMargins(figure: Figure, height = HEIGHT, legendRows = 1): Figure {
  const { layout } = figure;
  layout.height = height;
  layout.margin = { l: 62, r: 12, b: 46, autoexpand: false };
  layout.legend = { y: 1, yanchor: 'bottom' };
  layout.meta = { plotHeight: 0, top: 10 + 20 * legendRows };
  for (const name of ['xaxis', 'yaxis']) Object.assign(layout[name] as object, quick);
  return figure;
}

/** Rows that the legend may take on a narrow page. */
const legendRows = ({ histories, kept }: LabView) => (kept ? 3 : histories ? 2 : 1);

/** Train and test curves, the kept ones faint behind them. */
function curves({ run, histories, kept }: LabView, train: string, test: string): Series[] {
  const series = (history: RunHistory, suffix: string, more: Partial<Series>): Series[] => [
    { name: `train${suffix}`, y: history[train]!, color: colors.train, ...more },
    { name: `test${suffix}`, y: history[test]!, color: colors.test, ...more },
  ];
  const old = kept ? series(kept, ', kept', { opacity: 0.45, dash: 'dot' }) : [];
  if (!histories) return [...old, ...series(run.history, '', {})];
  const band = (key: string, name: string, color: string): Series => ({
    name: `${name}, ${histories.length} seeds`,
    color,
    ...medianBand(sameLength(histories.map((history) => history[key]!))),
  });
  return [...old, band(train, 'train', colors.train), band(test, 'test', colors.test)];
}

/** Curves of runs that a rule stopped early go on at their last value. */
const sameLength = (all: number[][]) => {
  const epochs = Math.max(...all.map((one) => one.length));
  return all.map((one) => Array.from({ length: epochs }, (_, epoch) => one[Math.min(epoch, one.length - 1)]!));
};

const last = (curve: readonly number[] | undefined) => curve?.[curve.length - 1] ?? Number.NaN;
const short = (value: number) => (Number.isFinite(value) ? Number(value.toPrecision(3)).toString() : 'not a number');

/** Accuracy against epoch. */
export function accuracyFigure(view: LabView): Figure {
  const { acc, val_acc } = view.run.history;
  return fixedMargins(
    linePlot({
      title: '',
      ...{ xTitle: 'Epoch', yTitle: 'Accuracy', yRange: [0, 1], height: HEIGHT, references: BEST_POSSIBLE },
      series: curves(view, 'acc', 'val_acc'),
      description: `It ends at ${short(last(acc))} on the training data and at ${short(last(val_acc))} on the test data.`,
    }),
    HEIGHT,
    legendRows(view),
  );
}

/** Loss against epoch. */
export function lossFigure(view: LabView): Figure {
  const { loss, val_loss } = view.run.history;
  return fixedMargins(
    linePlot({
      title: '',
      ...{ xTitle: 'Epoch', yTitle: 'Loss', yType: 'log', height: HEIGHT },
      series: curves(view, 'loss', 'val_loss'),
      description: `It ends at ${short(last(loss))} on the training data and at ${short(last(val_loss))} on the test data.`,
    }),
    HEIGHT,
    legendRows(view),
  );
}

/** The rate of each epoch. */
export function rateFigure({ run, kept }: LabView): Figure {
  const rates = (history: RunHistory) => ({ y: history.lr, color: GREEN });
  const old: Series[] = kept ? [{ name: 'kept', ...rates(kept), opacity: 0.45, dash: 'dot' }] : [];
  return fixedMargins(
    linePlot({
      title: '',
      ...{ xTitle: 'Epoch', yTitle: 'Learning rate', yType: 'log', height: HEIGHT },
      series: [...old, { name: 'learning rate', ...rates(run.history) }],
      description: `It is ${short(run.history.lr[0]!)} in the first epoch and ${short(last(run.history.lr))} in the last.`,
    }),
  );
}

/** How long the weights are, and how far each epoch moves them. */
export function normsFigure({ run }: LabView): Figure {
  return fixedMargins(
    linePlot({
      title: '',
      ...{ xTitle: 'Epoch', yTitle: 'Length', yType: 'log', height: HEIGHT },
      series: [
        { name: 'all weights', y: run.weightNorm, color: '#595959' },
        { name: "an epoch's way", y: run.updateNorm, color: '#CC79A7' },
      ],
      description: `The weights have the length ${short(last(run.weightNorm))} at the end; the last epoch moved them by ${short(
        last(run.updateNorm),
      )}.`,
    }),
  );
}

const grid = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

const [XS, YS] = [grid(-9, 9, 73), grid(-16, 6, 67)];

/** The test points, always the same: what does not change is not drawn again. */
let points: Figure | undefined;
function testPoints(): Figure {
  const { x, classes } = labPoints().test;
  const of = (column: number) => Array.from(classes, (_, row) => x[2 * row + column]!);
  const ranges = { xRange: [-9, 9], yRange: [-16, 6] } as const;
  points ??= scatterPlot({ title: '', x: of(0), y: of(1), classes, ...ranges, description: '' });
  return points;
}

/** A picture with one faint pixel for each class of a grid, from its lowest row up. */
function pictureOf(grid: number[][]): string {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [grid[0]!.length, grid.length];
  const context = canvas.getContext('2d')!;
  for (const [row, classes] of grid.entries()) {
    for (const [column, kind] of classes.entries()) {
      context.fillStyle = transparent(colorOf(kind), 0.16);
      context.fillRect(column, grid.length - 1 - row, 1, 1);
    }
  }
  return canvas.toDataURL();
}

/** The test points over the classes that the network sees in the plane after an epoch. */
export function regionsFigure(run: LabRun, epoch: number, hiddenUnits: number, width: number): Figure {
  const { data, layout } = testPoints();
  const [stepX, stepY] = [XS[1]! - XS[0]!, YS[1]! - YS[0]!];
  const regions = {
    source: pictureOf(regionsAfter(run, epoch, hiddenUnits, XS, YS)),
    ...{ xref: 'x', x: XS[0]! - stepX / 2, sizex: stepX * XS.length },
    ...{ yref: 'y', y: YS[YS.length - 1]! + stepY / 2, sizey: stepY * YS.length },
    ...{ sizing: 'stretch', layer: 'below' },
  };
  const figure = {
    data,
    layout: { ...structuredClone(layout), images: [regions] },
    description: `Three clouds of test points, and the part of the plane that the network gives to each after epoch ${epoch}.`,
  };
  // Both features have the same scale: a narrow figure needs less height.
  return fixedMargins(figure, Math.min(2 * HEIGHT - 90, Math.max(HEIGHT, Math.round((width - 74) * (22 / 18)) + 76)));
}
