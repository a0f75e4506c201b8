import { onMounted, watch } from 'vue';
import { useRoute } from 'vue-router';

/** A link that names a section leads to it, as soon as the sections are there. */
export function useShownPart(isReady: () => boolean): void {
  const route = useRoute();

  function show(): void {
    const { part } = route.query;
    if (typeof part !== 'string' || !isReady()) return;
    const section = document.querySelector(`[data-part="${CSS.escape(part)}"]`);
    section?.scrollIntoView();
    section?.querySelector('h2')?.focus({ preventScroll: true });
  }

  onMounted(show);
  watch([() => route.query['part'], isReady], show, { flush: 'post' });
}
