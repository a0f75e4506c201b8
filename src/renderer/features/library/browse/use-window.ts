import { onScopeDispose, readonly, shallowRef, watch } from 'vue';
import type { AppError } from '#shared/contract/errors.ts';
import { isCancelled, toAppError, useSession } from '../../../api/index.ts';
import { useLibraryStore } from '../../../state/library.ts';
import type { Collection, CollectionRow } from '../../../ui/collection/collection.ts';
import { makeWindowed, type AskPage, type PageAnswer } from './windowed.ts';

interface Options<Query, Row> {
  readonly query: () => Query;
  readonly ask: (
    query: Query,
    page: { offset: number; limit: number },
    signal: AbortSignal,
  ) => Promise<PageAnswer<Row>>;
}

/** Follows one question to the library: asks again when the question or the library changes. */
export function useWindow<Query extends object, Row extends CollectionRow>({
  query,
  ask,
}: Options<Query, Row>) {
  const session = useSession();
  const library = useLibraryStore();
  /** Undefined until the first answer. */
  const collection = shallowRef<Collection<Row>>();
  const error = shallowRef<AppError>();

  const asking =
    (now: Query): AskPage<Row> =>
    async (offset, limit, signal) => {
      await session.whenOnline(signal);
      return ask(now, { offset, limit }, signal);
    };
  const windowed = makeWindowed<Row>({
    ask: asking(query()),
    changed: () => {
      error.value = undefined;
      collection.value = windowed.collection;
    },
    failed: (failure) => {
      const known = toAppError(failure);
      // Lost, not wrong: the store ticks when there is a connection again.
      if (!isCancelled(failure) && known.code !== 'disconnected') error.value = known;
    },
  });

  watch(
    () => JSON.stringify(query()),
    () => windowed.restart(asking(query())),
  );
  watch(
    () => library.ticks,
    () => windowed.refresh(),
  );
  onScopeDispose(() => windowed.stop());
  return { collection, error: readonly(error), retry: () => windowed.refresh() };
}
