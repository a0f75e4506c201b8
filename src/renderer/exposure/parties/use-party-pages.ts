import { onScopeDispose, shallowRef, watch } from 'vue';
import type { AppError } from '#shared/contract/errors.ts';
import type { Party, PartyFilter } from '#shared/contract/exposure-parties.ts';
import { isCancelled, toAppError, useApi } from '../../api/index.ts';
import { isDescending, type PartySort } from './filter.ts';

const pageSize = 100;

/**
 * A list of which only the pages in sight are fetched. It stands still while it is read: what is newer comes with
 * `reload`, so that no row moves away under the pointer.
 */
export function usePartyPages(asked: () => { readonly filter: PartyFilter; readonly sortBy: PartySort }) {
  const client = useApi();
  /** Undefined until the first page has come. */
  const total = shallowRef<number>();
  const error = shallowRef<AppError>();
  const pages = shallowRef<ReadonlyMap<number, readonly Party[]>>(new Map());
  const underWay = new Set<number>();
  let life = new AbortController();

  async function load(page: number): Promise<void> {
    if (underWay.has(page)) return;
    underWay.add(page);
    const { signal } = life;
    const { filter, sortBy } = asked();
    const place = { sortBy, isDescending: isDescending(sortBy), offset: page * pageSize, limit: pageSize };
    try {
      const answer = await client['exposure.parties']({ ...filter, ...place }, { signal });
      if (signal.aborted) return;
      total.value = answer.total;
      pages.value = new Map([...pages.value, [page, answer.parties]]);
    } catch (failure) {
      if (!signal.aborted && !isCancelled(failure)) error.value = toAppError(failure);
    } finally {
      if (!signal.aborted) underWay.delete(page);
    }
  }

  function reload(): void {
    life.abort();
    life = new AbortController();
    underWay.clear();
    error.value = undefined;
    pages.value = new Map();
    void load(0);
  }

  /** Called with the rows in sight; fetches what is missing of them. */
  function need(first: number, last: number): void {
    for (let page = Math.floor(first / pageSize); page <= Math.floor(last / pageSize); page++)
      if (!pages.value.has(page)) void load(page);
  }

  const at = (index: number) => pages.value.get(Math.floor(index / pageSize))?.[index % pageSize];

  /** What a command answered is known at once. */
  function change(part: (party: Party) => Party): void {
    pages.value = new Map([...pages.value].map(([page, parties]) => [page, parties.map(part)]));
  }

  watch(() => JSON.stringify(asked()), reload, { immediate: true });
  onScopeDispose(() => life.abort());
  return { total, error, at, need, reload, change };
}
