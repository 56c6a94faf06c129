import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { interruption } from '../interruption.ts';

/** One display of a notebook: the same thing in several formats, of which the reader's program picks the best. */
export type MimeBundle = Record<string, unknown>;

interface DisplayMessage {
  data: MimeBundle;
  metadata: Record<string, unknown>;
  transient: Record<string, unknown>;
}

/** tslab's module of the messages to Jupyter; the writer is there once a cell runs, and null outside a kernel. */
interface TslabMessages {
  lastWriteDisplayData: ((message: DisplayMessage, isUpdate: boolean) => void) | null;
}

const requireHere = createRequire(import.meta.url);
let messages: TslabMessages | undefined;

/**
 * The writer of the tslab kernel that this process is, if it is one. tslab's public functions write one format only, so
 * its module is looked up among those that run; nothing of tslab is loaded.
 */
function kernelWriter(): TslabMessages['lastWriteDisplayData'] {
  if (messages?.lastWriteDisplayData) return messages.lastWriteDisplayData;
  for (const loaded of Object.values(requireHere.cache)) {
    if (!loaded || !/[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(loaded.filename)) continue;
    const found = loaded.exports as TslabMessages;
    if (found.lastWriteDisplayData) messages = found;
  }
  return messages?.lastWriteDisplayData ?? null;
}

/** Whether this process is a notebook's kernel. */
export const inKernel = (): boolean => kernelWriter() !== null;

/** A name for a display that is to be written again in place. */
export const newDisplayId = (): string => `learning-rate-lab-${randomUUID()}`;

/**
 * Writes a display into the notebook, or anew into the place of the one with the same id.
 *
 * @param data the formats
 * @param displayId a name of newDisplayId, for displays that change
 * @param isUpdate whether the display is there already
 * @returns false outside a kernel, where nothing is written
 */
export function writeDisplay(data: MimeBundle, displayId?: string, isUpdate = false): boolean {
  const write = kernelWriter();
  write?.({ data, metadata: {}, transient: displayId ? { display_id: displayId } : {} }, isUpdate);
  return write !== null;
}

/**
 * A copy of a result that a kernel does not print again where it is the last expression of a cell, since it has been
 * shown already. The scripts of the kernel know the symbol.
 */
export function alreadyShown<T extends object>(result: T): T {
  return Object.defineProperty({ ...result }, Symbol.for('learning-rate-lab.shown'), { value: true });
}

let listening = false;

/**
 * Lets the kernel's interrupt reach the library: tslab only gives up waiting for the cell, and what it started would train
 * on. Outside a kernel nothing changes: there an interrupt ends the program.
 */
export function listenToInterrupts(): void {
  if (listening || !inKernel()) return;
  listening = true;
  process.on('SIGINT', () => {
    interruption.count++;
  });
}
