/*
 * The order of a list made by hand, as positions: each step takes the order before and gives the one after.
 */

/** Those that move come to lie together before what stood at `before`, in the order in which they stood. */
export function movedBefore(order: readonly number[], moving: ReadonlySet<number>, before: number): number[] {
  const stays = (position: number) => !moving.has(position);
  return [
    ...order.slice(0, before).filter(stays),
    ...order.filter((position) => moving.has(position)),
    ...order.slice(before).filter(stays),
  ];
}

/** One step up or down, as a block that closes up first; the same order where there is no further to go. */
export function movedBy(
  order: readonly number[],
  moving: ReadonlySet<number>,
  by: -1 | 1,
): readonly number[] {
  const places = order.flatMap((position, index) => (moving.has(position) ? [index] : []));
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return order;
  if (by === -1) return first === 0 ? order : movedBefore(order, moving, first - 1);
  return last === order.length - 1 ? order : movedBefore(order, moving, last + 2);
}

export function without(order: readonly number[], gone: ReadonlySet<number>): number[] {
  return order.filter((position) => !gone.has(position));
}
