import { createRequire } from 'node:module';

/** One display as a kernel would send it. */
export interface Written {
  // biome-ignore lint/suspicious/noExplicitAny: bundles hold JSON of any kind
  data: Record<string, any>;
  id: unknown;
  isUpdate: boolean;
}

const { cache } = createRequire(import.meta.url);
const path = '/fake/tslab/dist/jupyter.js';

/** Puts a module like tslab's among the loaded ones, so that this process looks like a kernel; returns what is written. */
export function startFakeKernel(): Written[] {
  const written: Written[] = [];
  const lastWriteDisplayData = (
    message: { data: Written['data']; transient: Record<string, unknown> },
    isUpdate: boolean,
  ) => written.push({ data: message.data, id: message.transient.display_id, isUpdate });
  cache[path] = { filename: path, exports: { lastWriteDisplayData } } as unknown as NodeJS.Module;
  return written;
}

/** Takes it away again. */
export function stopFakeKernel(): void {
  if (cache[path]) cache[path].exports.lastWriteDisplayData = null;
  delete cache[path];
}
