/** `npm run check`: the quick checks, without running a test: format and lint, types, the notebooks' cells. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeModules, root } from './paths.mjs';

export const checks = [
  ['format and lint', [join(nodeModules, '@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings']],
  ['types', [join(nodeModules, 'typescript', 'bin', 'tsc'), '-p', join(root, 'tsconfig.json')]],
  ['types in notebooks', [join(root, 'scripts', 'check-notebooks.mjs')]],
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const failed = checks.filter(([name, args]) => {
    console.log(name);
    return spawnSync(process.execPath, args, { stdio: 'inherit', cwd: root }).status !== 0;
  });
  process.exit(failed.length === 0 ? 0 : 1);
}
