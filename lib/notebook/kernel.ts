import { createRequire } from 'node:module';
import { interruption } from '../interruption.ts';

/** One display of a notebook: the same thing in several formats, of which the reader's program picks the best. */
export type MimeBundle = Record<string, unknown>;

interface DisplayMessage {
  data: MimeBundle;
  metadata: Record<string, unknown>;
  transient: Record<string, unknown>;
}

type Writer = (message: DisplayMessage, isUpdate: boolean) => void;

const requireHere = createRequire(import.meta.url);

/** The writer of the tslab kernel that this process is, if it is one: tslab's public functions write one format only. */
function kernelWriter(): Writer | undefined {
  for (const loaded of Object.values(requireHere.cache)) {
    if (!loaded || !/[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(loaded.filename)) continue;
    const { lastWriteDisplayData } = loaded.exports as { lastWriteDisplayData: Writer | null };
    if (lastWriteDisplayData) return lastWriteDisplayData;
  }
  return undefined;
}

/** Whether this process is a notebook's kernel. */
export const inKernel = (): boolean => kernelWriter() !== undefined;

let displays = 0;

/** A name for a display that is to be written again in place. */
export const newDisplayId = (): string => `learning-rate-lab-${++displays}`;

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
  return write !== undefined;
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
