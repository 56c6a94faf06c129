import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { jupyterEnvironment } from '../../scripts/environment.mjs';
import { python } from '../../scripts/paths.mjs';
import { runCells, textOf } from '../support/kernel.ts';
import { inRoot } from '../support/paths.ts';

/** What a cell of an interrupted notebook left behind. */
interface Reply {
  status: 'ok' | 'error' | 'abort';
  streams: Record<string, string>;
  /** How often each display of the cell was written anew. */
  displays: number[];
}

/** Runs cells in the kernel, and interrupts one of them when it has printed a text. */
async function interrupt(job: { cells: string[]; interrupted: number; marker: string }): Promise<Reply[]> {
  const script = inRoot('test', 'support', 'interrupt_kernel.py');
  const options = { cwd: inRoot('notebooks'), env: jupyterEnvironment() };
  const child = spawn(python, [script], { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(JSON.stringify(job));
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (!out) throw new Error(errors);
  return JSON.parse(out);
}

const imports = (names: string) => `import { ${names} } from 'learning-rate-lab';`;

test('show(figure) is one display in three formats in the kernel, Plotly in the first one only', async () => {
  const figure = `linePlot({
    title: 'Loss', xTitle: 'Epoch', yTitle: 'Loss', series: [{ name: 'loss', y: [3, 2, 1] }], description: 'It falls.',
  })`;
  const [set, first, second] = await runCells([imports('linePlot, show'), `show(${figure});`, `show(${figure});`]);
  expect(set).toEqual([]);
  for (const outputs of [first!, second!]) {
    expect(outputs.map(({ output_type }) => output_type)).toEqual(['display_data']);
    const { data } = outputs[0]!;
    expect(Object.keys(data!).sort()).toEqual(['application/vnd.plotly.v1+json', 'text/html', 'text/plain']);
    expect(textOf(data!['text/plain'])).toBe('It falls.');
  }
  const carries = [first!, second!].map(([output]) => textOf(output!.data!['text/html']).includes('plotly.js v'));
  expect(carries).toEqual([true, false]);
});

test('progress moves in place in the kernel over several fits, and show prints tables and text', async () => {
  const [, fits, table] = await runCells([
    `${imports('createModel, fit, prepareData, progress, sgd, categoricalCrossentropy, show, table')}
const { trainX, trainY } = prepareData();`,
    `const bar = progress(6, { label: 'two fits' });
for (const seed of [1, 2]) {
  const model = createModel({ seed });
  model.compile({ optimizer: sgd({ learningRate: 0.01 }), loss: categoricalCrossentropy, metrics: ['accuracy'] });
  await fit(model, trainX, trainY, { epochs: 3, seed, callbacks: [bar] });
}`,
    `show(table([{ rate: 0.1 }], { caption: 'Rates' }));
show('plain');`,
  ]);
  expect(fits!.map(({ output_type }) => output_type)).toEqual(['display_data']);
  const html = textOf(fits![0]!.data!['text/html']);
  expect(html).toContain('data-done="6" data-total="6"');
  expect(textOf(fits![0]!.data!['text/plain'])).toMatch(/^6 epochs in /);
  expect(table!.map(({ data }) => textOf(data!['text/plain']))).toEqual(['Rates\nrate\n 0.1', 'plain']);
});

for (const engine of ['auto', 'tfjs']) {
  test(`an interrupt stops a fit of engine '${engine}' in the kernel; what it printed stays`, async () => {
    const [first, running, stopped, again] = await interrupt({
      cells: [
        `${imports('createModel, fit, prepareData, progress, sgd, categoricalCrossentropy')}
const { trainX, trainY } = prepareData();
const model = createModel({ seed: 1 });
model.compile({ optimizer: sgd({ learningRate: 0.01 }), loss: categoricalCrossentropy, metrics: ['accuracy'] });
const seen = { epochs: 0, error: '' };
const count = { onEpochEnd: (epoch: number) => { seen.epochs++; if (epoch === 2) console.log('three epochs'); } };
const options = { seed: 1, engine: '${engine}' as const };`,
        `const callbacks = [count, progress(1e6)];
await fit(model, trainX, trainY, { ...options, epochs: 1e6, callbacks }).catch((error) => {
  seen.error = error.message;
});`,
        `const before = seen.epochs;
await new Promise((resolve) => setTimeout(resolve, 500));
console.log(seen.epochs === before, seen.epochs < 1e6, seen.error);`,
        `const { history } = await fit(model, trainX, trainY, { ...options, epochs: 2 });
console.log(history.loss.length);`,
      ],
      interrupted: 1,
      marker: 'three epochs',
    });
    expect(first).toEqual({ status: 'ok', streams: {}, displays: [] });
    expect(running!.status).toBe('error');
    expect(running!.streams.stdout).toBe('three epochs\n');
    expect(running!.displays).toHaveLength(1);
    expect(stopped!.streams.stdout).toMatch(/^true true fit: interrupted after epoch \d+ of 1000000\n$/);
    expect(again).toMatchObject({ status: 'ok', streams: { stdout: '2\n' } });
  });
}
