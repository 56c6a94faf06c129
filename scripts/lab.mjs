/** `npm run lab`: JupyterLab on the notebooks, with the kernel and the Plotly renderer ready. */
import { spawn } from 'node:child_process';
import { jupyterEnvironment } from './environment.mjs';
import { notebooks, python } from './paths.mjs';
import { setUp } from './set-up/index.mjs';

await setUp();
const quiet = '--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate';
const args = ['-m', 'jupyterlab', quiet, '--notebook-dir', notebooks, ...process.argv.slice(2)];
const lab = spawn(python, args, { stdio: 'inherit', env: jupyterEnvironment() });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
lab.on('close', (code) => process.exit(code ?? 0));
