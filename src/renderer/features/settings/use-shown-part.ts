import { watch } from 'vue';
import { useRoute } from 'vue-router';

/** A link that names a section leads to it, as soon as the sections are there. */
export function useShownPart(isReady: () => boolean): void {
  const route = useRoute();
  watch(
    [() => route.query['part'], isReady],
    ([part, ready]) => {
      if (typeof part !== 'string' || !ready) return;
      const section = document.querySelector(`[data-part="${CSS.escape(part)}"]`);
      section?.scrollIntoView();
      section?.querySelector('h2')?.focus({ preventScroll: true });
    },
    { immediate: true, flush: 'post' },
  );
}
