import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inRoot } from '../support/paths.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab step '));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a step whose work appends to `log` and makes `output`, in a process of its own. */
function runStep({ key = 'a', work = '' } = {}) {
  const code = `
    import { appendFileSync, writeFileSync } from 'node:fs';
    import { join } from 'node:path';
    import { step } from ${JSON.stringify(pathToFileURL(inRoot('scripts', 'set-up', 'step.mjs')).href)};
    const at = (name) => join(${JSON.stringify(folder)}, name);
    await step({ title: 'A step', key: ${JSON.stringify(key)}, stamp: at('stamp'), outputs: [at('output')], work: async () => {
      appendFileSync(at('log'), 'x');
      ${work}
      writeFileSync(at('output'), '');
    } });`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
}

const timesWorked = () => (existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8').length : 0);

test('step does its work once and says so', () => {
  expect(runStep().stdout).toMatch(/A step \.\.\.[\s\S]*A step: done in \d+ s/);
  expect(runStep().stdout).toBe('');
  expect(timesWorked()).toBe(1);
});

test('step does its work again when its key changes', () => {
  runStep();
  runStep({ key: 'b' });
  expect(timesWorked()).toBe(2);
});

test('step does its work again when an output is gone', () => {
  runStep();
  rmSync(join(folder, 'output'));
  runStep();
  expect(timesWorked()).toBe(2);
});

test('step that fails leaves no stamp and is done again', () => {
  expect(runStep({ work: 'throw new Error("no disk");' }).stderr).toContain('no disk');
  expect(runStep().status).toBe(0);
  expect(timesWorked()).toBe(2);
});

test('step that is killed half-way is done again, even when it was done before with the same key', () => {
  runStep();
  rmSync(join(folder, 'output'));
  const killed = runStep({ work: 'process.kill(process.pid, "SIGKILL"); await new Promise(() => {});' });
  expect(killed.status).not.toBe(0);
  expect(existsSync(join(folder, 'stamp'))).toBe(false);
  expect(runStep().status).toBe(0);
  expect(timesWorked()).toBe(3);
});
