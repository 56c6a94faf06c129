import { makeRandom } from '../shuffle.ts';
import type { Exercises } from './exercise.ts';
import { expectNumber, isClose, judgeFunction, judgeNumber, kindOf, right, wrong } from './judging.ts';

/** A symmetric matrix with given eigenvalues, turned in the plane by an angle. */
function turned(first: number, second: number, angle: number): number[][] {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const mixed = (first - second) * c * s;
  return [
    [first * c * c + second * s * s, mixed],
    [mixed, first * s * s + second * c * c],
  ];
}

/** Whether steps with momentum come to rest in a bowl: they are made, and looked at. */
function comesToRest(curvature: number, learningRate: number, momentum: number): boolean {
  let [w, v] = [1, 0];
  for (let step = 0; step < 3000; step++) {
    v = momentum * v - learningRate * curvature * w;
    w += v;
  }
  return Math.abs(w) < 1;
}

type Power = (matrix: number[][]) => unknown;
type Rest = (curvature: number, learningRate: number, momentum: number) => unknown;

/** Exercises of 'The edge of stability'. */
export const stability: Exercises = {
  'stability-1': {
    title: 'the largest stable rate of three curvatures',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: 2 / 8,
        share: 1e-6,
        mistakes: [
          [2 / 0.5, 'That is the limit of the flattest direction. At this rate the others explode.'],
          [2 / 4, 'One direction is steeper than 4.'],
          [1 / 8, 'At 1 / 8 it arrives in one step. Twice as far it just does not come to rest.'],
          [2 / 12.5, 'Not the sum: each direction goes its own way.'],
          [8 / 2, 'The other way round: the steeper, the smaller the rate.'],
        ],
        hint: 'In each direction 2 over its curvature. Which of the three comes first?',
        note: 'The other two could bear more, and have to wait.',
      }),
  },
  'stability-2': {
    title: 'the sharpness at the edge, with momentum',
    judge: (answer) =>
      judgeNumber(answer, {
        expected: (2 * 1.8) / 0.4,
        share: 0.001,
        mistakes: [
          [2 / 0.4, 'That is the edge without momentum.'],
          [2 / (0.4 * 0.2), 'Momentum makes the steps longer by 1 / (1 - m), but the limit does not go with that.'],
          [(2 * 0.2) / 0.4, 'With 1 + m: momentum makes the limit larger.'],
          [1.8 / 0.4, 'Twice as much.'],
        ],
        hint: 'At the edge the rate is 2 (1 + m) over the sharpness.',
      }),
  },
  'stability-3': {
    title: 'power iteration',
    judge: (answer) =>
      judgeFunction<Power>(answer, '(matrix) => eigenvalue', (f) => {
        const random = makeRandom('stability');
        for (let round = 0; round < 20; round++) {
          const [first, second] = [3 + 5 * random(), 0.1 + 2 * random()];
          const matrix = turned(first, second, 0.2 + random());
          const value = expectNumber(f(matrix.map((row) => [...row])), 'the eigenvalue');
          if (isClose(value, first, 1e-4)) continue;
          const slips: [number, string][] = [
            [second, 'That is the smallest one.'],
            [first + second, 'That is the trace, the sum of all of them.'],
            [first * second, 'That is the determinant, the product of all of them.'],
            [first ** 2, 'That is its square.'],
            [
              Math.max(matrix[0]![0]!, matrix[1]![1]!),
              'The largest number on the diagonal is not the largest curvature.',
            ],
            [1, 'The vector has length 1. By how much does the matrix make it longer?'],
          ];
          const slip = slips.find(([number]) => isClose(value, number, 1e-3));
          return wrong(slip ? slip[1] : `Of ${JSON.stringify(matrix)} it is ${first.toPrecision(5)}.`);
        }
        return right('For a network no matrix is needed: only what it does to a vector.');
      }),
  },
  'stability-4': {
    title: 'does it come to rest?',
    judge: (answer) =>
      judgeFunction<Rest>(answer, '(curvature, learningRate, momentum) => true or false', (f) => {
        for (const momentum of [0, 0.5, 0.9]) {
          for (const product of [0.05, 0.5, 1.9, 2.1, 2.9, 3.1, 3.7, 3.9, 25]) {
            const curvature = 5;
            const rate = product / curvature;
            const value = f(curvature, rate, momentum);
            if (typeof value !== 'boolean') return wrong(`The function must say true or false, not ${kindOf(value)}.`);
            const expected = comesToRest(curvature, rate, momentum);
            if (value === expected) continue;
            const fact = `Curvature ${curvature}, rate ${rate}, momentum ${momentum}: it ${expected ? 'does' : 'does not'}.`;
            if (momentum === 0) return wrong(`Without momentum the limit is 2 / curvature. ${fact}`);
            if (expected) return wrong(`Momentum makes the limit larger. ${fact}`);
            return wrong(`Momentum makes the limit larger, by 1 + m and no more. ${fact}`);
          }
        }
        return right('Seen by taking the steps, not by the formula.');
      }),
  },
};
