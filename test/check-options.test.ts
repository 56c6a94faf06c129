import { expect, test } from 'vitest';
import { checkNames, checkOption, isInteger, isNumber, shown } from '../lib/check-options.ts';

test('shown(value) tells strings from numbers and stays short', () => {
  const values = ['1', 1, null, undefined, Number.NaN, [1, 2], { a: 1 }, () => 1, new Map()];
  const words = ["'1'", '1', 'null', 'undefined', 'NaN', 'an array of 2', 'an object (Object)', 'a function'];
  expect(values.map(shown)).toEqual([...words, 'an object (Map)']);
});

test('checkOption throws what was expected and what came', () => {
  expect(() => checkOption('sgd', 'decay', -1, 'a number >= 0', false)).toThrow(
    'sgd: decay must be a number >= 0, got -1',
  );
  expect(() => checkOption('sgd', 'decay', 1, 'a number >= 0', true)).not.toThrow();
});

test('isNumber and isInteger hold at their bounds and refuse strings, NaN and infinity', () => {
  expect([isNumber(0, 0, 1), isNumber(1, 0, 1), isInteger(0), isInteger(1, 1)]).toEqual([true, true, true, true]);
  expect([isNumber(-1, 0), isNumber(2, 0, 1), isNumber('1'), isNumber(Number.NaN)].some(Boolean)).toBe(false);
  expect([isNumber(Number.POSITIVE_INFINITY), isInteger(-1), isInteger(0.5), isInteger('1')].some(Boolean)).toBe(false);
});

test('checkNames names the option that was meant, or lists all', () => {
  const check = (options: unknown) => () => checkNames('fit', options, ['batchSize', 'epochs']);
  expect(check({ epochs: 1 })).not.toThrow();
  expect(check({ batch_size: 1 })).toThrow('fit: unknown option batch_size; did you mean batchSize?');
  expect(check({ batchsize: 1 })).toThrow('did you mean batchSize?');
  expect(check({ size: 1 })).toThrow('fit: unknown option size; the options are batchSize, epochs');
  expect(check(null)).toThrow('fit: options must be an object like { batchSize: ... }, got null');
});
