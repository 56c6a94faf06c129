import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EarlyStopping } from '../../lib/callbacks/early-stopping.ts';
import { ReduceLROnPlateau } from '../../lib/callbacks/reduce-lr-on-plateau.ts';
import { type Sgd, sgd } from '../../lib/optimizers/sgd.ts';
import { tf } from '../../lib/tf.ts';
import { compiledModel } from './drive.ts';

interface Case {
  sequence: [string, string];
  monitor: string;
  callback: { type: string };
  drops?: [number, number][];
  stoppedEpoch?: number | null;
  weightsOfEpoch?: number;
  error?: string;
}

interface Fixture {
  startRate: number;
  sequences: Record<string, Record<string, (number | string)[]>>;
  cases: Case[];
}

const FIXTURE = new URL('../fixtures/keras-callbacks.json', import.meta.url);
const { startRate, sequences, cases }: Fixture = JSON.parse(readFileSync(FIXTURE, 'utf8'));

const model = compiledModel(sgd({ learningRate: startRate }));
const optimizer = model.optimizer as Sgd;
const [kernel] = model.getWeights();

/** Feeds the callback the sequence; the model's weights tell the epoch that they are from. */
async function feed({ callback: { type, ...options }, monitor, sequence: [group, name] }: Case) {
  const all = { monitor, ...options };
  const callback = type === 'EarlyStopping' ? new EarlyStopping(all) : new ReduceLROnPlateau(all);
  optimizer.learningRate = startRate;
  model.stopTraining = false;
  callback.setModel(model as never);
  await callback.onTrainBegin();
  let epoch = 0;
  let rate = Math.fround(startRate);
  const drops: [number, number][] = [];
  for (const value of sequences[group][name].map(Number)) {
    tf.tidy(() => model.setWeights(model.getWeights().map((weight) => tf.fill(weight.shape, epoch))));
    const logs: Record<string, number> = { [monitor]: value };
    await callback.onEpochEnd(epoch, logs);
    if (type === 'ReduceLROnPlateau') expect(Math.fround(logs.lr)).toBe(rate);
    const next = Math.fround(optimizer.learningRate);
    if (next !== rate) drops.push([epoch, next]);
    rate = next;
    if (model.stopTraining) break;
    epoch++;
  }
  const stoppedEpoch = model.stopTraining ? epoch : null;
  return { drops, stoppedEpoch, weightsOfEpoch: kernel.dataSync()[0] };
}

const named = cases.map((one) => {
  const { type, ...options } = one.callback;
  return [`new ${type}(${JSON.stringify(options)}) on ${one.sequence.join(': ')}`, one] as const;
});

test.each(named.filter(([, one]) => one.drops))('%s drops the rate as Keras 2.3.1 does, to the bit', async (_, one) => {
  expect((await feed(one)).drops).toEqual(one.drops);
});

test.each(
  named.filter(([, one]) => !one.drops),
)('%s stops where Keras 2.3.1 does, with its weights', async (_, one) => {
  const { stoppedEpoch, weightsOfEpoch } = await feed(one);
  expect(stoppedEpoch).toBe(one.stoppedEpoch);
  // Where there are no best weights to restore, Keras fails and ours leaves the weights of the last epoch.
  expect(weightsOfEpoch).toBe(one.error ? one.stoppedEpoch : one.weightsOfEpoch);
});
