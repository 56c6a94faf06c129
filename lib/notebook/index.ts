export { check } from './check.ts';
export { type ModelPageOptions, saveModelPage } from './model-page.ts';
export { type Progress, type ProgressOptions, progress } from './progress.ts';
export { show } from './show.ts';
export { type Cell, type Table, type TableOptions, table } from './table.ts';
