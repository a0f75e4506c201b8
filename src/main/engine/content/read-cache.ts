import type { Clock } from '../../ports/clock.ts';
import type { Layout } from './layout.ts';
import { makePagePool, pageBytes } from './page-pool.ts';
import { makeStoreReader, type ReadSource, type StoreReader } from './store-reader.ts';

/** What peers ask for, read ahead and kept for a while, for all torrents of the process. */
export interface ReadCache {
  /** @param has which pieces lie in the files: nothing else is read ahead */
  forStore(
    store: ReadSource,
    about: { readonly layout: Layout; readonly has: (piece: number) => boolean },
  ): StoreReader;
}

interface ReadCacheOptions {
  /** Memory for all torrents together; less while little is asked for. */
  readonly maxBytes: number;
  /** Most that is read ahead of one reader. */
  readonly windowBytes: number;
  readonly clock: Clock;
}

export function makeReadCache({ maxBytes, windowBytes, clock }: ReadCacheOptions): ReadCache {
  const pool = makePagePool({ maxBytes });
  const windowPages = Math.max(1, Math.floor(windowBytes / pageBytes));
  return {
    forStore: (store, { layout, has }) => makeStoreReader({ store, layout, has, pool, windowPages, clock }),
  };
}
