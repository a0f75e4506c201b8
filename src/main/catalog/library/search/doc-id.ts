import { itemKinds as kinds, type ItemKind } from '#shared/domain/library/item-id.ts';

/*
 * The number of an item in the search index: its kind in the high bits, so that the items of one kind are a range of it and
 * can be asked for alone. Stored: never changed.
 */
const kindNumbers: Readonly<Record<ItemKind, number>> = {
  artist: 1,
  album: 2,
  show: 3,
  playlist: 4,
  video: 5,
  track: 6,
};
const perKind = 2 ** 40;

export function docId(kind: ItemKind, row: number): number {
  return kindNumbers[kind] * perKind + row;
}

/**
 * The numbers of one kind, first and last. BigInt: a plain number of this size is bound as a float, and by the limits that are
 * no whole numbers FTS5 does not go; it would look at every match of every kind.
 */
export function docRange(kind: ItemKind): { readonly low: bigint; readonly high: bigint } {
  return { low: BigInt(docId(kind, 0)), high: BigInt(docId(kind, perKind - 1)) };
}

export function itemOfDoc(doc: number): { readonly kind: ItemKind; readonly row: number } {
  const number = Math.floor(doc / perKind);
  const kind = kinds.find((one) => kindNumbers[one] === number);
  if (kind === undefined) throw new Error('The index has numbers of these kinds only.');
  return { kind, row: doc % perKind };
}
