import { expect, test } from 'vitest';
import type { Schedule } from '../../lib/types.ts';

/**
 * Expects a schedule to give the rates of step 0, 1, 2 ... to a relative 1e-12, which leaves room for another order of
 * the same operations, and for what PyTorch's differences lose of rates far below the largest.
 */
export function expectRates(schedule: Schedule, wanted: readonly number[]): void {
  expect(wanted.length).toBeGreaterThan(0);
  const lost = 1e-16 * Math.max(...wanted);
  for (const [step, rate] of wanted.entries()) {
    const isClose = Math.abs(schedule(step) - rate) <= 1e-12 * rate + lost;
    expect(isClose, `step ${step}: ${schedule(step)} instead of ${rate}`).toBe(true);
  }
}

/** Expects a schedule to be a pure function: the same rates again, backwards, and from another one made alike. */
export function expectPure(make: () => Schedule, steps = 120): void {
  const [schedule, other] = [make(), make()];
  const forth = Array.from({ length: steps }, (_, step) => schedule(step));
  const back = Array.from({ length: steps }, (_, step) => schedule(steps - 1 - step)).reverse();
  expect(back).toEqual(forth);
  expect(Array.from({ length: steps }, (_, step) => other(step))).toEqual(forth);
  for (const rate of forth) expect(Number.isFinite(rate) && rate >= 0).toBe(true);
}

/**
 * One test for each bad option.
 *
 * @param make the schedule's function, whose name begins the messages
 * @param good options that it takes
 * @param bad what to change, and the message after the name
 */
export function testBadOptions<T extends object>(
  make: (options: T) => Schedule,
  good: T,
  bad: [change: Record<string, unknown>, message: string][],
): void {
  for (const [change, message] of bad) {
    const [name, value] = Object.entries(change)[0]!;
    test(`${make.name}({ ${name}: ${String(value)} }) throws`, () => {
      expect(() => make({ ...good, ...change })).toThrow(`${make.name}: ${message}`);
    });
  }
  test(`${make.name}(0.1) wants an object`, () => {
    expect(() => make(0.1 as never)).toThrow(/must be|unknown/);
  });
}
