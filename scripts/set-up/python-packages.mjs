import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { condaEnvironment, python, requirements, venv } from '../paths.mjs';
import { keyOf, run, step } from './step.mjs';

const oldest = [3, 10];

/** Makes `.venv` with JupyterLab and Sphinx in the versions of notebooks/requirements.txt. */
export function installPythonPackages() {
  const base = condaEnvironment ? { command: python, version: 'conda' } : findPython();
  return step({
    title: `Python packages (${condaEnvironment ? 'into the conda environment' : `Python ${base.version}, .venv`})`,
    key: keyOf({ texts: [base.version], files: [requirements] }),
    stamp: join(condaEnvironment ?? venv, '.set-up'),
    outputs: [python],
    work: (say) => install(base.command, say),
  });
}

async function install(basePython, say) {
  if (!condaEnvironment) {
    // From scratch: half an environment, or one of another Python, is not worth mending.
    rmSync(venv, { recursive: true, force: true });
    await run(basePython, ['-m', 'venv', venv]).catch((error) => {
      throw new Error(
        `The Python environment could not be made. On Debian and Ubuntu install python3-venv.\n${error.message}`,
      );
    });
  }
  say('pip install');
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
  await run(python, pip).catch((error) => {
    throw new Error(
      `The Python packages could not be installed; this step needs the Python package index.\n${error.message}`,
    );
  });
}

/** The first Python on the path that is new enough. */
function findPython() {
  const names = ['python3', 'python', ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`)];
  const seen = [];
  for (const command of names) {
    const version = versionOf(command);
    if (!version) continue;
    const [major, minor] = version.split('.').map(Number);
    if (major === oldest[0] && minor >= oldest[1]) return { command, version };
    seen.push(`${command} is ${version}`);
  }
  throw new Error(`Python >= ${oldest.join('.')} is needed for Jupyter; found ${seen.join(', ') || 'none'}.`);
}

function versionOf(command) {
  try {
    const ask = 'import sys; print("%d.%d.%d" % sys.version_info[:3])';
    return execFileSync(command, ['-c', ask], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}
