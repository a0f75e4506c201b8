/*
 * Which rows are meant, as in every list a person knows: click, Ctrl, Shift, arrows. By id, so that rows may move
 * under it. Pure: each step takes the selection before and gives the one after.
 */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Where a range began. */
  readonly anchor: string | undefined;
  /** The row that the keyboard is on. */
  readonly active: string | undefined;
}

export const nothingSelected: Selection = { ids: new Set(), anchor: undefined, active: undefined };

export function selectOnly(id: string): Selection {
  return { ids: new Set([id]), anchor: id, active: id };
}

/** Ctrl and click: in or out, the others stay. */
export function toggleOne({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id, active: id };
}

/** Shift: from where the range began to here, in the order on the screen. */
export function selectTo(selection: Selection, id: string, order: readonly string[]): Selection {
  const to = order.indexOf(id);
  const from = selection.anchor === undefined ? to : order.indexOf(selection.anchor);
  if (to < 0) return selection;
  if (from < 0) return selectOnly(id);
  const ids = new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1));
  return { ids, anchor: order[from], active: id };
}

export function selectAll({ active }: Selection, order: readonly string[]): Selection {
  return { ids: new Set(order), anchor: order[0], active: active ?? order[0] };
}

/** An arrow key: `extend` (Shift) keeps the range growing. */
export function moveTo(
  selection: Selection,
  { index, extend, order }: { index: number; extend: boolean; order: readonly string[] },
): Selection {
  const id = order[Math.min(order.length - 1, Math.max(0, index))];
  if (id === undefined) return nothingSelected;
  return extend ? selectTo(selection, id, order) : selectOnly(id);
}

/** What is left when rows go; the same object when nothing of it went. */
export function keepExisting(selection: Selection, exists: (id: string) => boolean): Selection {
  const { ids, anchor, active } = selection;
  const isWhole = [...ids, anchor, active].every((id) => id === undefined || exists(id));
  if (isWhole) return selection;
  const kept = (id: string | undefined) => (id !== undefined && exists(id) ? id : undefined);
  return { ids: new Set([...ids].filter(exists)), anchor: kept(anchor), active: kept(active) };
}
