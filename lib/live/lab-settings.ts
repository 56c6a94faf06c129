import { checkNames, checkOption, isInteger, isNumber } from '../check-options.ts';
import type { Variant } from '../study/variant.ts';

/** What the training lab trains: data, so that an address can hold it and a worker can get it. */
export interface LabSettings {
  learningRate: number;
  momentum: number;
  nesterov: boolean;
  /** Of the schedule 'decay', per update. */
  decay: number;
  batchSize: number;
  hiddenUnits: number;
  optimizer: 'sgd' | 'rmsprop' | 'adagrad' | 'adam';
  schedule: 'constant' | 'decay' | 'step' | 'cosine' | 'warmup' | 'oneCycle' | 'plateau';
  /** Of the plateau rule, in epochs. */
  patience: number;
  /** Of the plateau rule and of the steps. */
  factor: number;
  epochs: number;
  seed: number;
}

/** The lab's own training. */
export const labDefaults: LabSettings = {
  learningRate: 0.01,
  momentum: 0,
  nesterov: false,
  decay: 0,
  batchSize: 32,
  hiddenUnits: 50,
  optimizer: 'sgd',
  schedule: 'constant',
  patience: 10,
  factor: 0.1,
  epochs: 200,
  seed: 1,
};

/** The step schedule divides the training into so many parts. */
const PARTS = 4;
/** The warm-up takes this share of the epochs. */
const WARM_UP = 0.1;
/** The decay that the schedule has when none is named. */
const DECAY = 0.001;

const oneOf = (names: readonly string[]) => (value: unknown) => names.includes(value as string);
const optimizers = ['sgd', 'rmsprop', 'adagrad', 'adam'];
const schedules = ['constant', 'decay', 'step', 'cosine', 'warmup', 'oneCycle', 'plateau'];

/** What each setting may be, in words and as a test. */
const rules: { [Name in keyof LabSettings]: [string, (value: unknown) => boolean] } = {
  learningRate: ['> 0', (value) => isNumber(value, 0) && value !== 0],
  momentum: ['from 0 to below 1', (value) => isNumber(value, 0) && (value as number) < 1],
  nesterov: ['true or false', (value) => typeof value === 'boolean'],
  decay: ['>= 0', (value) => isNumber(value, 0)],
  batchSize: ['an integer from 1 to 500', (value) => isInteger(value, 1) && (value as number) <= 500],
  hiddenUnits: ['an integer from 1 to 1024', (value) => isInteger(value, 1) && (value as number) <= 1024],
  optimizer: [`one of ${optimizers.join(', ')}`, oneOf(optimizers)],
  schedule: [`one of ${schedules.join(', ')}`, oneOf(schedules)],
  patience: ['an integer >= 0', (value) => isInteger(value, 0)],
  factor: ['> 0 and below 1', (value) => isNumber(value, 0) && value !== 0 && (value as number) < 1],
  epochs: ['an integer from 2 to 1000', (value) => isInteger(value, 2) && (value as number) <= 1000],
  seed: ['an integer >= 0', (value) => isInteger(value, 0)],
};

/**
 * Fills up settings with the defaults. A decay makes the schedule 'decay', and the other way round.
 *
 * @throws when a name is unknown, a value is out of its range, or a decay comes with another schedule
 */
export function checkLabSettings(options: Partial<LabSettings>): LabSettings {
  checkNames('trainingLab', options, Object.keys(rules));
  const settings = { ...labDefaults, ...options };
  if (options.schedule === undefined && (options.decay ?? 0) > 0) settings.schedule = 'decay';
  if (options.decay === undefined && options.schedule === 'decay') settings.decay = DECAY;
  const { decay, schedule } = settings;
  checkOption('trainingLab', 'decay', decay, `0 with the schedule '${schedule}'`, decay === 0 || schedule === 'decay');
  for (const [name, [rule, fits]] of Object.entries(rules)) {
    const value = settings[name as keyof LabSettings];
    checkOption('trainingLab', name, value, rule, fits(value));
  }
  return settings;
}

/** The setting of a study that trains the same. */
export function variantOf(settings: LabSettings): Variant {
  const { optimizer, learningRate, momentum, nesterov, decay, schedule, patience, factor } = settings;
  const variant: Variant = { optimizer, learningRate, decay };
  if (optimizer === 'sgd' && momentum > 0) Object.assign(variant, { momentum, nesterov });
  if (schedule === 'plateau') variant.reduceLROnPlateau = plateauOptions(patience, factor);
  const byEpoch = scheduleOptions(settings);
  if (byEpoch) variant.schedule = byEpoch;
  return variant;
}

/** Options of ReduceLROnPlateau. */
export const plateauOptions = (patience: number, factor: number) => ({ patience, factor, minDelta: 1e-7 });

/** The schedule by its name in the library, with its options, a step an epoch; undefined where there is none. */
export function scheduleOptions(settings: LabSettings): { name: string; [option: string]: unknown } | undefined {
  const { schedule, learningRate, epochs, factor } = settings;
  const share = (part: number) => Math.max(1, Math.round(epochs * part));
  if (schedule === 'step') return { name: 'stepDecay', learningRate, factor, stepSize: share(1 / PARTS) };
  if (schedule === 'cosine') return { name: 'cosineDecay', learningRate, decaySteps: epochs };
  if (schedule === 'oneCycle') return { name: 'oneCycle', maxLearningRate: learningRate, totalSteps: epochs };
  if (schedule !== 'warmup') return undefined;
  return { name: 'linearWarmup', learningRate, warmupSteps: share(WARM_UP), from: learningRate / 10 };
}

/** The settings that are not as they would be anyway. */
export function changesOf(settings: LabSettings, base: LabSettings = labDefaults): Partial<LabSettings> {
  const changed = Object.entries(settings).filter(([name, value]) => value !== base[name as keyof LabSettings]);
  return Object.fromEntries(changed) as Partial<LabSettings>;
}

/** Settings as text for an address, and back: 'learningRate=0.1,momentum=0.9'. What does not fit is left out. */
export const toAddress = (settings: Partial<LabSettings>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');

/** Reads what {@link toAddress} wrote. */
export function fromAddress(text: string): Partial<LabSettings> {
  const read: Record<string, unknown> = {};
  for (const part of text.split(',')) {
    const [name = '', value = ''] = part.split('=');
    const base = labDefaults[name as keyof LabSettings];
    const parsed = typeof base === 'number' ? Number(value) : typeof base === 'boolean' ? value === 'true' : value;
    if (base !== undefined && value !== '' && rules[name as keyof LabSettings][1](parsed)) read[name] = parsed;
  }
  return read;
}
