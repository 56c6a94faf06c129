import { escapeHtml } from './escape.ts';

/** What a cell of a table can hold. */
export type Cell = string | number | boolean | null | undefined;

/** A table to show. */
export interface Table {
  columns: string[];
  /** The cells of each row, one a column. */
  rows: Cell[][];
  caption: string;
}

/** Options of {@link table}. */
export interface TableOptions {
  /** Which keys, in which order; default all, in the order in which the rows bring them. */
  columns?: readonly string[];
  /** One line above the table; default none. */
  caption?: string;
}

/**
 * Makes a table of rows, for `show`. Numbers are written with four significant digits, columns of numbers are aligned at
 * the right.
 *
 * @param rows one object a row
 * @param options `columns`, which keys in which order, default all; `caption`, default none
 * @returns columns, rows of cells, and caption
 * @throws when a column is in no row
 * @example
 * show(table([{ rate: 0.1, accuracy: 0.82 }], { caption: 'Test accuracy at the end' }));
 */
export function table(rows: readonly Record<string, Cell>[], options: TableOptions = {}): Table {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const { columns = keys, caption = '' } = options;
  const missing = rows.length > 0 && columns.find((column) => !keys.includes(column));
  if (missing) throw new Error(`table: no row has a column '${missing}'; the columns are ${keys.join(', ')}`);
  return { columns: [...columns], rows: rows.map((row) => columns.map((column) => row[column])), caption };
}

const isCell = (value: unknown): value is Cell => value === null || !['object', 'function'].includes(typeof value);

/** Whether a value is a table of `table`. */
export const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && 'columns' in value && 'rows' in value && 'caption' in value;

/** Whether a value is a list of rows that can be shown as a table. */
export const isRows = (value: unknown): value is Record<string, Cell>[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every(
    (row) =>
      typeof row === 'object' &&
      row !== null &&
      Object.getPrototypeOf(row)?.constructor?.name === 'Object' &&
      Object.values(row).every(isCell),
  );

/** A cell as text; a number as short as can be read: integers whole, others with four significant digits. */
export function formatCell(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'string') return cell;
  if (Number.isNaN(cell)) return 'NaN';
  if (!Number.isFinite(cell)) return cell > 0 ? '∞' : '-∞';
  if (Number.isInteger(cell) && Math.abs(cell) < 1e9) return cell.toLocaleString('en');
  return String(Number(cell.toPrecision(4)));
}

const isNumeric = (cell: Cell) =>
  typeof cell === 'number' ||
  (typeof cell === 'string' && /^[-+−]?(\d[\d,]*\.?\d*|\.\d+)(e[-+]?\d+)?( ?%)?$/i.test(cell));

/** The columns that hold numbers, as numbers or as text; single words like 'never' among them do not count. */
const numericColumns = ({ columns, rows }: Table): boolean[] =>
  columns.map((_, i) => {
    const cells = rows.map((row) => row[i]).filter((cell) => cell !== null && cell !== undefined && cell !== '');
    return cells.filter(isNumeric).length * 2 > cells.length;
  });

/** A table as HTML. Where it is wider than the page it scrolls by itself. */
export function tableHtml(shown: Table): string {
  const { columns, rows, caption } = shown;
  const isNumber = numericColumns(shown);
  const style = (i: number) => `style="text-align: ${isNumber[i] ? 'right' : 'left'}"`;
  const head = columns.map((name, i) => `<th scope="col" ${style(i)}>${escapeHtml(name)}</th>`);
  const body = rows.map((row) => {
    const cells = row.map((cell, i) => `<td ${style(i)}>${escapeHtml(formatCell(cell))}</td>`);
    return `<tr>${cells.join('')}</tr>`;
  });
  const title = caption ? `<caption style="text-align: left">${escapeHtml(caption)}</caption>` : '';
  const label = escapeHtml(caption || `Table: ${columns.join(', ')}`);
  return [
    `<div class="lab-table-scroll" role="region" aria-label="${label}" tabindex="0" style="overflow-x: auto">`,
    `<table class="lab-table" style="margin: 0; font-variant-numeric: tabular-nums">${title}`,
    `<thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`,
  ].join('');
}

/** A table as plain text in columns. */
export function tableText(shown: Table): string {
  const { columns, rows, caption } = shown;
  const isNumber = numericColumns(shown);
  const lines = [columns, ...rows.map((row) => row.map(formatCell))];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  const text = lines.map((line) =>
    line
      .map((cell, i) => (isNumber[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
  return [...(caption ? [caption] : []), ...text].join('\n');
}
