import { expect, test } from 'vitest';
import { chapters, exercises, findExercise } from '../../lib/exercises/index.ts';

test('findExercise finds each exercise by its id', () => {
  for (const [id, exercise] of Object.entries(exercises)) expect(findExercise(id)).toBe(exercise);
});

test('findExercise names the nearest ids of one that is not there', () => {
  expect(() => findExercise('momentun-1')).toThrow(
    /^check: there is no exercise 'momentun-1'; the nearest are 'momentum-1'/,
  );
  expect(() => findExercise('decay1')).toThrow(/the nearest are 'decay-1'/);
  for (const id of ['', 'toString', '__proto__', 'constructor']) expect(() => findExercise(id)).toThrow(/no exercise/);
});

test('every chapter has a title, and every exercise says what is asked', () => {
  for (const { title, notebook, exercises: own } of chapters) {
    expect(title.length, notebook).toBeGreaterThan(3);
    for (const [id, exercise] of Object.entries(own)) expect(exercise.title.length, id).toBeGreaterThan(10);
  }
});
