import { onScopeDispose, readonly, shallowRef, watch } from 'vue';
import type { AppError } from '#shared/contract/errors.ts';
import { isCancelled, toAppError, useSession } from '../../../api/index.ts';
import { useLibraryStore } from '../../../state/library.ts';

/** One answer of the library, asked again when the key or the library changes. What is known stays until then. */
export function useAsked<K extends string, T>(
  key: () => K,
  ask: (key: K, signal: AbortSignal) => Promise<T>,
) {
  const session = useSession();
  const library = useLibraryStore();
  const value = shallowRef<T>();
  const error = shallowRef<AppError>();
  let current = new AbortController();

  async function load(): Promise<void> {
    current.abort();
    current = new AbortController();
    const { signal } = current;
    await session.whenOnline(signal);
    try {
      const answer = await ask(key(), signal);
      if (signal.aborted) return;
      value.value = answer;
      error.value = undefined;
    } catch (failure) {
      const known = toAppError(failure);
      if (!signal.aborted && !isCancelled(failure) && known.code !== 'disconnected') error.value = known;
    }
  }

  watch(key, () => {
    value.value = undefined;
    error.value = undefined;
    void load();
  });
  watch(
    () => library.ticks,
    () => void load(),
    { immediate: true },
  );
  onScopeDispose(() => current.abort());
  return { value, error: readonly(error), retry: () => void load() };
}
