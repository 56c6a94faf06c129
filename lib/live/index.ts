export { isLive, type LiveComponent } from './component.ts';
export { descent } from './descent.ts';
export type { DescentSettings } from './descent-path.ts';
export type { LabSettings } from './lab-settings.ts';
export { rangeFinder } from './range-finder.ts';
export type { SweepSettings } from './range-finder-run.ts';
export { trainingLab } from './training-lab.ts';
