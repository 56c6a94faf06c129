import { expect, test } from 'vitest';
import * as judging from '../../lib/exercises/judging.ts';

const rules = { expected: 2, mistakes: [[4, 'twice too much']] as [number, string][], hint: 'look again', note: 'so' };

test('judgeNumber takes numbers within the tolerance, one in a hundred by default', () => {
  for (const answer of [2, 2.02, 1.98]) expect(judging.judgeNumber(answer, rules)).toEqual({ right: true, note: 'so' });
  for (const answer of [2.03, -2, 0, Number.POSITIVE_INFINITY]) {
    expect(judging.judgeNumber(answer, rules)).toEqual({ right: false, hint: 'look again' });
  }
  expect(judging.judgeNumber(2.02, { ...rules, share: 1e-3 })).toMatchObject({ right: false });
});

test('judgeNumber gives the hint of a typical mistake', () => {
  expect(judging.judgeNumber(4.01, rules)).toEqual({ right: false, hint: 'twice too much' });
});

test('judgeNumber names the kind of what is no number, and NaN', () => {
  const kinds: [unknown, RegExp][] = [
    ['2', /not a text. look again/],
    [[2], /not a list/],
    [null, /not nothing/],
    [{}, /not an object/],
    [true, /not yes or no/],
    [() => 2, /not a function/],
    [Number.NaN, /NaN/],
  ];
  for (const [answer, hint] of kinds) {
    expect(judging.judgeNumber(answer, rules)).toEqual({ right: false, hint: expect.stringMatching(hint) });
  }
});

test('judgeFunction says what was thrown, and what is no function', async () => {
  const judge = (f: () => unknown) => (f() === 1 ? judging.right() : judging.wrong('not 1'));
  expect(await judging.judgeFunction(() => 1, '() => 1', judge)).toEqual({ right: true });
  expect(await judging.judgeFunction(() => 2, '() => 1', judge)).toEqual({ right: false, hint: 'not 1' });
  expect(await judging.judgeFunction(1, '() => 1', judge)).toEqual({
    right: false,
    hint: 'The answer is a function () => 1, not a number.',
  });
  const throwing = () => {
    throw new TypeError('x is not defined');
  };
  expect(await judging.judgeFunction(throwing, '() => 1', judge)).toEqual({
    right: false,
    hint: 'Calling your function failed: x is not defined',
  });
});

test('expectNumber and expectNumbers name what came instead', () => {
  expect(judging.expectNumber(3, 'f(1)')).toBe(3);
  expect(judging.expectNumber(Number.POSITIVE_INFINITY, 'f(1)')).toBe(Number.POSITIVE_INFINITY);
  expect(() => judging.expectNumber(Number.NaN, 'f(1)')).toThrow('f(1) must be a number, and gave NaN.');
  expect(() => judging.expectNumber(undefined, 'f(1)')).toThrow('f(1) must be a number, and gave nothing.');
  expect(judging.expectNumbers([1, 2], 2, 'f')).toEqual([1, 2]);
  expect(() => judging.expectNumbers([1, '2'], 2, 'f')).toThrow('number 2 of f must be a number, and gave a text.');
  expect(() => judging.expectNumbers([1], 2, 'f')).toThrow('f must give 2 numbers, and gave 1.');
  expect(() => judging.expectNumbers(Promise.resolve([1]), 1, 'f')).toThrow(
    'f must be a list of 1 numbers, and gave an',
  );
});
