import { checkNames, checkOption, isNumber } from '../check-options.ts';
import type { LiveComponent } from './component.ts';
import { type DescentSettings, describeDescent } from './descent-path.ts';

/** Where the bowl begins. */
export const descentDefaults: DescentSettings = { curvature: 10, learningRate: 0.05, momentum: 0 };

/** Fills up settings with the defaults; throws when a name is unknown or a value out of its range. */
export function checkDescentSettings(options: Partial<DescentSettings>): DescentSettings {
  checkNames('descent', options, ['curvature', 'learningRate', 'momentum']);
  const settings = { ...descentDefaults, ...options };
  const { curvature, learningRate, momentum } = settings;
  const isMomentum = isNumber(momentum, 0) && momentum < 1;
  checkOption('descent', 'curvature', curvature, 'from 1 to 100', isNumber(curvature, 1) && curvature <= 100);
  checkOption('descent', 'learningRate', learningRate, '> 0', isNumber(learningRate, 0) && learningRate > 0);
  checkOption('descent', 'momentum', momentum, 'from 0 to below 1', isMomentum);
  return settings;
}

/**
 * A bowl to walk down: curvature, learning rate and momentum, the path, and the steps that it takes.
 *
 * @param options where it starts: `curvature` of the steep direction, 1 to 100, default 10 (the other direction has 1);
 *   `learningRate` > 0, default 0.05; `momentum` from 0 to below 1, default 0
 * @returns what `show` shows
 * @throws when a name is unknown or a value is out of its range
 * @example show(descent({ curvature: 10, learningRate: 0.19 }));
 */
export function descent(options: Partial<DescentSettings> = {}): LiveComponent {
  const settings = checkDescentSettings(options);
  return {
    component: 'descent',
    settings: { ...settings },
    description: `A walk down a bowl. ${describeDescent(settings)}`,
  };
}
