import { transformSync } from 'esbuild';
import { expect, test } from 'vitest';
import * as lab from '../../lib/index.ts';
import { toTypeScript } from '../../lib/live/lab-code.ts';
import { labPoints, regionsAfter, runLab, runSeed } from '../../lib/live/lab-run.ts';
import { checkLabSettings } from '../../lib/live/lab-settings.ts';
import { someSettings } from './settings.ts';

/** Runs the cell that the lab hands to its readers, and gives what `fit` returned and the model. */
async function runCell(code: string) {
  const imports = code.slice(code.indexOf('{') + 1, code.indexOf('}'));
  const body = code.slice(code.indexOf("'learning-rate-lab';") + 20);
  const { code: script } = transformSync(`async function cell() {${body}\nreturn { history, model }; }`, {
    loader: 'ts',
  });
  const run = new Function('lab', `const {${imports}} = lab; ${script}; return cell();`);
  return run({ ...lab, show: () => {} }) as Promise<{
    history: lab.History;
    model: ReturnType<typeof lab.createModel>;
  }>;
}

test.each(
  Object.entries(someSettings),
)('the lab trains to the bit as the cell that it hands out: %s', async (_, options) => {
  const settings = checkLabSettings({ epochs: 20, ...options });
  const run = runLab(settings);
  const { history, model } = await runCell(toTypeScript(settings));
  for (const key of ['loss', 'acc', 'val_loss', 'val_acc']) expect(run.history[key]).toEqual(history[key]);
  const weights = model.getWeights().flatMap((weight) => [...weight.dataSync()]);
  expect([...run.weights.slice(-weights.length)]).toEqual(weights);
  model.dispose();
});

test('runSeed gives the curves of runLab with that seed', () => {
  const settings = checkLabSettings({ epochs: 12, seed: 4 });
  expect(runSeed({ ...settings, seed: 1 }, 4)).toEqual(runLab(settings).history);
});

test('labPoints are the data of prepareData', () => {
  const data = lab.prepareData();
  const { train, test: other } = labPoints();
  expect([...train.x]).toEqual([...data.trainX.dataSync()]);
  expect([...other.x]).toEqual([...data.testX.dataSync()]);
  expect(other.classes).toEqual([...data.testY.argMax(1).dataSync()]);
});

test('regionsAfter gives the classes that the model predicts', async () => {
  const settings = checkLabSettings({ epochs: 9, hiddenUnits: 13, learningRate: 0.05 });
  const { model } = await runCell(toTypeScript(settings));
  const xs = [-8, -3.3, 0.1, 2, 7];
  const ys = [-14, -6.5, -2, 0.4, 5];
  const points = ys.flatMap((y) => xs.map((x) => [x, y]));
  const predicted = (model.predict(lab.tf.tensor2d(points)) as lab.PreparedData['trainX']).argMax(1).dataSync();
  expect(regionsAfter(runLab(settings), 9, 13, xs, ys).flat()).toEqual([...predicted]);
});

test('norms are those of the weights', () => {
  const run = runLab(checkLabSettings({ epochs: 3, hiddenUnits: 2 }));
  const count = run.weights.length / 3;
  expect(count).toBe(2 * 2 + 2 + 2 * 3 + 3);
  const [second, third] = [1, 2].map((epoch) => [...run.weights.slice(epoch * count, (epoch + 1) * count)]);
  expect(run.weightNorm[2]).toBeCloseTo(Math.hypot(...third!), 10);
  expect(run.updateNorm[2]).toBeCloseTo(Math.hypot(...third!.map((value, i) => value - second![i]!)), 10);
});
