import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type * as TF from '@tensorflow/tfjs';
import { checkNames, checkOption } from '../check-options.ts';
import { tf } from '../tf.ts';
import { escapeHtml, jsonForScript } from './escape.ts';

/** Options of {@link saveModelPage}. */
export interface ModelPageOptions {
  /** The page's heading; default 'A trained network'. */
  title?: string;
  /** One a column of the inputs; default 'feature 1', 'feature 2', ... */
  featureNames?: string[];
  /** One an output; default 'class 0', 'class 1', ... */
  classNames?: string[];
  /** What is subtracted from each feature, and what it is then divided by; default 0 and 1. */
  means?: number[];
  deviations?: number[];
  /** Rows that can be filled in by a click, before scaling; default none. */
  examples?: number[][];
}

const requireHere = createRequire(import.meta.url);

/** Up to so many features get a field each; more are asked for as one row of numbers. */
const FIELDS = 12;

/**
 * Saves a model together with a page that uses it: a folder whose index.html opens without a server and without a network,
 * takes a row of features and says which class it is. The model itself lies there as model.json and weights.bin, too, as
 * `tf.loadLayersModel` reads them.
 *
 * @param model a network with inputs of shape [n, features] and outputs of shape [n, classes]
 * @param folder where to; it is made, and files of the same names in it are replaced
 * @param options `title`; `featureNames` and `classNames`, one each; `means` and `deviations`, one a feature, as prepareTable gives
 *   them; `examples`, rows of features
 * @returns the path of the page
 * @throws when there are not as many names, means or deviations as the model has inputs or outputs
 * @example await saveModelPage(model, 'my-model', { title: 'Digits' }) // '/.../my-model/index.html'
 */
export async function saveModelPage(
  model: TF.LayersModel,
  folder: string,
  options: ModelPageOptions = {},
): Promise<string> {
  checkNames('saveModelPage', options, ['title', 'featureNames', 'classNames', 'means', 'deviations', 'examples']);
  const { title = 'A trained network', examples = [] } = options;
  const [features, classes] = [model.inputs[0]!.shape[1]!, model.outputs[0]!.shape[1]!];
  const list = <T>(name: string, given: T[] | undefined, count: number, byDefault: (i: number) => T): T[] => {
    const values = given ?? Array.from({ length: count }, (_, i) => byDefault(i));
    checkOption('saveModelPage', `the length of ${name}`, values.length, `${count}`, values.length === count);
    return values;
  };
  const settings = {
    featureNames: list('featureNames', options.featureNames, features, (i) => `feature ${i + 1}`),
    classNames: list('classNames', options.classNames, classes, (i) => `class ${i}`),
    means: list('means', options.means, features, () => 0),
    deviations: list('deviations', options.deviations, features, () => 1),
    examples: examples.map((row, i) => list(`examples[${i}]`, row, features, () => 0)),
  };
  const to = resolve(folder);
  mkdirSync(to, { recursive: true });
  const artifacts = await artifactsOf(model);
  const { weightData, modelTopology, weightSpecs } = artifacts;
  const bytes = Buffer.from(tf.io.concatenateArrayBuffers([weightData].flat() as ArrayBuffer[]));
  const manifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
  writeFileSync(join(to, 'weights.bin'), bytes);
  const json = { format: 'layers-model', modelTopology, weightsManifest: manifest };
  writeFileSync(join(to, 'model.json'), JSON.stringify(json));
  const saved = { modelTopology, weightSpecs, weights: bytes.toString('base64'), ...settings };
  writeFileSync(join(to, 'model.js'), `window.savedModel = ${jsonForScript(saved)};\n`);
  copyFileSync(requireHere.resolve('@tensorflow/tfjs/dist/tf.min.js'), join(to, 'tf.min.js'));
  writeFileSync(join(to, 'index.html'), pageOf(title, settings));
  return join(to, 'index.html');
}

async function artifactsOf(model: TF.LayersModel): Promise<TF.io.ModelArtifacts> {
  let seen: TF.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      seen = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  return seen!;
}

type PageSettings = Required<Pick<ModelPageOptions, 'featureNames' | 'examples'>>;

function pageOf(title: string, { featureNames, examples }: PageSettings): string {
  const fields =
    featureNames.length <= FIELDS
      ? featureNames.map(
          (name, i) =>
            `<p><label for="f${i}">${escapeHtml(name)}</label> <input id="f${i}" type="number" step="any" value="0"></p>`,
        )
      : [
          `<p><label for="row">${featureNames.length} numbers, ${escapeHtml(featureNames[0]!)} to ${escapeHtml(featureNames.at(-1)!)}</label></p>`,
          '<textarea id="row" rows="8" spellcheck="false"></textarea>',
        ];
  const buttons = examples.map((_, i) => `<button type="button" data-example="${i}">Example ${i + 1}</button>`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 40em; padding: 1em; }
label { display: inline-block; min-width: 10em; }
textarea { box-sizing: border-box; width: 100%; font: 14px/1.4 monospace; }
input, button { font: inherit; padding: 0.2em 0.5em; margin: 0.1em; }
:focus-visible { outline: 3px solid #56b4e9; }
</style>
<script src="tf.min.js"></script><script src="model.js"></script></head>
<body><main><h1>${escapeHtml(title)}</h1>
<form>${fields.join('\n')}
<p>${buttons.join(' ')} <button type="submit">Which class?</button></p></form>
<p role="status"></p>
<noscript><p>This page computes in the browser and needs scripts to do so.</p></noscript></main>
<script>const __name = (named) => named; (${predictOnPage.toString()})();</script>
</body></html>
`;
}

/** What the page has of TensorFlow.js and of the model. */
interface PageWindow {
  tf: typeof TF;
  savedModel: {
    modelTopology: object;
    weightSpecs: TF.io.WeightsManifestEntry[];
    weights: string;
    classNames: string[];
    means: number[];
    deviations: number[];
    examples: number[][];
  };
}

/** Runs in the page, as text: it knows nothing of this module. (tsx puts calls of `__name` into it, which the page has.) */
async function predictOnPage(): Promise<void> {
  const { tf: tfjs, savedModel } = window as unknown as PageWindow;
  const { modelTopology, weightSpecs, weights, classNames, means, deviations, examples } = savedModel;
  const form = document.querySelector('form')!;
  const status = document.querySelector('[role=status]')!;
  const fields = [...form.querySelectorAll<HTMLInputElement>('input, textarea')];
  await tfjs.setBackend('cpu');
  const weightData = Uint8Array.from(atob(weights), (character) => character.charCodeAt(0)).buffer;
  const loaded = await tfjs.loadLayersModel(tfjs.io.fromMemory({ modelTopology, weightSpecs, weightData }));
  const predict = () => {
    const text = fields.map(({ value }) => value).join(' ');
    const row = (text.match(/[^\s,;]+/g) || []).map(Number);
    if (row.length !== means.length || row.some((value) => !Number.isFinite(value))) {
      status.textContent = `There must be ${means.length} numbers; there are ${row.length}.`;
      return;
    }
    const scaled = row.map((value, i) => (value - means[i]!) / deviations[i]!);
    const shares = tfjs.tidy(() => (loaded.predict(tfjs.tensor2d([scaled])) as TF.Tensor).dataSync());
    const best = shares.indexOf(Math.max(...shares));
    status.textContent = `${classNames[best]}, with a probability of ${(100 * shares[best]!).toFixed(1)} %.`;
    (status as HTMLElement).dataset.probabilities = JSON.stringify(Array.from(shares));
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    predict();
  });
  for (const button of form.querySelectorAll<HTMLElement>('[data-example]')) {
    button.addEventListener('click', () => {
      const values = examples[Number(button.dataset.example)]!;
      for (const [i, field] of fields.entries())
        field.value = fields.length === 1 ? values.join(', ') : String(values[i]);
      predict();
    });
  }
}
