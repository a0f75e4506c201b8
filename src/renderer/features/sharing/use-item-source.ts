import { onScopeDispose, shallowRef } from 'vue';
import type { AppError } from '#shared/contract/errors.ts';
import type { ItemId } from '#shared/domain/library/item-id.ts';
import { toAppError, useApi } from '../../api/index.ts';

/** Files of the library that are to be shared. */
export interface ItemSource {
  readonly name: string;
  /** The nearest folder that holds all of them. */
  readonly folder: string;
  /** Below it. */
  readonly files: readonly string[];
  readonly sizeBytes: number;
  /** Of the items. */
  readonly labels: readonly string[];
}

/** Asks once what sharing these items would share; `told` gets the answer. */
export function useItemSource(items: readonly ItemId[] | undefined, told: (source: ItemSource) => void) {
  const client = useApi();
  const source = shallowRef<ItemSource>();
  const error = shallowRef<AppError>();
  const life = new AbortController();
  onScopeDispose(() => life.abort());

  async function ask(ids: readonly ItemId[]): Promise<void> {
    try {
      const answer = await client['library.shareSource']({ ids: [...ids] }, { signal: life.signal });
      source.value = answer;
      told(answer);
    } catch (failure) {
      if (!life.signal.aborted) error.value = toAppError(failure);
    }
  }

  if (items !== undefined) void ask(items);
  return { source, error };
}
