/** `npm run claims`: the tutorial's 19 statements, judged by many runs of its studies: [--seeds 200] [--workers N]. */
import { parseArgs } from 'node:util';
import { judgeClaims, type StudyHistories, study, table, tutorialStudies, type Variants } from '../lib/index.ts';
import { tableText } from '../lib/notebook/table.ts';

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '200' }, workers: { type: 'string' } } });
const workers = values.workers === undefined ? {} : { workers: Number(values.workers) };
const started = Date.now();
const sinceStart = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;

const studies: Record<string, StudyHistories> = {};
for (const [name, variants] of Object.entries<Variants>(tutorialStudies)) {
  studies[name] = (await study(variants, { seeds: Number(values.seeds), ...workers })).histories;
  console.error(`  study ${name}: ${sinceStart()}`);
}
const rows = judgeClaims(studies).map(({ id, statement, held, runs, verdict }) => ({
  id,
  statement,
  held: `${held} of ${runs}`,
  verdict,
}));
console.log(tableText(table(rows)));
console.error(`${rows.length} claims, ${values.seeds} seeds, ${sinceStart()}`);
