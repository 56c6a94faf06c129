import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The exercises that were solved, each with the time of the first right answer (ISO 8601). */
export type Solved = Record<string, string>;

const NAME = '.progress.json';
const VERSION = 1;

/** Whether a folder is the root of the lab's checkout. */
function isRoot(folder: string): boolean {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).name === 'learning-rate-lab-workspace';
  } catch {
    return false;
  }
}

/**
 * Where progress is kept: in the root of the checkout that the folder belongs to, else in the folder itself; the
 * environment variable LEARNING_RATE_LAB_PROGRESS names another file.
 *
 * @param folder default the current one: for a kernel, its notebook's
 */
export function progressPath(folder: string = process.cwd()): string {
  if (process.env.LEARNING_RATE_LAB_PROGRESS) return process.env.LEARNING_RATE_LAB_PROGRESS;
  for (let above = folder; ; above = dirname(above)) {
    if (isRoot(above)) return join(above, NAME);
    if (dirname(above) === above) return join(folder, NAME);
  }
}

const isSolved = (value: unknown): value is Solved =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((time) => typeof time === 'string');

/**
 * Reads which exercises were solved.
 *
 * @param path default {@link progressPath}
 * @returns the solved exercises; none where there is no file
 * @throws when the file is there and cannot be understood; it is left as it is
 */
export function readProgress(path: string = progressPath()): Solved {
  if (!existsSync(path)) return {};
  const mend = 'mend it, or move it away to begin anew';
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`progress: ${path} cannot be read (${(error as Error).message}); ${mend}`);
  }
  const { version, solved } = (content ?? {}) as { version?: unknown; solved?: unknown };
  if (version !== VERSION || !isSolved(solved)) {
    throw new Error(`progress: ${path} must hold { "version": ${VERSION}, "solved": { id: time } }; ${mend}`);
  }
  return solved;
}

/**
 * Notes that an exercise was solved. The time of the first right answer stays. The file is written beside and moved
 * into its place, so that it is whole at any time.
 *
 * @param id of the exercise
 * @param path default {@link progressPath}
 * @param time default now
 * @throws when the file cannot be understood (it is left as it is) or not be written
 */
export function recordSolved(id: string, path: string = progressPath(), time: Date = new Date()): void {
  const solved = readProgress(path);
  if (Object.hasOwn(solved, id)) return;
  const sorted = Object.entries({ ...solved, [id]: time.toISOString() }).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify({ version: VERSION, solved: Object.fromEntries(sorted) }, null, 2);
  const beside = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, `${text}\n`);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw new Error(`progress: ${path} cannot be written (${(error as Error).message})`);
  }
}
