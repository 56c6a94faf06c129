import { escapeHtml } from './escape.ts';

/** What a cell of a table can hold. */
export type Cell = string | number | boolean | null | undefined;

/** A table to show. */
export interface Table {
  columns: string[];
  rows: Cell[][];
  caption: string;
}

/** Options of {@link table}. */
export interface TableOptions {
  /** Which keys, in which order; default those of the first row. */
  columns?: string[];
  /** One line above the table. */
  caption?: string;
}

/**
 * Makes a table of rows for `show`.
 *
 * @param rows one object a row
 * @param options `columns`, default the keys of the first row; `caption`, default none
 * @example show(table([{ rate: 0.1, accuracy: 0.82 }], { caption: 'Last epoch' }))
 */
export function table(rows: readonly Record<string, Cell>[], options: TableOptions = {}): Table {
  const { columns = Object.keys(rows[0] ?? {}), caption = '' } = options;
  return { columns, rows: rows.map((row) => columns.map((column) => row[column])), caption };
}

/** A number short enough to read: whole as it is, else four significant digits. */
export function formatCell(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'number') return String(cell);
  if (!Number.isFinite(cell)) return Number.isNaN(cell) ? 'NaN' : cell > 0 ? '∞' : '−∞';
  if (Number.isInteger(cell)) return Math.abs(cell) < 1e6 ? cell.toLocaleString('en') : cell.toExponential(2);
  return Math.abs(cell) < 1e-3 || Math.abs(cell) >= 1e6
    ? String(Number(cell.toPrecision(3)))
    : String(Number(cell.toPrecision(4)));
}

/** A table as HTML; numbers are aligned at the right. */
export function tableHtml({ columns, rows, caption }: Table): string {
  const side = (cell: Cell) => (typeof cell === 'number' ? 'right' : 'left');
  const head = columns.map(
    (name, i) => `<th scope="col" style="text-align: ${side(rows[0]?.[i])}">${escapeHtml(name)}</th>`,
  );
  const body = rows.map((row) => {
    const cells = row.map((cell) => `<td style="text-align: ${side(cell)}">${escapeHtml(formatCell(cell))}</td>`);
    return `<tr>${cells.join('')}</tr>`;
  });
  const title = caption ? `<caption style="text-align: left">${escapeHtml(caption)}</caption>` : '';
  return `<table class="lab-table">${title}<thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

/** A table as plain text in columns. */
export function tableText({ columns, rows, caption }: Table): string {
  const lines = [columns, ...rows.map((row) => row.map(formatCell))];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  const padded = (line: string[], row: number) =>
    line.map((cell, i) =>
      row > 0 && typeof rows[row - 1]![i] === 'number' ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!),
    );
  const text = lines.map((line, row) => padded(line, row).join('  ').trimEnd());
  return [...(caption ? [caption] : []), ...text].join('\n');
}
