import { stability } from '../../lib/exercises/stability.ts';
import { testExercises } from './expect-verdicts.ts';

/** The eigenvalues of a symmetric 2 x 2 matrix, the larger first. */
function eigenvalues([[a, b], [, d]]: number[][]): [number, number] {
  const middle = (a! + d!) / 2;
  const reach = Math.hypot((a! - d!) / 2, b!);
  return [middle + reach, middle - reach];
}

testExercises(stability, {
  'stability-1': {
    right: [0.25],
    wrong: [
      [4, /flattest direction/],
      [0.5, /steeper than 4/],
      [0.125, /in one step/],
      [0.16, /Not the sum/],
      [1, /comes first/],
    ],
  },
  'stability-2': {
    right: [9],
    wrong: [
      [5, /without momentum/],
      [25, /does not go with that/],
      [1, /momentum makes the limit larger/],
      [4.5, /Twice/],
      [7, /2 \(1 \+ m\)/],
    ],
  },
  'stability-3': {
    right: [(matrix: number[][]) => eigenvalues(matrix)[0]],
    wrong: [
      [(matrix: number[][]) => eigenvalues(matrix)[1], /smallest/],
      [(matrix: number[][]) => matrix[0]![0]! + matrix[1]![1]!, /trace/],
      [(matrix: number[][]) => eigenvalues(matrix)[0] * eigenvalues(matrix)[1], /determinant/],
      [(matrix: number[][]) => eigenvalues(matrix)[0] ** 2, /its square/],
      [(matrix: number[][]) => Math.max(matrix[0]![0]!, matrix[1]![1]!), /diagonal/],
      [() => 1, /make it longer/],
      [() => Number.NaN, /must be a number/],
      [3, /a function \(matrix\)/],
    ],
  },
  'stability-4': {
    right: [(c: number, rate: number, m: number) => rate * c < 2 * (1 + m)],
    wrong: [
      [(c: number, rate: number) => rate * c < 1, /2 \/ curvature/],
      [(c: number, rate: number) => rate * c < 2, /makes the limit larger\. /],
      [(c: number, rate: number, m: number) => rate * c < 2 / (1 - m), /by 1 \+ m and no more/],
      [() => 'yes', /true or false, not a text/],
    ],
  },
});
