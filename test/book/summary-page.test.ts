import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { finalLevel, firstEpochAt, LEARNED, median, study, type Variant } from '../../lib/index.ts';
import { inRoot } from '../support/paths.ts';

const text = readFileSync(inRoot('notebooks', 'summary-page.md'), 'utf8');

/** The settings of the page's table. */
const plateau = (patience: number) => ({ reduceLROnPlateau: { monitor: 'val_loss', minDelta: 1e-7, patience } });
const settings: Record<string, Variant> = {
  'rate 1': { learningRate: 1 },
  'rate 0.1': { learningRate: 0.1 },
  'rate 0.01': { learningRate: 0.01 },
  'rate 0.001': { learningRate: 0.001 },
  'rate 1e-4': { learningRate: 1e-4 },
  'momentum 0.5': { momentum: 0.5 },
  'momentum 0.9': { momentum: 0.9 },
  'momentum 0.99': { momentum: 0.99 },
  'decay 0.1': { decay: 0.1 },
  'decay 0.01': { decay: 0.01 },
  'decay 0.001': { decay: 0.001 },
  'plateau, patience 2': plateau(2),
  'plateau, patience 10': plateau(10),
  RMSprop: { optimizer: 'rmsprop' },
  Adagrad: { optimizer: 'adagrad' },
  Adam: { optimizer: 'adam' },
};

/** The table's two halves as rows of setting, level and first epoch. */
const rows = [...text.matchAll(/^\| (\w.*) \|$/gm)].slice(1).flatMap(([, cells]) => {
  const all = cells!.split(' | ');
  return [all.slice(0, 3), all.slice(3)].map(([setting, level, first]) => ({
    setting: setting!.replace(/ \(.*\)/, ''),
    level: Number(level),
    first: first === 'never' ? Number.POSITIVE_INFINITY : Number(first),
  }));
});

test('the page has a row for each setting', () => {
  expect(rows.map(({ setting }) => setting).sort()).toEqual(Object.keys(settings).sort());
});

test('the medians of the page are those of its settings, as far as 60 runs can tell', async () => {
  const { histories } = await study(settings, { seeds: 60 });
  for (const { setting, level, first } of rows) {
    const curves = histories[setting]!.map(({ val_acc }) => val_acc!);
    const found = median(curves.map((curve) => finalLevel(curve)));
    expect(Math.abs(found - level), `${setting}: ${found}`).toBeLessThan(0.03);
    const epoch = median(curves.map((curve) => firstEpochAt(curve, LEARNED)));
    if (Number.isFinite(first)) expect(Math.abs(epoch - first), `${setting}: ${epoch}`).toBeLessThan(0.3 * first + 2);
    else expect([setting, epoch]).toEqual([setting, first]);
  }
});
