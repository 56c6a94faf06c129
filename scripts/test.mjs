/** `npm test`: set-up, static checks, the executed book, all tests. Ends with `N passed, N failed`. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cache, nodeModules, root } from './paths.mjs';
import { setUp } from './set-up/index.mjs';

const results = join(cache, 'test-results.json');
let passed = 0;
let failed = 0;

/** Counts a stage that is one check, and goes on after a failure: one run shows all that is wrong. */
async function stage(name, work) {
  try {
    await work();
    passed++;
  } catch (error) {
    failed++;
    console.error(`FAILED: ${name}\n${error.message}`);
  }
}

function node(...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'], cwd: root });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(undefined) : reject(new Error(`ended with ${code}`))));
  });
}

async function runTests() {
  rmSync(results, { force: true });
  const vitest = join(nodeModules, 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  const run = node(vitest, 'run', ...reporters).catch((error) => error);
  const error = await run;
  const counts = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : {};
  passed += counts.numPassedTests ?? 0;
  const failures = (counts.numFailedTests ?? 0) + (counts.testResults ?? []).filter(brokenFile).length;
  // Whatever vitest counted, its bad end is a failure.
  failed += error ? Math.max(1, failures) : failures;
}

const brokenFile = (file) => file.status === 'failed' && file.assertionResults.length === 0;

await stage('set-up', setUp);
if (failed === 0) {
  const { buildBook } = await import('./book.mjs');
  const { checks } = await import('./check.mjs');
  for (const [name, args] of checks) await stage(name, () => node(...args));
  await stage('book', buildBook);
  await runTests();
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
