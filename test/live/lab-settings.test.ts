import { expect, test } from 'vitest';
import { trainingLab } from '../../lib/index.ts';
import { changesOf, checkLabSettings, fromAddress, labDefaults, toAddress } from '../../lib/live/lab-settings.ts';
import { someSettings } from './settings.ts';

test.each(Object.entries(someSettings))('the address brings settings back: %s', (_, options) => {
  const settings = checkLabSettings(options);
  expect(checkLabSettings({ ...labDefaults, ...fromAddress(toAddress(changesOf(settings))) })).toEqual(settings);
});

test('fromAddress leaves out what is none of its settings', () => {
  expect(fromAddress('learningRate=-1,momentum=2,optimizer=magic,nesterov=maybe,seed=1.5,what=1,=,epochs')).toEqual({
    nesterov: false,
  });
  expect(fromAddress('learningRate=0.1,seed=4')).toEqual({ learningRate: 0.1, seed: 4 });
});

test('trainingLab says in its description what the training does', () => {
  const { component, settings, description } = trainingLab({ learningRate: 0.1, epochs: 20 });
  expect(component).toBe('training-lab');
  expect(settings).toEqual({ ...labDefaults, learningRate: 0.1, epochs: 20 });
  expect(description).toMatch(
    /^The lab's training with learningRate 0.1, epochs 20: after 20 epochs .* 0\.[78]\d\d\.$/,
  );
});

test('trainingLab takes a decay as the schedule of that name, and the other way round', () => {
  expect(trainingLab({ decay: 0.1 }).settings).toMatchObject({ decay: 0.1, schedule: 'decay' });
  expect(trainingLab({ schedule: 'decay' }).settings).toMatchObject({ decay: 0.001, schedule: 'decay' });
});

test.each([
  [{ learningRate: -1 }, 'trainingLab: learningRate must be > 0, got -1'],
  [{ momentum: 1 }, 'trainingLab: momentum must be from 0 to below 1, got 1'],
  [{ optimizer: 'sdg' }, 'trainingLab: optimizer must be one of sgd, rmsprop, adagrad, adam'],
  [{ schedule: 'cosine', decay: 0.1 }, "trainingLab: decay must be 0 with the schedule 'cosine', got 0.1"],
  [{ batchSize: 501 }, 'trainingLab: batchSize must be an integer from 1 to 500, got 501'],
  [{ learningrate: 1 }, 'learningrate'],
])('trainingLab refuses %j', (options, message) => {
  expect(() => trainingLab(options as object)).toThrow(message);
});
