import { dependence } from '../../lib/exercises/dependence.ts';
import { testExercises } from './expect-verdicts.ts';

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Standardises, with a slip. */
function standardise({ byOther = false, squared = false, shift = true, scale = true, n = 0 } = {}) {
  return (train: number[][], other: number[][]) => {
    const rows = byOther ? other : train;
    const means = rows[0]!.map((_, i) => mean(rows.map((row) => row[i]!)));
    const variances = means.map(
      (center, i) => rows.reduce((sum, row) => sum + (row[i]! - center) ** 2, 0) / (rows.length - n),
    );
    const divisor = (i: number) => (scale ? (squared ? variances[i]! : Math.sqrt(variances[i]!)) : 1);
    return other.map((row) => row.map((value, i) => (value - (shift ? means[i]! : 0)) / divisor(i)));
  };
}

const bestAt = (levels: number[]) => levels.indexOf(Math.max(...levels));
const isEdge = (levels: number[]) => bestAt(levels) % (levels.length - 1) === 0;

testExercises(dependence, {
  'dependence-1': {
    right: [0.4],
    wrong: [
      [0.05 * Math.sqrt(8), /square root/],
      [0.00625, /other way round/],
      [0.05, /does change the rate/],
      [8, /By which factor/],
      ['0.4', /a number, not a text/],
    ],
  },
  'dependence-2': {
    right: [standardise(), standardise({ n: 1 })],
    wrong: [
      [standardise({ byOther: true }), /moments of the other points/],
      [standardise({ squared: true }), /take its root/],
      [standardise({ scale: false }), /divide by the standard deviation/],
      [standardise({ shift: false }), /take off the mean/],
      [(train: number[][]) => standardise()(train, train), /as many as there are training points/],
      [() => 3, /a list of rows/],
      [() => [[1, 2, 3]], /It must give 7 rows/],
      [(_: number[][], other: number[][]) => other.map((row) => row.map(() => 1)), /Feature by feature/],
      [(_: number[][], other: number[][]) => other.map(() => ['a', 'b', 'c']), /must be a number/],
    ],
  },
  'dependence-3': {
    right: [(rates: number[], levels: number[]) => (isEdge(levels) ? undefined : rates[bestAt(levels)])],
    wrong: [
      [(rates: number[], levels: number[]) => rates[bestAt(levels)], /an edge/],
      [() => 5, /it must give undefined/],
      [(_: number[], levels: number[]) => (isEdge(levels) ? undefined : Math.max(...levels)), /the best level/],
      [(_: number[], levels: number[]) => (isEdge(levels) ? undefined : bestAt(levels)), /the place in the list/],
      [
        (rates: number[], levels: number[]) => (isEdge(levels) ? undefined : rates[0]),
        /the best rate is 0.01, not 0.001/,
      ],
      [undefined, /a function \(rates, levels\)/],
    ],
  },
});
