import { makeRandom, shuffle } from '../shuffle.ts';

/** Turns the order of an epoch, which it is given, into that of the next one. */
export type NextOrder = (order: Uint32Array) => void;

const BYTES_KEPT = 4 << 20;

/** The shuffles of a seed, as far as a run has come. */
class KeptOrders {
  private readonly orders: Uint32Array[] = [];
  private readonly random;

  constructor(seed: number) {
    this.random = makeRandom(seed);
  }

  next(epoch: number, order: Uint32Array): void {
    const known = this.orders[epoch];
    if (known) {
      order.set(known);
    } else {
      shuffle(order, this.random);
      this.orders.push(order.slice());
    }
  }
}

/** By seed and rows, the latest last. */
const kept = new Map<string, KeptOrders>();

/**
 * The orders in which a run with this seed sees the rows. All settings with one seed see the same orders, and shuffling takes
 * a twelfth of the lab's training, so those of the last few seeds are kept, where they are not too large.
 *
 * @param seed of the shuffles
 * @param rows how many are shuffled
 * @param epochs how many the run has at most
 * @returns what shuffles an order in place, from 0, 1, 2 ... on: once an epoch
 */
export function ordersOf(seed: number, rows: number, epochs: number): NextOrder {
  const seedsKept = Math.floor(BYTES_KEPT / (Uint32Array.BYTES_PER_ELEMENT * rows * epochs));
  if (seedsKept === 0) {
    const random = makeRandom(seed);
    return (order) => shuffle(order, random);
  }
  const key = `${seed} ${rows}`;
  const orders = kept.get(key) ?? new KeptOrders(seed);
  kept.delete(key);
  kept.set(key, orders);
  for (const oldest of kept.keys()) {
    if (kept.size <= seedsKept) break;
    kept.delete(oldest);
  }
  let epoch = 0;
  return (order) => orders.next(epoch++, order);
}
