import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { inRoot } from './support/paths.ts';

const readme = readFileSync(inRoot('README.md'), 'utf8');

test('the example in the README runs and prints what its comment says', async () => {
  const [, code] = readme.match(/```ts\n([\s\S]*?)```/)!;
  const [, promised] = code!.match(/\/\/ (.*)\n$/)!;
  mkdirSync(inRoot('.cache', 'test'), { recursive: true });
  const path = inRoot('.cache', 'test', 'readme-example.mts');
  writeFileSync(path, code!);
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', path], { cwd: inRoot() });
  rmSync(path);
  expect(stdout.trim()).toBe(promised);
});

test('the README has at most 120 lines and names commands that exist', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(121);
  const { scripts } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  for (const [, name] of readme.matchAll(/npm run (\w+)/g)) expect(scripts).toHaveProperty(name!);
});

test('modules that the README lists are there', () => {
  const listed = [...readme.matchAll(/^\| `(lib\/[\w./-]+)`/gm)].map(([, path]) => path!);
  expect(listed.length).toBeGreaterThan(5);
  for (const path of listed) expect(() => readFileSync(inRoot(path)), path).not.toThrow(/ENOENT/);
});
