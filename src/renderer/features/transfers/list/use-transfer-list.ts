import { computed, shallowRef, triggerRef, watch, type Ref } from 'vue';
import type { Torrent } from '#shared/contract/torrent.ts';
import type { TorrentTable } from '../../../state/torrents.ts';
import { comparison, type Sorting } from './columns.ts';
import { countByFilter, matcher, type StateFilter } from './filters.ts';
import { makeOrderedList, type OrderedList } from './ordered-list.ts';

interface Wishes {
  readonly table: () => TorrentTable | undefined;
  readonly text: () => string;
  readonly filter: () => StateFilter;
  readonly sorting: () => Sorting;
}

/** The rows that are to be seen, in their order, and how many there are of each state. */
export function useTransferList({ table, text, filter, sorting }: Wishes) {
  const list = shallowRef<OrderedList<Torrent>>(emptyList());

  function rebuild(): void {
    const fresh = makeOrderedList({ compare: comparison(sorting()), accepts: matcher(text(), filter()) });
    fresh.reset(table()?.byId.values() ?? []);
    list.value = fresh;
  }

  watch([text, filter, sorting], rebuild);
  watch(
    table,
    (now) => {
      if (now?.kind !== 'delta') {
        rebuild();
        return;
      }
      list.value.change(now.upserted, now.removed);
      triggerRef(list);
    },
    // Each table says only what changed since the one before: none may be skipped.
    { immediate: true, flush: 'sync' },
  );

  const rows: Readonly<Ref<readonly Torrent[]>> = computed(() => list.value.rows);
  const counts = computed(() => countByFilter(table()?.byId.values() ?? []));
  return { rows, counts };
}

function emptyList(): OrderedList<Torrent> {
  return makeOrderedList<Torrent>({ compare: () => 0, accepts: () => true });
}
