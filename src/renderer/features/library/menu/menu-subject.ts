import type { Album, Artist, Playlist, Show, Track, Video } from '#shared/contract/library-items.ts';
import { parseItemId, type ItemId } from '#shared/domain/library/item-id.ts';

export type AnyItem = Album | Artist | Playlist | Show | Track | Video;

/** What a menu is about: the selected items, and what they have in common. */
export interface MenuSubject {
  readonly ids: readonly ItemId[];
  /** Undefined: they are of a kind that cannot be marked. */
  readonly isFavourite: boolean | undefined;
  readonly labels: readonly string[];
  /** Where a single one leads, beside its own page. */
  readonly albumId: ItemId | null;
  readonly artistId: ItemId | null;
  /** The file of a single one. */
  readonly file: Track | Video | undefined;
  readonly canShare: boolean;
  readonly isList: boolean;
}

export const noSubject: MenuSubject = {
  ids: [],
  isFavourite: undefined,
  labels: [],
  albumId: null,
  artistId: null,
  file: undefined,
  canShare: false,
  isList: false,
};

/** `items`: as many of the selected ones as are here; the ids are all of them. */
export function menuSubject(ids: readonly ItemId[], items: readonly AnyItem[]): MenuSubject {
  const [only] = ids.length === 1 ? items : [];
  const marked = items.filter((item) => 'isFavourite' in item);
  const kinds = new Set(ids.map((id) => parseItemId(id)?.kind));
  return {
    ids,
    isFavourite: marked.length === 0 ? undefined : marked.every(({ isFavourite }) => isFavourite),
    labels: marked.length === 0 ? [] : marked.map(({ labels }) => labels).reduce(inBoth),
    albumId: only !== undefined && 'albumId' in only ? only.albumId : null,
    artistId: only !== undefined && 'artistId' in only ? only.artistId : null,
    file: only !== undefined && 'path' in only ? only : undefined,
    canShare: items.every((item) => !('isMissing' in item) || !item.isMissing),
    isList: kinds.size === 1 && kinds.has('playlist'),
  };
}

function inBoth(left: readonly string[], right: readonly string[]): string[] {
  return left.filter((label) => right.includes(label));
}
