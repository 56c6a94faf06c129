import { checkNames, checkOption, isInteger, isNumber } from '../check-options.ts';

/** How an option of a schedule is checked: the rule in words, and whether a value meets it. */
type Rule = readonly [rule: string, holds: (value: unknown) => boolean];

/** The rules that the options of schedules have in common. */
export const rules = {
  rate: ['a number >= 0', (value) => isNumber(value, 0)],
  steps: ['an integer >= 1', (value) => isInteger(value, 1)],
  stepsOrNone: ['an integer >= 0', (value) => isInteger(value)],
  positive: ['a number > 0', (value) => isNumber(value, Number.MIN_VALUE)],
  share: ['a number from 0 to 1', (value) => isNumber(value, 0, 1)],
  flag: ['true or false', (value) => typeof value === 'boolean'],
} satisfies Record<string, Rule>;

/**
 * Checks the options of a schedule, defaults filled in.
 *
 * @param schedule its name, first word of a message
 * @param options what the user gave
 * @param values the options with their defaults
 * @param kinds the rule of each
 * @throws when an option is unknown or breaks its rule
 */
export function checkSchedule<T extends object>(
  schedule: string,
  options: T,
  values: Record<string, unknown>,
  kinds: { [K in keyof Required<T>]: Rule },
): void {
  checkNames(schedule, options, Object.keys(kinds));
  for (const [name, [rule, holds]] of Object.entries<Rule>(kinds)) {
    checkOption(schedule, name, values[name], rule, holds(values[name]));
  }
}
