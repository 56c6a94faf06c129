/** Executes the notebooks that changed, and writes the book to site/. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { jupyterEnvironment } from './environment.mjs';
import { cache, nodeModules, notebooks, python, root, site, tfjsNode } from './paths.mjs';

/** A digest of texts and of files, their names included. */
function digestOf(texts, files) {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  for (const file of files) hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex').slice(0, 16);
}

/** Whether the kernels will run native TensorFlow. */
const isNative = () => existsSync(join(tfjsNode, '.set-up')) && process.env.LEARNING_RATE_LAB_BACKEND !== 'cpu';

/** Outputs of notebooks hold for one state of the library, the kernel and the backend: each state has its folder. */
function outputsKey() {
  const folders = ['lib', join('scripts', 'jupyter')].map((folder) => join(root, folder));
  return digestOf([String(isNative())], [...folders.flatMap(filesBelow), join(root, 'package-lock.json')]);
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !folderOf(entry).includes('node_modules'))
    .map((entry) => join(folderOf(entry), entry.name))
    .sort();
}

/**
 * Builds the book; only what is not up to date is done.
 * @returns {Promise<string>} the path of its first page
 */
export async function buildBook() {
  const key = outputsKey();
  const outputs = join(cache, 'outputs', key);
  forgetOthers(join(cache, 'outputs'), key);
  const env = jupyterEnvironment({
    LEARNING_RATE_LAB_PLOTLY: 'page',
    LEARNING_RATE_LAB_OUTPUTS: outputs,
    // Several notebooks judge the same studies: they are trained once.
    LEARNING_RATE_LAB_STUDIES: join(outputs, 'studies'),
  });

  console.log(`TensorFlow.js runs on ${isNative() ? 'native TensorFlow (@tensorflow/tfjs-node)' : 'its CPU backend'}`);
  console.log('Notebooks');
  await inherit(python, [join(root, 'scripts', 'run_notebooks.py'), notebooks, outputs], env);

  console.log('Book');
  bringScripts(join(cache, 'book-static'));
  // New outputs, and new style sheets, are nothing that Sphinx sees: then it reads all pages anew.
  const pagesKey = digestOf([key], filesBelow(join(notebooks, '_static')));
  const doctrees = join(cache, 'doctrees', pagesKey);
  forgetOthers(join(cache, 'doctrees'), pagesKey);
  const started = Date.now();
  await inherit(
    python,
    ['-m', 'sphinx', '-q', '-W', '--keep-going', '-j', 'auto', '-b', 'html', '-d', doctrees, notebooks, site],
    env,
  );
  // MyST-NB leaves the executed notebooks beside the site; the cache has them.
  rmSync(join(root, 'jupyter_execute'), { recursive: true, force: true });
  const first = join(site, 'index.html');
  console.log(`  written in ${((Date.now() - started) / 1000).toFixed(0)} s\n\nOpen ${first}`);
  return first;
}

/** What pages load comes with the book: Plotly, the live components, and KaTeX's style sheet and fonts. */
function bringScripts(folder) {
  const { buildLiveBundle } = createRequire(import.meta.url)(join(root, 'lib', 'live', 'build-bundle.cjs'));
  const katex = join(nodeModules, 'katex', 'dist');
  mkdirSync(join(folder, 'katex'), { recursive: true });
  copyFileSync(join(nodeModules, 'plotly.js-dist-min', 'plotly.min.js'), join(folder, 'plotly.min.js'));
  writeFileSync(join(folder, 'live.js'), buildLiveBundle());
  copyFileSync(join(katex, 'katex.min.css'), join(folder, 'katex', 'katex.min.css'));
  cpSync(join(katex, 'fonts'), join(folder, 'katex', 'fonts'), { recursive: true });
}

function forgetOthers(folder, key) {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (name !== key) rmSync(join(folder, name), { recursive: true });
}

function inherit(program, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], env, cwd: root });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(undefined);
      else reject(new Error(`${args.find((arg) => !arg.startsWith('-'))} ended with ${code ?? signal}`));
    });
  });
}

/** Node < 20.12 calls it `path`. */
const folderOf = (entry) => entry.parentPath ?? entry.path;
