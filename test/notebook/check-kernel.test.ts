import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readProgress } from '../../lib/exercises/progress-file.ts';
import { runCells, textOf } from '../support/kernel.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-kernel-'));
  path = join(folder, '.progress.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const imports = (names: string) => `import { ${names} } from 'learning-rate-lab';`;

test('answers in the kernel are judged, shown and kept from one kernel to the next', async () => {
  const environment = { LEARNING_RATE_LAB_PROGRESS: path };
  const outputs = await runCells(
    [
      imports('check, getLearningRate, tf'),
      `const answer1: number | undefined = undefined;\nawait check('momentum-1', answer1);`,
      `await check('momentum-1', 0.005);`,
      `await check('momentum-1', 0.02);`,
      `class TrainedWith extends tf.Callback {
  rates: number[] = [];
  override async onTrainBegin() { this.rates = []; }
  override async onEpochBegin() { this.rates.push(getLearningRate(this.model)); }
}
await check('plateau-4', TrainedWith);`,
      `await check('momentum-77', 1);`,
    ],
    environment,
  );
  const texts = outputs.map((cell) => cell.map(({ data, evalue }) => evalue ?? textOf(data?.['text/plain'])));
  expect(texts.slice(1, 5)).toEqual([
    [expect.stringMatching(/^Not answered yet: /)],
    [expect.stringMatching(/^Not yet\. Momentum lengthens/)],
    [expect.stringMatching(/^Right\. /)],
    [expect.stringMatching(/^Right\. /)],
  ]);
  expect(JSON.stringify(outputs[5])).toContain("the nearest are 'momentum-1'");
  expect(Object.keys(readProgress(path))).toEqual(['momentum-1', 'plateau-4']);

  await runCells([`${imports('check')}\nawait check('decay-1', 1 / 1600);`], environment);
  expect(Object.keys(readProgress(path))).toEqual(['decay-1', 'momentum-1', 'plateau-4']);
});

test('a kernel that executes the book notes nothing', async () => {
  const environment = { LEARNING_RATE_LAB_PROGRESS: path, LEARNING_RATE_LAB_EXECUTED: '1' };
  const [cell] = await runCells([`${imports('check')}\nawait check('decay-1', 1 / 1600);`], environment);
  expect(textOf(cell![0]!.data!['text/plain'])).toMatch(/^Right\./);
  expect(existsSync(path)).toBe(false);
});
