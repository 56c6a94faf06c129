import type * as TF from '@tensorflow/tfjs';

/** The numbers of a batch or an epoch as TensorFlow.js hands them to callbacks: some may still be tensors. */
export type UnresolvedLogs = Record<string, number | TF.Scalar>;

/**
 * Turns tensors in the logs into numbers, in place, and frees them.
 *
 * @param logs what a callback's hook got
 * @returns the same object, of numbers alone
 */
export async function resolveLogs(logs: UnresolvedLogs | undefined): Promise<Record<string, number>> {
  if (!logs) return {};
  await Promise.all(
    Object.entries(logs).map(async ([name, value]) => {
      if (typeof value === 'number' || typeof value?.data !== 'function') return;
      logs[name] = (await value.data())[0];
      value.dispose();
    }),
  );
  return logs as Record<string, number>;
}
