import { nextTick, onScopeDispose, watch, type Ref } from 'vue';

/**
 * How much of the window, from its lower edge, the bar and what is below it take: `--foot`, for what lies over the page and has
 * to stay clear of it.
 */
export function useFootHeight(bar: Readonly<Ref<HTMLElement | null>>, changes: () => unknown): void {
  const root = document.documentElement;
  const listening = new AbortController();

  function tell(): void {
    const box = bar.value?.getBoundingClientRect();
    const isShown = box !== undefined && box.height > 0;
    root.style.setProperty('--foot', isShown ? `${innerHeight - box.top}px` : '0px');
  }

  watch(changes, () => void nextTick(tell));
  addEventListener('resize', tell, { signal: listening.signal });
  onScopeDispose(() => {
    listening.abort();
    root.style.removeProperty('--foot');
  });
}
