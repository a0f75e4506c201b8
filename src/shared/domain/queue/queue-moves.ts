export const queueMoves = ['top', 'up', 'down', 'bottom'] as const;
export type QueueMove = (typeof queueMoves)[number];

export interface Place<Id extends string = string> {
  readonly id: Id;
  readonly wants: 'download' | 'seed';
  /** Any whole numbers, each once; the lowest is first. */
  readonly position: number;
}

/**
 * New positions of those whose position changes. Those that are moved keep their order among themselves. One step up or
 * down is past the next of its kind: a download does not wait for seeds.
 * @param line the first first
 */
export function moveInQueue<Id extends string>(
  line: readonly Place<Id>[],
  ids: ReadonlySet<Id>,
  move: QueueMove,
): Map<Id, number> {
  const moved = line.filter(({ id }) => ids.has(id));
  if (move === 'top') {
    const first = line[0]?.position ?? 0;
    return new Map(moved.map(({ id }, index) => [id, first - moved.length + index]));
  }
  if (move === 'bottom') {
    const last = line.at(-1)?.position ?? 0;
    return new Map(moved.map(({ id }, index) => [id, last + 1 + index]));
  }
  const changed = new Map<Id, number>();
  for (const kind of ['download', 'seed'] as const) {
    const ofKind = line.filter(({ wants }) => wants === kind);
    const before = ofKind.map(({ id }) => id);
    const after = move === 'up' ? stepUp(before, ids) : stepUp(before.toReversed(), ids).toReversed();
    // Each takes the position of the one whose place it has now: nobody else's changes.
    for (const [index, id] of after.entries())
      if (before[index] !== id) changed.set(id, ofKind[index]?.position ?? 0);
  }
  return changed;
}

function stepUp<Id>(line: readonly Id[], ids: ReadonlySet<Id>): Id[] {
  const result = [...line];
  for (let index = 1; index < result.length; index++) {
    const [before, here] = [result[index - 1], result[index]];
    if (before === undefined || here === undefined) continue;
    if (ids.has(here) && !ids.has(before)) [result[index - 1], result[index]] = [here, before];
  }
  return result;
}
