/**
 * Gives @tensorflow/tfjs-node its native part. Where its own archive answers, its own install script runs. Else
 * TensorFlow's libraries and headers come out of the wheel of TensorFlow for Python, and the addon is compiled against
 * them. Where neither is possible the lab runs on the CPU backend of @tensorflow/tfjs, and one line says so.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { cache, nodeModules, python, root, tfjsNode } from '../paths.mjs';
import { keyOf, run, step } from './step.mjs';

const version = '2.15.1';
const wheel = {
  requirement: `tensorflow-cpu==${version}`,
  sha256: '54660c074d7241a503e81edfd9f5ef5af88f64051b72e2945f26318c790f2d26',
  platform: [
    '--python-version',
    '3.11',
    '--implementation',
    'cp',
    '--abi',
    'cp311',
    '--platform',
    'manylinux2014_x86_64',
  ],
};
/** Kept outside node_modules, so that reinstalling packages does not fetch it again. */
const libraries = join(cache, `libtensorflow-${version}`);
const addon = join(tfjsNode, 'lib', 'napi-v8', 'tfjs_binding.node');
const compiler = process.env.CXX ?? 'g++';

/** Native TensorFlow cannot be had here; the lab works without. */
class NotHere extends Error {}

/** Makes native TensorFlow ready, or says in one line why the CPU backend runs instead. */
export async function installNativeTensorFlow() {
  try {
    // The compiled addon finds the libraries relative to itself: both must be there.
    await step({
      title: 'Native TensorFlow for @tensorflow/tfjs-node',
      key: keyOf({ texts: [version, wheel.sha256], files: [join(tfjsNode, 'package.json')] }),
      stamp: join(tfjsNode, '.set-up'),
      outputs: [addon, ...(existsSync(join(tfjsNode, 'deps', 'lib')) ? [] : [join(libraries, '.complete')])],
      work: async (say) => {
        say('asking for the official archive');
        if (await officialArchiveAnswers()) await installOfficial();
        else await installFromWheel(say);
        say('trying it');
        await run(process.execPath, ['--input-type=module', '-e', trial], { cwd: root });
      },
    });
  } catch (error) {
    rmSync(addon, { force: true });
    if (!(error instanceof NotHere)) console.log(error.message);
    const why = error instanceof NotHere ? error.message : 'see above';
    console.log(
      `  Native TensorFlow: not here (${why}); the CPU backend of @tensorflow/tfjs runs instead, more slowly.`,
    );
  }
}

const trial = `
  import util from 'node:util';
  util.isNullOrUndefined ??= (value) => value == null;
  const { default: tf } = await import('@tensorflow/tfjs-node');
  if (tf.add(1, 2).dataSync()[0] !== 3) throw new Error('native TensorFlow does not add');`;

async function officialArchiveAnswers() {
  const { binary, version: release } = JSON.parse(readFileSync(join(tfjsNode, 'package.json'), 'utf8'));
  const system = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform];
  const ending = process.platform === 'win32' ? 'zip' : 'tar.gz';
  const url = `${binary.host}/napi-v8/${release}/CPU-${system}-${release}.${ending}`;
  return fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5000) }).then(
    (response) => response.ok,
    () => false,
  );
}

async function installOfficial() {
  const PATH = [join(nodeModules, '.bin'), process.env.PATH].join(delimiter);
  await run(process.execPath, [join('scripts', 'install.js')], { cwd: tfjsNode, env: { ...process.env, PATH } });
}

async function installFromWheel(say) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new NotHere(`no libraries for ${process.platform} ${process.arch}`);
  }
  requireCompiler();
  if (!existsSync(join(libraries, '.complete'))) await unpackWheel(say);
  say('compiling the addon');
  mkdirSync(dirname(addon), { recursive: true });
  const sources = ['tfjs_backend.cc', 'tfjs_binding.cc'].map((file) => join(tfjsNode, 'binding', file));
  const headers = [join(libraries, 'include'), join(nodeModules, 'node-api-headers', 'include')];
  const linked = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'].map((file) => join(libraries, file));
  // Relative to the addon, so that the checkout can move.
  const rpath = `-Wl,-rpath,$ORIGIN/../../../../../.cache/libtensorflow-${version}`;
  const options = ['-O2', '-std=c++17', '-fPIC', '-shared', '-DNAPI_VERSION=8', ...headers.map((path) => `-I${path}`)];
  await run(compiler, [...options, ...sources, '-o', addon, ...linked, rpath]);
}

function requireCompiler() {
  try {
    execFileSync(compiler, ['--version'], { stdio: 'ignore' });
  } catch {
    throw new NotHere(`no C++ compiler: ${compiler} not found`);
  }
}

async function unpackWheel(say) {
  const download = join(cache, 'download');
  rmSync(download, { recursive: true, force: true });
  mkdirSync(download, { recursive: true });
  const hashed = join(download, 'requirements.txt');
  writeFileSync(hashed, `${wheel.requirement} --hash=sha256:${wheel.sha256}\n`);
  say('fetching 207 MB');
  const pip = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary=:all:'];
  await run(python, [...pip, '--require-hashes', ...wheel.platform, '-d', download, '-r', hashed]).catch((error) => {
    throw new NotHere(`the wheel of TensorFlow could not be fetched: ${error.message.split('\n').at(-1)}`);
  });
  say('unpacking');
  rmSync(libraries, { recursive: true, force: true });
  const [file] = readdirSync(download).filter((name) => name.endsWith('.whl'));
  await run(python, [join(root, 'scripts', 'set-up', 'unpack_wheel.py'), join(download, file), libraries]);
  writeFileSync(join(libraries, '.complete'), '');
  rmSync(download, { recursive: true, force: true });
}
