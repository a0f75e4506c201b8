import type { RouteLocationRaw } from 'vue-router';
import type { ItemId, ItemKind } from '#shared/domain/library/item-id.ts';

/** The page of an item; a track has none of its own. */
export function pageOf(kind: ItemKind, id: ItemId): RouteLocationRaw | undefined {
  return kind === 'track' ? undefined : { name: `library-${kind}`, params: { id } };
}
