import type { LabSettings } from '../../lib/live/lab-settings.ts';

/** Settings that use every control of the training lab. */
export const someSettings: Record<string, Partial<LabSettings>> = {
  'as it comes': {},
  'a large rate': { learningRate: 0.5, seed: 7 },
  'Nesterov momentum': { momentum: 0.9, nesterov: true, batchSize: 128 },
  decay: { schedule: 'decay', decay: 0.01 },
  'four steps, Adam': { optimizer: 'adam', schedule: 'step', factor: 0.5 },
  'cosine, RMSprop': { optimizer: 'rmsprop', learningRate: 0.001, schedule: 'cosine' },
  'warm-up, Adagrad': { optimizer: 'adagrad', schedule: 'warmup', hiddenUnits: 17 },
  'one cycle': { learningRate: 0.1, schedule: 'oneCycle', epochs: 30 },
  plateau: { learningRate: 0.1, schedule: 'plateau', patience: 3, factor: 0.3 },
};
