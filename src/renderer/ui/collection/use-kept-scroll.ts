import { onBeforeUnmount, watch, type Ref } from 'vue';

/** Where a list was left, so that who comes back to it is there again. Px by a name of the list. */
const left = new Map<string, number>();

/** `isReady`: there are as many lines as there were, so that there is something to scroll. */
export function useKeptScroll(
  box: Readonly<Ref<HTMLElement | null>>,
  { name, isReady }: { name: () => string; isReady: () => boolean },
): void {
  let restored = '';
  watch(
    [isReady, box],
    ([ready, element]) => {
      if (!ready || element === null || restored === name()) return;
      restored = name();
      const top = left.get(restored) ?? 0;
      if (top > 0) element.scrollTop = top;
    },
    { flush: 'post', immediate: true },
  );
  onBeforeUnmount(() => {
    if (name() !== '' && box.value !== null) left.set(name(), box.value.scrollTop);
  });
}
