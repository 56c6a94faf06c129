import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodeModules, root } from '../paths.mjs';
import { keyOf, run, step } from './step.mjs';

/** Installs the packages of package-lock.json, exactly. */
export function installNodePackages() {
  const files = ['package-lock.json', 'package.json', join('lib', 'package.json')].map((file) => join(root, file));
  return step({
    title: 'Node packages (npm ci)',
    key: keyOf({ texts: [process.platform, process.arch], files }),
    stamp: join(nodeModules, '.set-up'),
    outputs: [join(nodeModules, '.package-lock.json'), join(nodeModules, 'learning-rate-lab')],
    work: () =>
      run(process.execPath, [npmCli(), 'ci', '--no-audit', '--no-fund'], { cwd: root }).catch((error) => {
        throw new Error(
          `The Node packages could not be installed; this step needs the npm registry.\n${error.message}`,
        );
      }),
  });
}

/** npm's own program: the one that runs this script, else the one beside Node. */
function npmCli() {
  const besideNode = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const onWindows = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const found = [process.env.npm_execpath, besideNode, onWindows].find(
    (path) => path?.endsWith('.js') && existsSync(path),
  );
  if (!found) throw new Error('npm was not found: start this with `npm start` or `npm test`.');
  return found;
}
