import { onScopeDispose, readonly, shallowRef, watch, type Ref } from 'vue';
import type { AppError } from '#shared/contract/errors.ts';
import { toAppError } from './failure.ts';
import { isCancelled, nextFrame, reopened } from './lasting.ts';
import { useSession } from './plugin.ts';

export interface Watched<T> {
  /** Undefined until the first answer for the present key. */
  readonly value: Readonly<Ref<T | undefined>>;
  /** Why there is no (newer) value. */
  readonly error: Readonly<Ref<AppError | undefined>>;
  readonly retry: () => void;
}

/**
 * Follows a stream for as long as the component lives and the key stays; another key starts over with no value.
 * Losing the connection is not an error: the last value stays and the stream goes on when there is one again.
 */
export function useWatched<K extends string | number, T>(
  key: () => K | undefined,
  open: (key: K, signal: AbortSignal) => AsyncIterable<T>,
): Watched<T> {
  const session = useSession();
  const value = shallowRef<T>();
  const error = shallowRef<AppError>();
  let current = new AbortController();

  async function follow(present: K | undefined): Promise<void> {
    current.abort();
    current = new AbortController();
    const { signal } = current;
    value.value = undefined;
    error.value = undefined;
    if (present === undefined) return;
    try {
      for await (const item of reopened(session, () => open(present, signal), signal)) {
        if (signal.aborted) return;
        value.value = item;
        await nextFrame();
      }
    } catch (failure) {
      if (!signal.aborted && !isCancelled(failure)) error.value = toAppError(failure);
    }
  }

  watch(key, (present) => void follow(present), { immediate: true });
  onScopeDispose(() => current.abort());
  return { value, error: readonly(error), retry: () => void follow(key()) };
}
