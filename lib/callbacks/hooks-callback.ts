import type * as TF from '@tensorflow/tfjs';
import { checkOption, shown } from '../check-options.ts';
import { tf } from '../tf.ts';
import { resolveLogs, type UnresolvedLogs } from './logs.ts';

/** A callback as an object of its class: ours, one of `tf.callbacks`, or any subclass of `tf.Callback`. */
export type CallbackObject = TF.CallbackList['callbacks'][number];

/** What goes into `callbacks`: objects of callback classes, or plain objects with hooks like `onEpochEnd`. */
export type FitCallback = Pick<CallbackObject, 'setModel' | 'setParams'> | TF.CustomCallbackArgs;

const HOOKS = [
  'onTrainBegin',
  'onTrainEnd',
  'onEpochBegin',
  'onEpochEnd',
  'onBatchBegin',
  'onBatchEnd',
  'onYield',
] as const;

/** A plain object of hooks as a callback; each hook is called on that object and finds numbers in its logs. */
export class HooksCallback extends tf.Callback {
  readonly hooks: TF.CustomCallbackArgs;

  constructor(hooks: TF.CustomCallbackArgs) {
    super();
    this.hooks = hooks;
  }

  override async onTrainBegin(logs?: UnresolvedLogs): Promise<void> {
    await this.hooks.onTrainBegin?.(await resolveLogs(logs));
  }

  override async onTrainEnd(logs?: UnresolvedLogs): Promise<void> {
    await this.hooks.onTrainEnd?.(await resolveLogs(logs));
  }

  override async onEpochBegin(epoch: number, logs?: UnresolvedLogs): Promise<void> {
    await this.hooks.onEpochBegin?.(epoch, await resolveLogs(logs));
  }

  override async onEpochEnd(epoch: number, logs?: UnresolvedLogs): Promise<void> {
    await this.hooks.onEpochEnd?.(epoch, await resolveLogs(logs));
  }

  override async onBatchBegin(batch: number, logs?: UnresolvedLogs): Promise<void> {
    await this.hooks.onBatchBegin?.(batch, await resolveLogs(logs));
  }

  override async onBatchEnd(batch: number, logs?: UnresolvedLogs): Promise<void> {
    await this.hooks.onBatchEnd?.(batch, await resolveLogs(logs));
  }
}

/**
 * Makes one list of callback objects from whatever `callbacks` was.
 *
 * @param caller the function that was called, first word of the message
 * @param callbacks one callback, a list of them (kinds may mix), or nothing
 * @throws when an entry is neither a callback object nor an object with a hook
 */
export function normalizeCallbacks(caller: string, callbacks?: FitCallback | FitCallback[] | null): CallbackObject[] {
  const list = Array.isArray(callbacks) ? callbacks : callbacks == null ? [] : [callbacks];
  return list.map((callback, i) => {
    const fields = (callback ?? {}) as unknown as Record<string, unknown>;
    if (typeof fields.setParams === 'function' && typeof fields.setModel === 'function')
      return callback as CallbackObject;
    if (typeof callback === 'function') {
      throw new Error(
        `${caller}: callbacks[${i}] is a class or function; put an object in: new ${fields.name || 'It'}(...)`,
      );
    }
    const hooks = HOOKS.filter((hook) => fields[hook] !== undefined);
    if (hooks.length === 0) {
      const known = HOOKS.join(', ');
      throw new Error(`${caller}: callbacks[${i}] must be a callback or have one of ${known}, got ${shown(callback)}`);
    }
    for (const hook of hooks) {
      const isHook = typeof fields[hook] === 'function';
      checkOption(caller, `callbacks[${i}].${hook}`, fields[hook], 'a function', isHook);
    }
    return new HooksCallback(callback as TF.CustomCallbackArgs);
  });
}
