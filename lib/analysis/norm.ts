/** The length of a vector that comes in pieces, such as all gradients of a network: the root of the sum of squares. */
export function norm(pieces: readonly ArrayLike<number>[]): number {
  let sum = 0;
  for (const piece of pieces) for (let i = 0; i < piece.length; i++) sum += piece[i]! ** 2;
  return Math.sqrt(sum);
}

/** The distance of two such vectors. */
export function distance(first: readonly ArrayLike<number>[], second: readonly ArrayLike<number>[]): number {
  let sum = 0;
  first.forEach((piece, p) => {
    for (let i = 0; i < piece.length; i++) sum += (piece[i]! - second[p]![i]!) ** 2;
  });
  return Math.sqrt(sum);
}
