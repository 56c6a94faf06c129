import { delimiter, dirname, join } from 'node:path';
import { root } from './paths.mjs';

/**
 * The environment variables for Jupyter and Sphinx: they find this checkout's kernel and the Node that runs now, and
 * nothing of the user's own Jupyter is touched.
 */
export function jupyterEnvironment(extra = {}) {
  return {
    ...process.env,
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    JUPYTER_PATH: [join(root, 'scripts', 'jupyter'), process.env.JUPYTER_PATH].filter(Boolean).join(delimiter),
    JUPYTER_PLATFORM_DIRS: '1',
    PYDEVD_DISABLE_FILE_VALIDATION: '1',
    ...extra,
  };
}
