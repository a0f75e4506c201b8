/** What a library holds, as people call it. */
export const itemKinds = ['album', 'artist', 'track', 'video', 'show', 'playlist'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** `track-12`: stays the same through every scan, move and rename, for playlists and counts hang on it. */
export type ItemId = `${ItemKind}-${number}`;

const itemIdPattern = /^(album|artist|track|video|show|playlist)-([1-9]\d{0,14})$/u;

export function formatItemId(kind: ItemKind, row: number): ItemId {
  return `${kind}-${row}`;
}

/** Returns `undefined` instead of throwing: callers hold text a person typed. */
export function parseItemId(text: string): { readonly kind: ItemKind; readonly row: number } | undefined {
  const match = itemIdPattern.exec(text.trim());
  if (match === null) return undefined;
  // The pattern lists the kinds.
  return { kind: match[1] as ItemKind, row: Number(match[2]) };
}
