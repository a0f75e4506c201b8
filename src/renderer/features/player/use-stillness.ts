import { onScopeDispose, readonly, shallowRef, watch, type Ref } from 'vue';

const afterMs = 3_000;

/** Whether nobody has moved for a while, where that counts. */
export function useStillness(counts: () => boolean): {
  readonly isStill: Readonly<Ref<boolean>>;
  readonly stir: () => void;
} {
  const isStill = shallowRef(false);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function stir(): void {
    isStill.value = false;
    clearTimeout(timer);
    if (counts()) timer = setTimeout(() => (isStill.value = true), afterMs);
  }

  watch(counts, stir);
  onScopeDispose(() => clearTimeout(timer));
  return { isStill: readonly(isStill), stir };
}
