import { onMounted, watch, type Ref } from 'vue';
import { useRoute } from 'vue-router';

/** Left free over a section that was led to, px. */
const above = 14;

/** A link that names a section leads to it, as soon as the sections are there. */
export function useShownPart(box: Readonly<Ref<HTMLElement | null>>, isReady: () => boolean): void {
  const route = useRoute();

  function show(): void {
    const { part } = route.query;
    if (typeof part !== 'string' || !isReady() || box.value === null) return;
    const section = box.value.querySelector(`[data-part="${CSS.escape(part)}"]`);
    if (section === null) return;
    // Not scrollIntoView: it would move what lies around the box, too.
    box.value.scrollTop +=
      section.getBoundingClientRect().top - box.value.getBoundingClientRect().top - above;
    section.querySelector('h2')?.focus({ preventScroll: true });
  }

  onMounted(show);
  watch([() => route.query.part, isReady], show, { flush: 'post' });
}
