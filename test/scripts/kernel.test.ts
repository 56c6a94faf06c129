import { expect, test } from 'vitest';
import { runCells, textOf } from '../support/kernel.ts';

test('the kernel loses no output of a cell that prints 5,000 lines at once', async () => {
  const [printed, after] = await runCells([
    'for (let i = 0; i < 5000; i++) console.log("line " + i);',
    'console.log(1)',
  ]);
  const lines = printed!.map((output) => textOf(output.text)).join('');
  expect(lines).toBe(Array.from({ length: 5000 }, (_, i) => `line ${i}\n`).join(''));
  expect(textOf(after![0]!.text)).toBe('1\n');
});

test('the kernel imports the library from its TypeScript source and type-checks the cells', async () => {
  const [fine, wrong] = await runCells([
    "import { backend } from 'learning-rate-lab';\nconsole.log(typeof backend.native);",
    'const rate: number = "a tenth";',
  ]);
  expect(textOf(fine![0]!.text)).toBe('boolean\n');
  expect(wrong!.map((output) => textOf(output.text ?? output.evalue)).join('')).toContain("'string' is not assignable");
});
