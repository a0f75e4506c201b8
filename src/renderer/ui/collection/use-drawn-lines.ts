import { useVirtualizer } from '@tanstack/vue-virtual';
import { computed, watch, type Ref } from 'vue';
import { useFlight } from './use-flight.ts';

export interface DrawnLine {
  /** Among all lines. */
  readonly line: number;
  /** Px below the first line. */
  readonly offset: number;
  /** The element that shows it: one that went out of sight is used again, which costs less than a new one. */
  readonly slot: number;
}

interface Options {
  readonly box: Readonly<Ref<HTMLElement | null>>;
  readonly count: () => number;
  readonly height: () => number;
  /** Px above the first line, within the box. */
  readonly above: () => number;
  /** Px of a head that stays in sight and hides what is behind it. */
  readonly head: () => number;
  /** Lines beyond each edge that are drawn too, for a wheel that is faster than a frame. */
  readonly overscan: number;
}

/** Of all lines, those that are in sight. */
export function useDrawnLines({ box, count, height, above, head, overscan }: Options) {
  const virtualizer = useVirtualizer(
    computed(() => ({
      count: count(),
      getScrollElement: () => box.value,
      estimateSize: height,
      overscan,
      scrollMargin: above(),
      scrollPaddingStart: head(),
    })),
  );
  watch(height, () => virtualizer.value.measure(), { flush: 'post' });
  let slots = 1;

  const drawn = computed(() => {
    const lines = virtualizer.value.getVirtualItems();
    slots = Math.max(slots, lines.length);
    return lines.map(({ index, start }): DrawnLine => ({
      line: index,
      offset: start - above(),
      slot: index % slots,
    }));
  });

  const isFlying = useFlight({
    offset: () => virtualizer.value.scrollOffset,
    height: () => virtualizer.value.scrollRect?.height ?? 0,
  });

  /** Scrolls just as far as it takes to see a line. */
  const show = (line: number) => virtualizer.value.scrollToIndex(line);
  return { drawn, isFlying, show };
}
