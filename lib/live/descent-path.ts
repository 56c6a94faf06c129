/** The lowest curvature of the bowl; the other one is a setting. */
export const FLAT = 1;
/** Where every walk begins. */
export const START = { x: -4, y: 2 };
/** A walk is at the bottom when it is nearer than this part of its first distance, and stays there. */
export const NEAR = 0.01;
/** Steps that are looked at. */
export const STEPS = 300;
/** Farther away than this many times the first distance a walk has left for good. */
const LOST = 1e6;

/** How the bowl is walked. */
export interface DescentSettings {
  /** Of the steep direction, at least 1; the other direction has 1. */
  curvature: number;
  learningRate: number;
  momentum: number;
}

/** A walk: where it is after each step, from the start on, and how high. */
export interface DescentPath {
  x: number[];
  y: number[];
  loss: number[];
}

/**
 * Walks down `f(x, y) = (x^2 + curvature y^2) / 2` by gradient descent with momentum, `v <- m v - rate grad`, `w <- w + v`.
 *
 * @returns positions and heights, at most STEPS of them after the start; fewer where the walk leaves for good
 *
 * Source: Polyak (1964); the form is Keras's.
 */
export function descend({ curvature, learningRate, momentum }: DescentSettings): DescentPath {
  let { x, y } = START;
  let [vx, vy] = [0, 0];
  const height = () => (FLAT * x * x + curvature * y * y) / 2;
  const path: DescentPath = { x: [x], y: [y], loss: [height()] };
  const first = Math.hypot(x, y);
  for (let step = 0; step < STEPS && Math.hypot(x, y) < LOST * first; step++) {
    vx = momentum * vx - learningRate * FLAT * x;
    vy = momentum * vy - learningRate * curvature * y;
    x += vx;
    y += vy;
    path.x.push(x);
    path.y.push(y);
    path.loss.push(height());
  }
  return path;
}

/** The rate above which the walk diverges: `2 (1 + m) / curvature`. */
export const largestRate = ({ curvature, momentum }: Omit<DescentSettings, 'learningRate'>): number =>
  (2 * (1 + momentum)) / Math.max(curvature, FLAT);

/**
 * By what factor the distance shrinks with each step in the long run, along a direction of that curvature: the larger size of
 * the roots of `z^2 - (1 + m - rate curvature) z + m = 0`. 1 or more: it does not shrink.
 */
export function shrinkage(curvature: number, learningRate: number, momentum: number): number {
  const b = 1 + momentum - learningRate * curvature;
  const discriminant = b * b - 4 * momentum;
  if (discriminant < 0) return Math.sqrt(momentum);
  return (Math.abs(b) + Math.sqrt(discriminant)) / 2;
}

/** The step, counted from 1, from which the walk stays near the bottom; undefined if it does not within STEPS. */
export function stepsToConverge({ x, y }: DescentPath): number | undefined {
  const near = NEAR * Math.hypot(x[0]!, y[0]!);
  let last = x.length - 1;
  if (!(Math.hypot(x[last]!, y[last]!) <= near)) return undefined;
  while (last > 0 && Math.hypot(x[last - 1]!, y[last - 1]!) <= near) last--;
  return last;
}

const short = (value: number) => Number(value.toPrecision(3)).toString();

/** What a walk does, in a sentence. */
export function describeDescent(settings: DescentSettings): string {
  const limit = largestRate(settings);
  const steps = stepsToConverge(descend(settings));
  const { learningRate } = settings;
  const bound = `The largest stable rate is ${short(limit)}.`;
  if (learningRate > limit * (1 + 1e-9)) return `${bound} At ${short(learningRate)} the walk diverges.`;
  if (steps === undefined) return `${bound} At ${short(learningRate)} it is not at the bottom after ${STEPS} steps.`;
  return `${bound} At ${short(learningRate)} the walk is at the bottom, to one per cent, after ${steps} steps.`;
}
