/** Where things are: everything that the scripts make stays inside the checkout. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const isWindows = process.platform === 'win32';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const nodeModules = join(root, 'node_modules');
export const tfjsNode = join(nodeModules, '@tensorflow', 'tfjs-node');
export const notebooks = join(root, 'notebooks');
export const requirements = join(notebooks, 'requirements.txt');
export const cache = join(root, '.cache');
export const site = join(root, 'site');
export const venv = join(root, '.venv');

/** The Python interpreter inside a virtual or a conda environment. */
export const pythonIn = (environment) =>
  isWindows
    ? join(environment, process.env.CONDA_PREFIX === environment ? '' : 'Scripts', 'python.exe')
    : join(environment, 'bin', 'python');

/** The conda environment of environment.yml when it is active; then no `.venv` is made. */
export const condaEnvironment =
  process.env.CONDA_DEFAULT_ENV === 'learning-rate-lab' ? process.env.CONDA_PREFIX : undefined;

/** The Python that has JupyterLab and Sphinx once the set-up is done. */
export const python = pythonIn(condaEnvironment ?? venv);
