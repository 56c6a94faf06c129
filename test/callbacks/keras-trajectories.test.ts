import type * as TF from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { CallbackRunner } from '../../lib/callbacks/callback-runner.ts';
import { LearningRateMonitor } from '../../lib/callbacks/learning-rate-monitor.ts';
import { createOptimizer } from '../../lib/optimizers/create-optimizer.ts';
import { createCallback, readTrajectories } from '../fixtures/trajectories.ts';
import { compiledModel, drive } from './drive.ts';

const runs = readTrajectories().runs.filter((run) => run.callbacks.length > 0);

test.each(
  runs.map((run) => [run.name, run] as const),
)("callbacks that see Keras's numbers set Keras's rates and stop with Keras: %s", async (_, run) => {
  const monitor = new LearningRateMonitor();
  const callbacks: TF.Callback[] = [...run.callbacks.map(createCallback), monitor];
  const { name, ...options } = run.optimizer;
  const model = compiledModel(createOptimizer(name, options));
  const epochs = run.history.loss.map((loss, epoch) => ({
    loss,
    acc: run.history.acc[epoch],
    val_loss: run.history.val_loss[epoch],
    val_acc: run.history.val_acc[epoch],
  }));
  // An epoch after the end shows whether the training has really been stopped.
  const more = run.stoppedEpoch === null ? epochs : [...epochs, epochs[0]];
  const { logs } = await drive(new CallbackRunner(callbacks, more.length), more, model);
  expect(monitor.learningRates.map(Math.fround)).toEqual(run.monitor);
  expect(logs.length).toBe(run.epochsRun);
  if (run.history.lr) expect(logs.map((log) => Math.fround(log.lr))).toEqual(run.history.lr.map(Math.fround));
});
