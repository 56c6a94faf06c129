import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chapters, exercises } from '../../lib/exercises/index.ts';
import { recordSolved } from '../../lib/exercises/progress-file.ts';
import { python } from '../../scripts/paths.mjs';
import { inRoot } from '../support/paths.ts';

let folder: string;
let [some, none, broken] = ['', '', ''];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'progress-script-'));
  [some, none, broken] = ['some', 'none', 'broken'].map((name) => join(folder, `${name}.json`)) as [
    string,
    string,
    string,
  ];
  for (const id of ['momentum-1', 'momentum-3', 'decay-2', 'of-an-old-version-1']) recordSolved(id, some);
  writeFileSync(broken, '{');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a program prints, with the progress of a file. */
async function run(program: string, args: string[], path: string) {
  const env = { ...process.env, LEARNING_RATE_LAB_PROGRESS: path };
  const done = promisify(execFile)(program, args, { cwd: inRoot(), env });
  return done.then(
    ({ stdout }) => stdout,
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
}
const script = (path: string) => run(process.execPath, ['--import', 'tsx', 'scripts/progress.mts'], path);

/** The section of the book's first page. */
const section = (path: string) =>
  run(
    python,
    [
      '-B',
      '-c',
      `import sys; sys.path.insert(0, 'scripts'); from pathlib import Path; import sphinx_progress
print(sphinx_progress.progress_text(Path('notebooks'), Path(sys.argv[1])), end='')`,
      path,
    ],
    path,
  );

test('npm run progress counts the solved exercises of each notebook and of all', async () => {
  const text = String(await script(some));
  const total = Object.keys(exercises).length;
  const own = (notebook: string) => Object.keys(chapters.find((one) => one.notebook === notebook)!.exercises).length;
  expect(text).toMatch(new RegExp(`^05 Momentum +2 +${own('05-momentum')} +momentum-2, momentum-4$`, 'm'));
  expect(text).toMatch(new RegExp(`^06 Learning rate decay +1 +${own('06-learning-rate-decay')} `, 'm'));
  expect(text).toMatch(new RegExp(`^all +3 +${total}$`, 'm'));
  expect(text.trim().split('\n')).toHaveLength(chapters.length + 2);
});

test('npm run progress without a file shows that nothing is solved', async () => {
  expect(String(await script(none))).toMatch(/^all +0 +\d+$/m);
});

test('npm run progress of a broken file ends with its name', async () => {
  expect(await script(broken)).toMatchObject({ code: 1, stderr: expect.stringContaining(broken) });
});

test("the book's first page counts as the script does", async () => {
  const text = String(await section(some));
  expect(text).toContain(`You have solved 3 of ${Object.keys(exercises).length} exercises.`);
  expect(text).toMatch(/^\| \[Momentum\]\(05-momentum\.ipynb\) \| 2 \| \d \|$/m);
  expect(text).not.toContain('04-learning-rate-dynamics');
});

test("the book's first page shows no progress without any", async () => {
  expect(await section(none)).toBe('');
});

test("the book's first page names a broken file and shows no progress", async () => {
  expect(await section(broken)).toMatch(/broken\.json cannot be read/);
});
