/** `npm run progress`: how many exercises of each notebook were solved. */
import { chapters } from '../lib/exercises/index.ts';
import { progressPath, readProgress } from '../lib/exercises/progress-file.ts';
import { table, tableText } from '../lib/notebook/table.ts';
import { root } from './paths.mjs';

try {
  const solved = readProgress(progressPath(root));
  const rows = chapters.map(({ notebook, title, exercises }) => {
    const ids = Object.keys(exercises);
    const open = ids.filter((id) => !Object.hasOwn(solved, id));
    const count = ids.length - open.length;
    return { notebook: `${notebook.slice(0, 2)} ${title}`, solved: count, of: ids.length, open: open.join(', ') };
  });
  const sum = (key: 'solved' | 'of') => rows.reduce((total, row) => total + row[key], 0);
  const all = { notebook: 'all', solved: sum('solved'), of: sum('of'), open: '' };
  console.log(tableText(table([...rows, all])));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
