import { expect, test } from 'vitest';
import type { Exercise, Exercises } from '../../lib/exercises/exercise.ts';

/** Answers to an exercise: those that are right, and wrong ones with the hint that each must get. */
export interface Answers {
  right: unknown[];
  wrong: [answer: unknown, hint: RegExp][];
}

/** Answers of a wrong kind: an exercise gives a hint for each and never throws. */
const ODD = [undefined, null, Number.NaN, 'words', [], {}, true, () => undefined, () => Number.NaN, () => 'words'];
const throwing = () => {
  throw new Error('oh dear');
};

/** A short text for an answer, for the titles of tests. */
const titleOf = (answer: unknown) =>
  String(typeof answer === 'object' ? JSON.stringify(answer) : answer)
    .replace(/\s+/g, ' ')
    .slice(0, 60);

/** Tests an exercise with right and wrong answers, and with answers of every odd kind. */
export function testAnswers(id: string, exercise: Exercise, { right, wrong }: Answers): void {
  for (const answer of right) {
    test(`${id}: ${titleOf(answer)} is right`, async () => {
      expect(await exercise.judge(answer)).toMatchObject({ right: true });
    });
  }
  for (const [answer, hint] of wrong) {
    test(`${id}: ${titleOf(answer)} gets a hint`, async () => {
      expect(await exercise.judge(answer)).toEqual({ right: false, hint: expect.stringMatching(hint) });
    });
  }
  test(`${id}: odd answers get a hint`, async () => {
    for (const answer of [...ODD, throwing]) {
      expect(await exercise.judge(answer)).toEqual({ right: false, hint: expect.stringMatching(/\S.{10,}/) });
    }
  });
}

/** Tests all exercises of a notebook: each must have answers here. */
export function testExercises(exercises: Exercises, answers: Record<string, Answers>): void {
  test('each exercise has right and at least two wrong answers here', () => {
    expect(Object.keys(answers)).toEqual(Object.keys(exercises));
    for (const { right, wrong } of Object.values(answers)) {
      expect(right.length).toBeGreaterThan(0);
      expect(wrong.length).toBeGreaterThan(1);
    }
  });
  for (const [id, exercise] of Object.entries(exercises)) testAnswers(id, exercise, answers[id]!);
}
