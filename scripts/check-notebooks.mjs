/**
 * Type-checks the notebooks without running them, and sees that they hold no outputs. The cells of a notebook become one
 * module in memory; an error is reported with its notebook, cell and line.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { notebooks, root } from './paths.mjs';

const ts = createRequire(import.meta.url)('typescript');
const problems = [];

/** A notebook's code as one module, and for each line of it the cell and line that it came from. */
function moduleOf(path) {
  const { cells, metadata } = JSON.parse(readFileSync(path, 'utf8'));
  if (metadata.kernelspec?.name !== 'tslab') problems.push(`${basename(path)}: its kernel must be tslab`);
  const lines = [];
  const origin = [];
  for (const [index, cell] of cells.entries()) {
    if (cell.cell_type !== 'code') continue;
    if (cell.outputs.length > 0 || cell.execution_count !== null) {
      problems.push(`${basename(path)}, cell ${index + 1}: holds outputs; clear them`);
    }
    for (const [number, line] of [].concat(cell.source).join('').split('\n').entries()) {
      lines.push(line);
      origin.push({ cell: index + 1, line: number + 1 });
    }
  }
  return { text: `${lines.join('\n')}\nexport {};\n`, origin };
}

const modules = new Map(
  readdirSync(notebooks)
    .filter((name) => name.endsWith('.ipynb'))
    .map((name) => [join(notebooks, `${name}.ts`), moduleOf(join(notebooks, name))]),
);

const { options } = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), {}, { ...ts.sys });
// Cells may leave a parameter's use to the reader, and import types without saying so, as tslab lets them.
const settings = { ...options, verbatimModuleSyntax: false, exactOptionalPropertyTypes: false };
const host = ts.createCompilerHost(settings);
const { readFile, fileExists } = host;
host.readFile = (path) => modules.get(path)?.text ?? readFile.call(host, path);
host.fileExists = (path) => modules.has(path) || fileExists.call(host, path);
const { getSourceFile } = host;
host.getSourceFile = (path, ...rest) => {
  const module = modules.get(path);
  return module ? ts.createSourceFile(path, module.text, ...rest) : getSourceFile.call(host, path, ...rest);
};

const program = ts.createProgram([...modules.keys()], settings, host);
for (const [path, module] of modules) {
  const source = program.getSourceFile(path);
  for (const found of [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]) {
    const { line } = source.getLineAndCharacterOfPosition(found.start ?? 0);
    const at = module.origin[line] ?? { cell: 'end', line: 0 };
    const message = ts.flattenDiagnosticMessageText(found.messageText, '\n');
    problems.push(`${basename(path, '.ts')}, cell ${at.cell}, line ${at.line}: ${message}`);
  }
}

for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log(`${modules.size} notebooks: types right, no outputs`);
process.exit(problems.length === 0 ? 0 : 1);
