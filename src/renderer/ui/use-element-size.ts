import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';

/** Width and height of an element in px, 0 until it is there. */
export function useElementSize(element: Readonly<Ref<Element | null>>) {
  const width = shallowRef(0);
  const height = shallowRef(0);
  const observer = new ResizeObserver(([entry]) => {
    if (entry === undefined) return;
    width.value = entry.contentRect.width;
    height.value = entry.contentRect.height;
  });

  watch(
    element,
    (now, before) => {
      if (before) observer.unobserve(before);
      if (now !== null) observer.observe(now);
    },
    { immediate: true },
  );
  onScopeDispose(() => observer.disconnect());
  return { width, height };
}
