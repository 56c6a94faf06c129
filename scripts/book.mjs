/** Executes the notebooks that changed, and writes the book to site/. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { jupyterEnvironment } from './environment.mjs';
import { cache, nodeModules, notebooks, python, root, site, tfjsNode } from './paths.mjs';

/** Outputs of notebooks hold for one state of the library, the kernel and the backend: each state has its folder. */
function outputsKey() {
  const hash = createHash('sha256');
  const folders = ['lib', join('scripts', 'jupyter')].map((folder) => join(root, folder));
  for (const file of [...folders.flatMap(filesBelow), join(root, 'package-lock.json')]) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  const native = existsSync(join(tfjsNode, '.set-up')) && process.env.LEARNING_RATE_LAB_BACKEND !== 'cpu';
  return hash.update(String(native)).digest('hex').slice(0, 16);
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
  const env = jupyterEnvironment({ LEARNING_RATE_LAB_PLOTLY: 'page', LEARNING_RATE_LAB_OUTPUTS: outputs });

  console.log('Notebooks');
  await inherit(python, [join(root, 'scripts', 'run_notebooks.py'), notebooks, outputs], env);

  console.log('Book');
  bringScripts(join(cache, 'book-static'));
  // A new state of the library shows in the outputs, which Sphinx does not see: then it reads all pages anew.
  const doctrees = join(cache, 'doctrees', key);
  forgetOthers(join(cache, 'doctrees'), key);
  const started = Date.now();
  await inherit(
    python,
    ['-m', 'sphinx', '-q', '-W', '--keep-going', '-b', 'html', '-d', doctrees, notebooks, site],
    env,
  );
  // MyST-NB leaves the executed notebooks beside the site; the cache has them.
  rmSync(join(root, 'jupyter_execute'), { recursive: true, force: true });
  const first = join(site, 'index.html');
  console.log(`  written in ${((Date.now() - started) / 1000).toFixed(0)} s\n\nOpen ${first}`);
  return first;
}

/** What pages load comes with the book: Plotly, and KaTeX's style sheet and fonts. */
function bringScripts(folder) {
  const katex = join(nodeModules, 'katex', 'dist');
  mkdirSync(join(folder, 'katex'), { recursive: true });
  copyFileSync(join(nodeModules, 'plotly.js-dist-min', 'plotly.min.js'), join(folder, 'plotly.min.js'));
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
