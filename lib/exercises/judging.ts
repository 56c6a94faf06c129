import type { Verdict } from './exercise.ts';

/** A right answer, with something worth knowing about it. */
export const right = (note?: string): Verdict => (note === undefined ? { right: true } : { right: true, note });

/** A wrong answer, with a hint that helps on. */
export const wrong = (hint: string): Verdict => ({ right: false, hint });

/** Whether a number is within a share of the expected one, default one in a thousand. */
export const isClose = (value: number, expected: number, share = 1e-3): boolean =>
  Math.abs(value - expected) <= share * Math.abs(expected) + 1e-12;

/** What {@link judgeNumber} knows of an exercise. */
export interface NumberRules {
  expected: number;
  /** How far off an answer may be, as a share of the expected number. Default one in a hundred. */
  share?: number;
  /** Numbers that typical mistakes lead to, each with its hint; the first that fits is taken. */
  mistakes?: [number, string][];
  /** The hint for all other numbers. */
  hint: string;
  /** What is worth knowing about the right answer. */
  note?: string;
}

/** Judges a number: right within a tolerance, the hint of a typical mistake, or the general hint. */
export function judgeNumber(answer: unknown, rules: NumberRules): Verdict {
  const { expected, share = 0.01, mistakes = [], hint, note } = rules;
  if (typeof answer !== 'number') return wrong(`The answer is a number, not ${kindOf(answer)}. ${hint}`);
  if (Number.isNaN(answer)) return wrong(`NaN came out: something was divided by zero, or is missing. ${hint}`);
  if (isClose(answer, expected, share)) return right(note);
  const mistake = mistakes.find(([value]) => isClose(answer, value, Math.max(share, 1e-3)));
  return wrong(mistake ? mistake[1] : hint);
}

/** What {@link judgeChoice} knows of an exercise. */
export interface ChoiceRules {
  expected: string;
  /** The hint of each wrong choice. */
  mistakes: Record<string, string>;
  note?: string;
}

/** Judges one of several words. */
export function judgeChoice(answer: unknown, { expected, mistakes, note }: ChoiceRules): Verdict {
  const choices = [expected, ...Object.keys(mistakes)].sort().map((choice) => `'${choice}'`);
  const word = typeof answer === 'string' ? answer.trim().toLowerCase() : '';
  if (word === expected) return right(note);
  return wrong(mistakes[word] ?? `The answer is one of ${choices.join(', ')}.`);
}

/**
 * Judges a function by calling it. What it throws, or what is said when the judge meets something that is no number,
 * becomes the hint.
 *
 * @param answer what the reader gave
 * @param form how the function is to be called, as in '(epoch) => rate'
 * @param judge gets the function and says what it thinks of it
 */
export async function judgeFunction<F extends (...args: never[]) => unknown>(
  answer: unknown,
  form: string,
  judge: (f: F) => Verdict | Promise<Verdict>,
): Promise<Verdict> {
  if (typeof answer !== 'function') return wrong(`The answer is a function ${form}, not ${kindOf(answer)}.`);
  try {
    return await judge(answer as unknown as F);
  } catch (error) {
    return wrong(`Calling your function failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A value's kind in words. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return (
    { string: 'a text', boolean: 'yes or no', function: 'a function', number: 'a number' }[typeof value as string] ??
    'an object'
  );
}

/**
 * A number that a reader's function gave, or an error that says what it gave instead.
 *
 * @param value what came
 * @param what the call, as in 'f(3)'
 */
export function expectNumber(value: unknown, what: string): number {
  if (typeof value === 'number' && !Number.isNaN(value)) return value;
  throw new Error(`${what} must be a number, and gave ${Number.isNaN(value) ? 'NaN' : kindOf(value)}.`);
}

/** A list of numbers that a reader's function gave, or an error that says what it gave instead. */
export function expectNumbers(value: unknown, length: number, what: string): number[] {
  if (!Array.isArray(value)) throw new Error(`${what} must be a list of ${length} numbers, and gave ${kindOf(value)}.`);
  if (value.length !== length) throw new Error(`${what} must give ${length} numbers, and gave ${value.length}.`);
  return value.map((number, i) => expectNumber(number, `number ${i + 1} of ${what}`));
}
