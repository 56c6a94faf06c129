import { tf } from '../tf.ts';
import { resolveLogs, type UnresolvedLogs } from './logs.ts';

/**
 * Stops training as soon as the loss of a batch is not a finite number.
 *
 * The epoch ends after that batch, without validation. The weights stay as they are then.
 *
 * @example await fit(model, x, y, { epochs: 10, callbacks: [new TerminateOnNaN()] })
 *
 * Source: Keras 2.3.1, callbacks.TerminateOnNaN; same semantics.
 */
export class TerminateOnNaN extends tf.Callback {
  /** The epoch and the batch, counted from 0, at which training was stopped; undefined where it was not. */
  stoppedAt: { epoch: number; batch: number } | undefined;
  private epoch = 0;

  override async onTrainBegin(): Promise<void> {
    this.stoppedAt = undefined;
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    this.epoch = epoch;
  }

  override async onBatchEnd(batch: number, logs?: UnresolvedLogs): Promise<void> {
    const { loss } = await resolveLogs(logs);
    if (loss === undefined || Number.isFinite(loss)) return;
    this.stoppedAt = { epoch: this.epoch, batch };
    this.model.stopTraining = true;
  }
}
