export { CEILING, type Claim, claims, LEARNED, type RunsOfSeed, STANDARD_ERROR } from './claims/index.ts';
export { type Judgement, judgeClaims, type StudyHistories } from './judge.ts';
export { comparePairs, type PairedComparison } from './pairs.ts';
export { scheduleOf } from './run-variant.ts';
export { convergedAt, dropsOf, finalLevel, firstEpochAt, mean, median, quantile, volatility } from './statistics.ts';
export { type StudyOptions, type StudyResult, study } from './study.ts';
export { tutorialStudies } from './tutorial-studies.ts';
export type { RunHistory, ScheduleVariant, Variant, Variants } from './variant.ts';
