import { useRoute } from 'vue-router';
import { parseItemId, type ItemId, type ItemKind } from '#shared/domain/library/item-id.ts';

/** The item that the address names. An address that names none leads to one that is not there. */
export function usePageId(kind: ItemKind): () => ItemId {
  const route = useRoute();
  let last: ItemId = `${kind}-0`;
  return () => {
    const { id } = route.params;
    // While the page is left, the address is another one already.
    if (typeof id === 'string' && parseItemId(id)?.kind === kind) last = id as ItemId;
    return last;
  };
}
