import type { LiveComponent } from './component.ts';
import { runLab } from './lab-run.ts';
import { changesOf, checkLabSettings, type LabSettings } from './lab-settings.ts';

/**
 * The training lab: the book's network, trained anew in the page whenever a setting changes.
 *
 * @param options where it starts: `learningRate` > 0, default 0.01; `momentum` from 0 to below 1 and `nesterov`, for SGD;
 *   `decay` per update; `batchSize` 1 to 500; `hiddenUnits` 1 to 1024; `optimizer`, 'sgd', 'rmsprop', 'adagrad' or 'adam';
 *   `schedule`, 'constant', 'decay', 'step', 'cosine', 'warmup', 'oneCycle' or 'plateau', the last with `patience` and `factor`;
 *   `epochs` 2 to 1000; `seed`; each as in the lab's own training by default
 * @returns what `show` shows
 * @throws when a name is unknown or a value is out of its range
 * @example show(trainingLab({ learningRate: 0.1, momentum: 0.9 }));
 */
export function trainingLab(options: Partial<LabSettings> = {}): LiveComponent {
  const settings = checkLabSettings(options);
  const changes = Object.entries(changesOf(settings)).map(([name, value]) => `${name} ${value}`);
  const { history } = runLab(settings);
  const end = history.val_acc![history.val_acc!.length - 1]!;
  const which = changes.length > 0 ? ` with ${changes.join(', ')}` : '';
  return {
    component: 'training-lab',
    settings: { ...settings },
    description: `The lab's training${which}: after ${history.loss.length} epochs the test accuracy is ${end.toFixed(3)}.`,
  };
}
