import { onScopeDispose, shallowRef, type Ref } from 'vue';

/** The time, kept for as long as a component lives: for sentences like "12 seconds ago". */
export function useNow(everyMs: number): Readonly<Ref<Date>> {
  const now = shallowRef(new Date());
  const timer = setInterval(() => {
    now.value = new Date();
  }, everyMs);
  onScopeDispose(() => clearInterval(timer));
  return now;
}
