/**
 * Compiles lib/engine/assembly to WebAssembly and writes it, as base64, to lib/engine/kernel-wasm.ts.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Compiles the kernel; returns its bytes. */
export async function compileKernel() {
  let binary;
  const options = ['--runtime', 'stub', '--enable', 'simd', '-O3', '--converge', '--noAssert', '--memoryBase', '448'];
  const { error, stderr } = await asc.main(
    ['lib/engine/assembly/index.ts', ...options, '--initialMemory', '1', '--baseDir', root, '--outFile', 'kernel.wasm'],
    {
      writeFile: (name, contents) => {
        if (name === 'kernel.wasm') binary = contents;
      },
    },
  );
  if (error) throw new Error(`The kernel does not compile: ${error.message}\n${stderr}`);
  return binary;
}

/** The TypeScript file that carries the kernel. */
export function kernelModule(binary) {
  const text = Buffer.from(binary).toString('base64');
  return [
    '/** The WebAssembly kernel, as base64; scripts/build-engine.mjs makes it from assembly/. */',
    `export const kernelBase64 =\n  '${text}';`,
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const binary = await compileKernel();
  writeFileSync(new URL('../lib/engine/kernel-wasm.ts', import.meta.url), kernelModule(binary));
  console.log(`lib/engine/kernel-wasm.ts: ${binary.length} bytes of WebAssembly`);
}
