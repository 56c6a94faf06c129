import { checkNames, checkOption, isInteger, isNumber, shown } from '../check-options.ts';
import { makeRandom, shuffle } from '../shuffle.ts';
import { tf } from '../tf.ts';
import type { PreparedData } from './prepare-data.ts';
import { readTable, type TableData } from './read-table.ts';
import { toCategorical } from './to-categorical.ts';

/** Options of {@link prepareTable}. */
export interface PrepareTableOptions {
  /** The column with the classes, of a CSV file. */
  target?: string;
  /** The share of the rows for the test set, between 0 and 1; default 0.5. */
  testShare?: number;
  /** Whether to give each feature mean 0 and deviation 1; default true. */
  standardise?: boolean;
  /** Of the order of the rows; default 0. */
  seed?: number;
}

/** What {@link prepareTable} returns: data for `fit` and `study`, and what new rows must go through. */
export interface PreparedTable extends PreparedData {
  featureNames: string[];
  /** The classes in the order of the network's outputs. */
  classNames: string[];
  /** What was subtracted from each feature, and what it was divided by: 0 and 1 where nothing was standardised. */
  means: number[];
  deviations: number[];
}

const check = (name: string, value: unknown, rule: string, fits: boolean) =>
  checkOption('prepareTable', name, value, rule, fits);

/**
 * Makes data of your own ready for training: reads it, shuffles the rows, splits them, standardises the features by the training
 * rows alone, and makes the classes one-hot.
 *
 * @param source the path of a CSV file with a header, or `{ x, y, featureNames? }`: x numbers of shape [rows][features], y one class
 *   a row, names or numbers
 * @param options `target`, the column with the classes of a CSV file; `testShare`, between 0 and 1, default 0.5; `standardise`,
 *   default true: (x - mean) / deviation, the deviation with n in the denominator and 1 for a column that is constant; `seed`
 *   of the order of the rows, default 0
 * @returns trainX, trainY, testX, testY as {@link prepareData} gives them; `featureNames`; `classNames`, in the order of the outputs,
 *   sorted, as numbers where all are; `means` and `deviations`
 * @throws when the file cannot be read or an option or a cell is wrong, with its row and column
 * @example prepareTable('data/digits.csv', { target: 'digit' }).trainX.shape // [898, 64]
 *
 * Source: scikit-learn, preprocessing.StandardScaler.
 */
export function prepareTable(source: string | TableData, options: PrepareTableOptions = {}): PreparedTable {
  checkNames('prepareTable', options, ['target', 'testShare', 'standardise', 'seed']);
  const { target, testShare = 0.5, standardise = true, seed = 0 } = options;
  check(
    'testShare',
    testShare,
    'a number between 0 and 1',
    isNumber(testShare, 0, 1) && testShare > 0 && testShare < 1,
  );
  check('seed', seed, 'an integer', Number.isInteger(seed));
  const { x, y, featureNames } =
    typeof source === 'string' ? readTable('prepareTable', source, target) : checked(source);
  const testRows = Math.round(testShare * x.length);
  check(
    'testShare',
    testShare,
    `such that both parts of ${x.length} rows have some`,
    isInteger(testRows, 1) && testRows < x.length,
  );

  const order = Uint32Array.from(x.keys());
  shuffle(order, makeRandom(`table ${seed}`));
  const [train, test] = [order.subarray(testRows), order.subarray(0, testRows)];
  const { means, deviations } = standardise ? scaleOf(x, train) : plainScale(featureNames.length);
  const classNames = classesOf(y);
  const part = (rows: Uint32Array) => ({
    inputs: tf.tensor2d(Array.from(rows, (row) => x[row]!.map((value, i) => (value - means[i]!) / deviations[i]!))),
    targets: toCategorical(
      Array.from(rows, (row) => classNames.indexOf(String(y[row]))),
      classNames.length,
    ),
  });
  const [training, testing] = [part(train), part(test)];
  return {
    ...{ trainX: training.inputs, trainY: training.targets, testX: testing.inputs, testY: testing.targets },
    ...{ featureNames, classNames, means, deviations },
  };
}

/** A table that was given as arrays, with names for its columns. */
function checked({ x, y, featureNames }: TableData): Required<TableData> {
  check('x', shape(x), 'rows of numbers', Array.isArray(x) && x.length > 1 && Array.isArray(x[0]) && x[0].length > 0);
  check('y', shape(y), `a list of ${x.length} classes`, Array.isArray(y) && y.length === x.length);
  const names = featureNames ?? x[0]!.map((_, i) => `feature ${i + 1}`);
  x.forEach((row, index) => {
    check(`x[${index}]`, shape(row), `${names.length} numbers`, Array.isArray(row) && row.length === names.length);
    row.forEach((value, i) => void check(`x[${index}][${i}]`, value, 'a number', isNumber(value)));
  });
  return { x, y, featureNames: names };
}

const shape = (value: unknown) => (Array.isArray(value) ? `a list of ${value.length}` : shown(value));

/** The classes as text, in the order of numbers where all are numbers. */
function classesOf(y: readonly (string | number)[]): string[] {
  const names = [...new Set(y.map(String))];
  const numeric = names.every((name) => name.trim() !== '' && Number.isFinite(Number(name)));
  names.sort(numeric ? (a, b) => Number(a) - Number(b) : undefined);
  check('the classes', names.join(', '), 'two or more', names.length >= 2);
  return names;
}

/** Mean and deviation of each feature over some rows. */
function scaleOf(x: readonly number[][], rows: Uint32Array): { means: number[]; deviations: number[] } {
  const means = x[0]!.map((_, i) => rows.reduce((sum, row) => sum + x[row]![i]!, 0) / rows.length);
  const deviations = means.map((mean, i) =>
    Math.sqrt(rows.reduce((sum, row) => sum + (x[row]![i]! - mean) ** 2, 0) / rows.length),
  );
  return { means, deviations: deviations.map((deviation) => deviation || 1) };
}

const plainScale = (features: number) => ({
  means: new Array<number>(features).fill(0),
  deviations: new Array<number>(features).fill(1),
});
