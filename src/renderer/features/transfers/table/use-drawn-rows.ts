import { useVirtualizer } from '@tanstack/vue-virtual';
import { computed, type Ref } from 'vue';
import type { Torrent } from '#shared/contract/torrent.ts';

export interface DrawnRow {
  readonly torrent: Torrent;
  /** Among all rows. */
  readonly index: number;
  /** Px below the first row. */
  readonly offset: number;
  /** The row component that shows it: one that went out of sight is used again, which costs less than a new one. */
  readonly slot: number;
}

interface Options {
  readonly box: Readonly<Ref<HTMLElement | null>>;
  readonly rows: () => readonly Torrent[];
  readonly rowHeight: () => number;
  /** Px of the head, which lies in the same box so that it scrolls sideways with the rows. */
  readonly headHeight: () => number;
}

/** Rows beyond each edge that are drawn too, for a wheel that is faster than a frame. */
const overscan = 8;

/** Of all rows, those that are in sight. */
export function useDrawnRows({ box, rows, rowHeight, headHeight }: Options) {
  const virtualizer = useVirtualizer(
    computed(() => ({
      count: rows().length,
      getScrollElement: () => box.value,
      estimateSize: rowHeight,
      overscan,
      scrollMargin: headHeight(),
      // The head hides what is behind it.
      scrollPaddingStart: headHeight(),
    })),
  );
  let slots = 1;

  const drawn = computed(() => {
    const items = virtualizer.value.getVirtualItems();
    slots = Math.max(slots, items.length);
    return items.flatMap(({ index, start }): DrawnRow[] => {
      const torrent = rows()[index];
      return torrent === undefined
        ? []
        : [{ torrent, index, offset: start - headHeight(), slot: index % slots }];
    });
  });

  /** Scrolls just as far as it takes to see a row. */
  function show(id: string): void {
    const index = rows().findIndex((row) => row.id === id);
    if (index >= 0) virtualizer.value.scrollToIndex(index);
  }

  return { drawn, show };
}
