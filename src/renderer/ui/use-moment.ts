import { onScopeDispose, shallowRef, type Ref } from 'vue';

/** True from `begin()` for a little while: for a sign that something was just done. */
export function useMoment(lastsMs: number): {
  readonly isNow: Readonly<Ref<boolean>>;
  readonly begin: () => void;
} {
  const isNow = shallowRef(false);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function begin(): void {
    isNow.value = true;
    clearTimeout(timer);
    timer = setTimeout(() => {
      isNow.value = false;
    }, lastsMs);
  }

  onScopeDispose(() => clearTimeout(timer));
  return { isNow, begin };
}
