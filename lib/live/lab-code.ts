import { type LabSettings, plateauOptions, scheduleOptions } from './lab-settings.ts';

/** Options as TypeScript: { learningRate: 0.01, momentum: 0.9 }. */
function optionsCode(options: Record<string, unknown>): string {
  const value = (one: unknown) => (typeof one === 'string' ? `'${one}'` : String(one));
  return `{ ${Object.entries(options)
    .map(([name, one]) => `${name}: ${value(one)}`)
    .join(', ')} }`;
}

/** The optimizer of a training as TypeScript. */
function optimizerCode({ optimizer, learningRate, momentum, nesterov, decay }: LabSettings): string {
  const options: Record<string, unknown> = { learningRate };
  if (decay > 0) options.decay = decay;
  if (optimizer !== 'sgd') return `createOptimizer('${optimizer}', ${optionsCode(options)})`;
  if (momentum > 0) Object.assign(options, { momentum, ...(nesterov && { nesterov }) });
  return `sgd(${optionsCode(options)})`;
}

/**
 * The cell of a notebook that trains the same.
 *
 * @param settings of the training lab
 * @returns TypeScript, imports included
 */
export function toTypeScript(settings: LabSettings): string {
  const { optimizer, schedule, hiddenUnits, epochs, batchSize, seed, patience, factor } = settings;
  const names = ['accuracyPanels', 'categoricalCrossentropy', 'createModel', 'fit', 'prepareData', 'show'];
  names.push(optimizer === 'sgd' ? 'sgd' : 'createOptimizer');
  const { name, ...options } = scheduleOptions(settings) ?? { name: '' };
  const callbacks: string[] = [];
  if (name) {
    names.push('LearningRateScheduler', name);
    callbacks.push(`new LearningRateScheduler(${name}(${optionsCode(options)}))`);
  }
  if (schedule === 'plateau') {
    names.push('ReduceLROnPlateau');
    callbacks.push(`new ReduceLROnPlateau(${optionsCode(plateauOptions(patience, factor))})`);
  }
  const units = hiddenUnits === 50 ? '' : `hiddenUnits: ${hiddenUnits}, `;
  return [
    `import {\n  ${names.sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)).join(', ')},\n} from 'learning-rate-lab';`,
    '',
    'const { trainX, trainY, testX, testY } = prepareData();',
    `const model = createModel({ ${units}seed: ${seed} });`,
    `const optimizer = ${optimizerCode(settings)};`,
    "model.compile({ optimizer, loss: categoricalCrossentropy, metrics: ['accuracy'] });",
    'const { history } = await fit(model, trainX, trainY, {',
    `  epochs: ${epochs}, batchSize: ${batchSize}, validationData: [testX, testY], seed: ${seed},`,
    ...(callbacks.length > 0 ? [`  callbacks: [${callbacks.join(', ')}],`] : []),
    '});',
    "show(accuracyPanels({ 'this training': history }));",
    '',
  ].join('\n');
}
