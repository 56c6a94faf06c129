import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compileKernel, kernelModule } from '../../scripts/build-engine.mjs';
import { inRoot } from '../support/paths.ts';

test('kernel-wasm.ts is what the sources in assembly compile to', async () => {
  const committed = readFileSync(inRoot('lib', 'engine', 'kernel-wasm.ts'), 'utf8');
  expect(kernelModule(await compileKernel()) === committed).toBe(true);
});
