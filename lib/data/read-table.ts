import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { checkOption, shown } from '../check-options.ts';

/** Rows of features, each with the name of its class. */
export interface TableData {
  /** Shape [rows][features]. */
  x: number[][];
  /** Numbers or names of classes, one a row. */
  y: (string | number)[];
  /** The names of the columns of x. */
  featureNames?: string[];
}

/**
 * Reads a CSV file with a header: the column `target` holds the classes, all others are features.
 *
 * @param caller what the messages begin with
 * @param path of the file
 * @param target the name of a column
 * @throws when there is no such file or column, a row has not as many cells as the header, or a feature is no number
 */
export function readTable(caller: string, path: string, target: string | undefined): Required<TableData> {
  const { data, errors } = Papa.parse<string[]>(readText(caller, path), { skipEmptyLines: 'greedy' });
  // A file of one column has no delimiter to be found, which is no mistake.
  const broken = errors.find(({ type }) => type !== 'Delimiter');
  if (broken) throw new Error(`${caller}: line ${(broken.row ?? 0) + 1} of ${path}: ${broken.message}`);
  const [header = [], ...rows] = data;
  const names = header.map((name) => name.trim());
  const at = names.indexOf(target ?? '');
  const known = `one of the columns ${names.join(', ')}`;
  checkOption(caller, 'target', target, known.length > 300 ? `${known.slice(0, 300)}...` : known, at >= 0);
  const x = rows.map((row, index) => {
    if (row.length !== names.length) {
      throw new Error(`${caller}: row ${index + 1} of ${path} must have ${names.length} cells, got ${row.length}`);
    }
    return row.flatMap((cell, column) => (column === at ? [] : [numberIn(cell, names[column]!, index)]));
  });
  function numberIn(cell: string, name: string, index: number): number {
    const value = cell.trim() === '' ? Number.NaN : Number(cell);
    if (Number.isFinite(value)) return value;
    throw new Error(`${caller}: row ${index + 1} of ${path}: ${name} must be a number, got ${shown(cell)}`);
  }
  return { x, y: rows.map((row) => row[at]!.trim()), featureNames: names.filter((_, column) => column !== at) };
}

function readText(caller: string, path: string): string {
  try {
    // A byte order mark would become part of the first name.
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new Error(`${caller}: source must be the path of a CSV file that can be read, got ${shown(path)}`, {
      cause: error,
    });
  }
}
