import { expect, test } from 'vitest';
import { formatCell, isRows, table, tableHtml, tableText } from '../../lib/notebook/table.ts';

const rows = [
  { optimizer: 'sgd', accuracy: 0.823456, epoch: 1200 },
  { optimizer: 'adam <b>', accuracy: Number.NaN, epoch: 'never' },
  { optimizer: 'rmsprop', accuracy: 0.8, epoch: 3 },
];

test('table takes all columns in their order, or those asked for', () => {
  expect(table(rows).columns).toEqual(['optimizer', 'accuracy', 'epoch']);
  expect(table([{ a: 1 }, { a: 2, b: 3 }])).toEqual({
    columns: ['a', 'b'],
    rows: [
      [1, undefined],
      [2, 3],
    ],
    caption: '',
  });
  expect(table(rows, { columns: ['epoch', 'optimizer'] }).rows[0]).toEqual([1200, 'sgd']);
  expect(() => table(rows, { columns: ['loss'] })).toThrow(
    "table: no row has a column 'loss'; the columns are optimizer, accuracy, epoch",
  );
});

test('formatCell writes integers whole and other numbers with four digits', () => {
  const cells = [1, 1200, 0.823456, 12.3456789, 1e-7, 1e-45, 1.5e12, -0.5, Number.POSITIVE_INFINITY, Number.NaN];
  const texts = ['1', '1,200', '0.8235', '12.35', '1e-7', '1e-45', '1500000000000', '-0.5', '∞', 'NaN'];
  expect(cells.map(formatCell)).toEqual(texts);
  expect([null, undefined, '', 'text', true, false].map(formatCell)).toEqual(['', '', '', 'text', 'yes', 'no']);
});

test('tableHtml has a caption, headers with scope, and escapes text', () => {
  const html = tableHtml(table(rows, { caption: 'Where they end & when' }));
  expect(html).toContain('<caption style="text-align: left">Where they end &amp; when</caption>');
  expect(html.match(/<th scope="col"/g)).toHaveLength(3);
  expect(html.match(/<tr>/g)).toHaveLength(4);
  expect(html).toContain('adam &lt;b&gt;');
});

test('tableHtml aligns columns of numbers at the right, also where they are written as text', () => {
  const html = tableHtml(
    table([
      { name: 'a', fixed: '0.823', at: 'never' },
      { name: 'b', fixed: '1e-7', at: 'epoch 3' },
    ]),
  );
  const sides = [...html.matchAll(/<th scope="col" style="text-align: (\w+)"/g)].map(([, side]) => side);
  expect(sides).toEqual(['left', 'right', 'left']);
  expect(tableHtml(table(rows)).match(/<td style="text-align: right">/g)).toHaveLength(6);
});

test('tableHtml scrolls by itself, also by keyboard, and has a name', () => {
  const html = tableHtml(table(rows));
  expect(html).toContain('role="region" aria-label="Table: optimizer, accuracy, epoch" tabindex="0"');
});

test('tableText aligns columns', () => {
  expect(tableText(table(rows, { caption: 'Ends' })).split('\n')).toEqual([
    'Ends',
    'optimizer  accuracy  epoch',
    'sgd          0.8235  1,200',
    'adam <b>        NaN  never',
    'rmsprop         0.8      3',
  ]);
});

test('isRows accepts plain objects of simple values only', () => {
  expect(isRows(rows)).toBe(true);
  const others = [[], [1], [[1]], [{ a: [1] }], [{ a: () => 1 }], [new Date()], 'text', null, { a: 1 }];
  expect(others.some(isRows)).toBe(false);
});
