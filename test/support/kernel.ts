import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jupyterEnvironment } from '../../scripts/environment.mjs';
import { python } from '../../scripts/paths.mjs';
import { inRoot } from './paths.ts';

/** One output of a cell, as in the notebook format. */
export interface Output {
  output_type: string;
  name?: string;
  text?: string | string[];
  data?: Record<string, unknown>;
  ename?: string;
  evalue?: string;
}

/** Text of the notebook format: a string, or its lines. */
export const textOf = (text: unknown): string => (Array.isArray(text) ? text.join('') : String(text ?? ''));

/** Executes cells in the real tslab kernel, in order, and returns the outputs of each. */
export async function runCells(cells: string[], extra: Record<string, string> = {}): Promise<Output[][]> {
  const folder = inRoot('.cache', 'test');
  mkdirSync(folder, { recursive: true });
  const own = mkdtempSync(join(folder, 'cells-'));
  try {
    const path = join(own, 'cells.ipynb');
    writeFileSync(path, JSON.stringify(notebookOf(cells)));
    const args = ['-m', 'nbconvert', '--to', 'notebook', '--execute', '--allow-errors', '--output', 'done', path];
    await promisify(execFile)(python, args, { env: jupyterEnvironment(extra) });
    const { cells: executed } = JSON.parse(readFileSync(join(own, 'done.ipynb'), 'utf8'));
    return executed.map((cell: { outputs: Output[] }) => cell.outputs);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/** A notebook for the tslab kernel. */
export const notebookOf = (cells: string[]) => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: 'tslab', display_name: 'TypeScript', language: 'typescript' } },
  cells: cells.map((source, index) => ({
    cell_type: 'code',
    id: `cell-${index}`,
    metadata: {},
    execution_count: null,
    outputs: [],
    source,
  })),
});
