/** Writes a value the way an error message shows it: short, and telling strings from numbers. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object' && value !== null) return `an object (${value.constructor?.name ?? 'Object'})`;
  return String(value);
}

/**
 * Checks one option and throws a message that says what was expected and what came.
 *
 * @param caller the function or class that was called, first word of the message
 * @param name the option's name
 * @param value what came
 * @param rule what it must be, in words, as in 'a number >= 0'
 * @param holds whether it is
 * @throws when `holds` is false
 */
export function checkOption(caller: string, name: string, value: unknown, rule: string, holds: boolean): void {
  if (!holds) throw new Error(`${caller}: ${name} must be ${rule}, got ${shown(value)}`);
}

/** Tells whether a value is a finite number from `low` to `high`. */
export function isNumber(value: unknown, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= low && value <= high;
}

/** Tells whether a value is an integer of at least `low`. */
export function isInteger(value: unknown, low = 0): boolean {
  return Number.isInteger(value) && (value as number) >= low;
}

/** Names of Python's Keras that are not just the same words in snake_case. */
const KERAS_NAMES: Record<string, string> = { lr: 'learningRate', epsilon: 'minDelta', min_lr: 'minLr' };

/**
 * Checks that an options object has no unknown names, and says which name was meant where that can be told.
 *
 * @param caller the function or class that was called, first word of the message
 * @param options the object of options
 * @param known the names that exist
 * @throws when `options` is no object or has a name that is not in `known`
 */
export function checkNames(caller: string, options: unknown, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new Error(`${caller}: options must be an object like { ${known[0]}: ... }, got ${shown(options)}`);
  }
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const camel = name.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
    const bare = (word: string) => word.replace(/_/g, '').toLowerCase();
    const meant = [KERAS_NAMES[name], camel, ...known.filter((other) => bare(other) === bare(name))].find(
      (other) => other !== undefined && known.includes(other),
    );
    const mend = meant ? `did you mean ${meant}?` : `the options are ${known.join(', ')}`;
    throw new Error(`${caller}: unknown option ${name}; ${mend}`);
  }
}
