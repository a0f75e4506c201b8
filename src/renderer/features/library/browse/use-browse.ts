import { computed, watch } from 'vue';
import { nothingSelected } from '../../../ui/collection/selection.ts';
import type { AnyItem } from '../menu/menu-subject.ts';
import { useLooksStore, type FirstLook, type ListLook } from './filters.ts';
import { rowOf } from './rows.ts';
import { useItemList } from './use-item-list.ts';
import type { ListName } from './use-tabs.ts';
import { useWindow } from './use-window.ts';

interface Options<Query extends object, Item extends AnyItem> {
  readonly name: ListName;
  readonly firstLook: FirstLook;
  readonly query: (look: ListLook) => Query;
  readonly ask: (
    query: Query & { offset: number; limit: number },
    options: { signal: AbortSignal },
  ) => Promise<{ total: number; rows: readonly Item[] }>;
  /** See `useItemList`. */
  readonly playFrom?: (id: string) => void;
}

/** Of these one wants to see the newest, the most, the longest at first. */
const largestFirst = ['year', 'addedAt', 'plays', 'durationSeconds'];

/** One list of the library: how it is looked at, what of it is here, and what is done with it. */
export function useBrowse<Query extends object, Item extends AnyItem>({
  name,
  firstLook,
  query,
  ask,
  playFrom,
}: Options<Query, Item>) {
  const look = useLooksStore().lookOf(name, firstLook);
  const { collection, error, retry } = useWindow({
    query: () => query(look),
    ask: async (now, page, signal) => {
      const { total, rows } = await ask({ ...now, ...page }, { signal });
      return { total, rows: rows.map(rowOf) };
    },
  });
  const list = useItemList({ collection, ...(playFrom === undefined ? {} : { playFrom }) });
  watch(
    () => JSON.stringify(look.filters),
    () => {
      list.selection.value = nothingSelected;
    },
  );

  return {
    name,
    look,
    collection,
    error,
    retry,
    list,
    /** For a table, of which the heads sort. */
    sorting: computed(() => ({ column: look.sort, isDescending: look.isDescending })),
    sortBy(column: string): void {
      look.isDescending = look.sort === column ? !look.isDescending : largestFirst.includes(column);
      look.sort = column;
    },
  };
}

export type Browse<Item extends AnyItem> = ReturnType<typeof useBrowse<object, Item>>;
