/**
 * What samples should be, and whether they are. Arrays are [class][sample], lanes are samples.
 */
import { HITS, LOSS_SUM } from '../layout';
import { at, sumOf } from './vector';

/** Targets of four samples: from their labels where these say it all. */
// @ts-ignore: decorator
@inline
export function targetOf(dense: usize, labels: v128, place: usize, index: i32): v128 {
  return dense ? at(place) : v128.and(f32x4.eq(labels, f32x4.splat(<f32>index)), f32x4.splat(1));
}

/** The index of the largest output of each sample, the first of equals. */
// @ts-ignore: decorator
@inline
export function indexOfLargest(output: usize, stride: usize, classes: i32): v128 {
  let best = at(output);
  let index = f32x4.splat(0);
  for (let i = 1; i < classes; i++) {
    output += stride;
    const value = at(output);
    const larger = f32x4.gt(value, best);
    best = v128.bitselect(value, best, larger);
    index = v128.bitselect(f32x4.splat(<f32>i), index, larger);
  }
  return index;
}

/** 1 for each sample that is there and whose chosen class is its label's. */
// @ts-ignore: decorator
@inline
export function hitsOf(chosen: v128, labels: v128, there: v128): v128 {
  return v128.and(v128.and(f32x4.eq(chosen, labels), there), f32x4.splat(1));
}

/** The classes chosen from logits: with a logit that is not a number no probability is one, and tfjs takes the first class. */
// @ts-ignore: decorator
@inline
export function chosenOf(index: v128, sumOfPowers: v128): v128 {
  return v128.and(index, f32x4.eq(sumOfPowers, sumOfPowers));
}

/** Adds sums of losses and of hits to those of the epoch. */
// @ts-ignore: decorator
@inline
export function addToSums(lossSum: v128, hits: v128): void {
  store<f64>(LOSS_SUM, load<f64>(LOSS_SUM) + <f64>sumOf(lossSum));
  store<f64>(HITS, load<f64>(HITS) + <f64>sumOf(hits));
}
