import { checkNames, checkOption, isInteger, isNumber } from '../check-options.ts';
import type { DataSet, Trainer } from '../engine/index.ts';
import { makeRandom } from '../shuffle.ts';
import { norm } from './norm.ts';

/** Options of {@link largestEigenvalue}. */
export interface EigenvalueOptions {
  /** How many times the Hessian is applied at most; default 100. */
  iterations?: number;
  /** The relative change of the eigenvalue at which it has settled; default 1e-3. */
  tolerance?: number;
  /** The length of the step by which gradients are compared, > 0; default 1e-3. */
  step?: number;
  /** Of the first direction; default 1. */
  seed?: number;
}

/** What {@link largestEigenvalue} returns. */
export interface Eigenvalue {
  /** The largest curvature. */
  eigenvalue: number;
  /** The direction in which it curves most, of length 1. */
  vector: Float64Array;
  /** How many times the Hessian was applied. */
  iterations: number;
}

type Product = (vector: Float64Array) => Float64Array;

const scaled = (vector: Float64Array): Float64Array => {
  const length = norm(vector);
  return vector.map((value) => value / length);
};

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** The eigenvalue of largest size, with its sign. */
function dominant(product: Product, start: Float64Array, iterations: number, tolerance: number): Eigenvalue {
  let vector = scaled(start);
  let eigenvalue = 0;
  for (let iteration = 1; iteration <= iterations; iteration++) {
    const image = product(vector);
    const next = dot(vector, image);
    if (norm(image) === 0) return { eigenvalue: 0, vector, iterations: iteration };
    vector = scaled(image);
    const settled = iteration > 2 && Math.abs(next - eigenvalue) <= tolerance * Math.abs(next);
    eigenvalue = next;
    if (settled) return { eigenvalue, vector, iterations: iteration };
  }
  return { eigenvalue, vector, iterations };
}

/** The largest eigenvalue: the dominant one, or where that is negative, the dominant one of the shifted matrix. */
function largest(product: Product, start: Float64Array, iterations: number, tolerance: number): Eigenvalue {
  const first = dominant(product, start, iterations, tolerance);
  if (first.eigenvalue >= 0) return first;
  const shift = -first.eigenvalue;
  const shifted: Product = (vector) => product(vector).map((value, i) => value + shift * vector[i]!);
  const second = dominant(shifted, start, iterations, tolerance);
  return { ...second, eigenvalue: second.eigenvalue - shift, iterations: first.iterations + second.iterations };
}

/** The Hessian times a unit vector, by the central difference of two gradients. */
function differences(gradient: (weights: Float64Array) => ArrayLike<number>, at: Float64Array, step: number): Product {
  return (vector) => {
    const ahead = Float64Array.from(gradient(at.map((weight, i) => weight + step * vector[i]!)));
    const behind = gradient(at.map((weight, i) => weight - step * vector[i]!));
    return ahead.map((value, i) => (value - behind[i]!) / (2 * step));
  };
}

function randomVector(length: number, seed: number): Float64Array {
  const random = makeRandom(`direction ${seed}`);
  return Float64Array.from({ length }, () => random() - 0.5);
}

/**
 * The largest eigenvalue of a loss's Hessian, its **sharpness**, from its gradient alone: by power iteration, with the Hessian
 * times a vector as the difference of the gradients a small step ahead and behind.
 *
 *     H v ≈ (gradient(w + step v) - gradient(w - step v)) / (2 step)
 *
 * A step that is too long sees other places, one that is too short sees rounding. At a kink (ReLU) there is no second derivative;
 * what is found is the curvature over the length of the step.
 *
 * @param gradient the gradient of the loss as a function of the weights, both of shape [n]
 * @param weights where the curvature is wanted, shape [n]
 * @param options `iterations`, at most, default 100; `tolerance`, relative, default 1e-3; `step` > 0, default 1e-3; `seed` of
 *   the first direction, default 1
 * @returns `eigenvalue`, the `vector` of its direction, of length 1, and how many `iterations` it took
 * @throws when an option is unknown or out of its range
 * @example largestEigenvalue(([a, b]) => [2 * a, 10 * b], [1, 1]).eigenvalue // 10
 *
 * Source: von Mises and Pollaczek-Geiringer (1929), power iteration; Pearlmutter (1994), Hessian-vector products.
 */
export function largestEigenvalue(
  gradient: (weights: number[]) => ArrayLike<number>,
  weights: ArrayLike<number>,
  options: EigenvalueOptions = {},
): Eigenvalue {
  checkNames('largestEigenvalue', options, ['iterations', 'tolerance', 'step', 'seed']);
  const { iterations = 100, tolerance = 1e-3, step = 1e-3, seed = 1 } = options;
  const check = (name: string, value: unknown, rule: string, fits: boolean) =>
    checkOption('largestEigenvalue', name, value, rule, fits);
  check('iterations', iterations, 'an integer >= 1', isInteger(iterations, 1));
  check('tolerance', tolerance, 'a number > 0', isNumber(tolerance, 0) && tolerance > 0);
  check('step', step, 'a number > 0', isNumber(step, 0) && step > 0);
  const at = Float64Array.from(weights);
  const product = differences((where) => gradient(Array.from(where)), at, step);
  return largest(product, randomVector(at.length, seed), iterations, tolerance);
}

/**
 * The sharpness of the mean loss over all rows, at the trainer's weights, which stay as they are.
 *
 * @param trainer a network with its weights
 * @param data the rows
 * @param start a direction to begin with, such as that of the epoch before; default a random one
 * @returns as {@link largestEigenvalue}, the vector in the engine's own order
 */
export function sharpnessOf(trainer: Trainer, data: DataSet, start?: Float64Array): Eigenvalue {
  const { weights, gradient } = trainer.rawState();
  const at = Float64Array.from(weights);
  const gradientAt = (where: Float64Array) => {
    weights.set(where);
    trainer.gradient(data);
    return gradient;
  };
  const from = start ?? Float64Array.from(gradientAt(at)).map((slope, i) => slope + 1e-3 * (slope && Math.sin(i)));
  const found = largest(differences(gradientAt, at, 1e-3), from, 50, 1e-3);
  weights.set(at);
  return found;
}
