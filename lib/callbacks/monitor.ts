import type * as TF from '@tensorflow/tfjs';
import { checkOption, shown } from '../check-options.ts';

/** Whether the monitored number should go down ('min') or up ('max'); 'auto' tells by its name. */
export type MonitorMode = 'auto' | 'min' | 'max';

/** Keras's names of the metrics that TensorFlow.js calls otherwise. */
const ALIASES: Record<string, string> = { accuracy: 'acc', val_accuracy: 'val_acc' };

/**
 * Decides which way a monitored number improves.
 *
 * Keras: 'auto' means up for every name that contains 'acc', and down for all others.
 *
 * @throws when the name is no string or the mode is unknown
 */
export function monitorDirection(caller: string, monitor: string, mode: MonitorMode): 'min' | 'max' {
  checkOption(
    caller,
    'monitor',
    monitor,
    "the name of a metric like 'val_loss'",
    typeof monitor === 'string' && !!monitor,
  );
  checkOption(caller, 'mode', mode, "'auto', 'min' or 'max'", ['auto', 'min', 'max'].includes(mode));
  if (mode !== 'auto') return mode;
  return monitor.includes('acc') ? 'max' : 'min';
}

/** The monitored number in an epoch's logs, under its own name or TensorFlow.js's. */
export function findMonitored(monitor: string, logs: Record<string, number>): number | undefined {
  return logs[monitor] ?? logs[ALIASES[monitor]];
}

/**
 * The monitored number in an epoch's logs; `undefined` where training was stopped within the epoch, before validation.
 *
 * Keras only warns when the number is missing, and goes on without the callback.
 *
 * @throws when there is no such number, naming those that there are
 */
export function monitored(
  caller: string,
  monitor: string,
  logs: Record<string, number>,
  model: TF.LayersModel,
): number | undefined {
  const value = findMonitored(monitor, logs);
  if (value !== undefined || model?.stopTraining) return value;
  const there = Object.keys(logs).join(', ') || 'none';
  const mend = monitor.startsWith('val_')
    ? 'give fit validationData'
    : monitor.includes('acc')
      ? "compile the model with metrics: ['accuracy']"
      : 'monitor one of these';
  throw new Error(`${caller}: no ${shown(monitor)} among the epoch's numbers (${there}); ${mend}`);
}
