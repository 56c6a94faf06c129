import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inRoot } from '../support/paths.ts';

/** A cell of a notebook file. */
export interface NotebookCell {
  id: string;
  cell_type: string;
  source: string | string[];
}

/** An exercise as it stands in a notebook: the question, the cell to fill in, and the folded solution. */
export interface NotebookExercise {
  id: string;
  /** Heading and text. */
  question: string;
  stub: string;
  solution: string;
}

const ts: typeof import('typescript') = createRequire(import.meta.url)('typescript');
const textOf = ({ source }: NotebookCell) => [source].flat().join('');
const HEADING = /^### Exercise ([\w-]+)/;

/** Names of all notebooks, without their ending. */
export const notebookNames = readdirSync(inRoot('notebooks'))
  .filter((name) => /^\d\d-.*\.ipynb$/.test(name))
  .map((name) => name.replace('.ipynb', ''));

/** The cells of a notebook. */
export function cellsOf(notebook: string): NotebookCell[] {
  return JSON.parse(readFileSync(join(inRoot('notebooks'), `${notebook}.ipynb`), 'utf8')).cells;
}

/** The exercises of a notebook, each from its heading on. */
export function exercisesIn(notebook: string): NotebookExercise[] {
  const cells = cellsOf(notebook);
  return cells.flatMap((cell, at) => {
    const [, id] = (cell.cell_type === 'markdown' && textOf(cell).match(HEADING)) || [];
    if (!id) return [];
    const [stub, folded] = [cells[at + 1], cells[at + 2]];
    const [, solution] = (folded && textOf(folded).match(FOLDED)) || [];
    if (stub?.cell_type !== 'code' || solution === undefined) {
      throw new Error(`${notebook}: exercise ${id} must be followed by a code cell and a folded solution`);
    }
    return [{ id, question: textOf(cell), stub: textOf(stub), solution }];
  });
}

const FOLDED = /^<details>\s*<summary>Solution<\/summary>\n\n```typescript\n([\s\S]*?)\n```\n[\s\S]*\n<\/details>\s*$/;

/** Names of the library that a notebook imports. */
export function importsOf(notebook: string): string[] {
  const code = cellsOf(notebook)
    .filter(({ cell_type }) => cell_type === 'code')
    .map(textOf)
    .join('\n');
  return [...code.matchAll(/import \{([^}]*)\} from 'learning-rate-lab'/g)]
    .flatMap(([, names]) => names!.split(','))
    .map((name) => name.replace('type ', '').trim())
    .filter(Boolean);
}

/** Runs TypeScript with names in scope; it may use await. */
export async function runTypeScript(code: string, scope: Record<string, unknown>): Promise<void> {
  const target = ts.ScriptTarget.ES2022;
  const wrapped = `(async () => {\n${code}\n})()`;
  const { outputText } = ts.transpileModule(wrapped, { compilerOptions: { target, module: ts.ModuleKind.ESNext } });
  await new Function(...Object.keys(scope), `return ${outputText}`)(...Object.values(scope));
}

/** The identifiers of a piece of TypeScript that are neither properties nor declared in it. */
export function freeNames(code: string): Set<string> {
  const source = ts.createSourceFile('solution.ts', code, ts.ScriptTarget.ES2022, true);
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: import('typescript').Node): void => {
    if (ts.isIdentifier(node)) {
      const { parent } = node;
      const isProperty =
        (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
        (ts.isPropertyAssignment(parent) && parent.name === node) ||
        (ts.isMethodDeclaration(parent) && parent.name === node) ||
        (ts.isPropertySignature(parent) && parent.name === node);
      const isDeclared =
        (ts.isVariableDeclaration(parent) ||
          ts.isParameter(parent) ||
          ts.isBindingElement(parent) ||
          ts.isFunctionDeclaration(parent) ||
          ts.isClassDeclaration(parent)) &&
        parent.name === node;
      if (isDeclared) declared.add(node.text);
      else if (!isProperty) used.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return new Set([...used].filter((name) => !declared.has(name)));
}
