import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { TorrentChanges } from '#shared/contract/torrents-api.ts';
import type { AppError } from '#shared/contract/errors.ts';
import type { Torrent } from '#shared/contract/torrent.ts';
import { continued, isCancelled, nextFrame, toAppError, useApi, useSession } from '../api/index.ts';

/** All torrents at one moment, and what made this moment differ from the one before. */
export interface TorrentTable {
  readonly byId: ReadonlyMap<string, Torrent>;
  /** After a `snapshot` nothing known before counts. */
  readonly kind: 'snapshot' | 'delta';
  readonly upserted: readonly Torrent[];
  readonly removed: readonly string[];
}

/** The torrents as the core tells them. Followed for as long as the page lives. */
export const useTorrentsStore = defineStore('torrents', () => {
  const session = useSession();
  const client = useApi();
  /** Undefined until the core has told once. Each beat is a new table, so watch it with `flush: 'sync'` to miss none. */
  const table = shallowRef<TorrentTable>();
  const hasAny = computed(() => (table.value === undefined ? undefined : table.value.byId.size > 0));
  /** Why the list cannot be told; losing the connection is not such a reason. */
  const error = shallowRef<AppError>();

  function fold({ kind, upserted, removed }: Omit<TorrentChanges, 'cursor'>): void {
    const byId = new Map(kind === 'snapshot' ? [] : table.value?.byId);
    for (const torrent of upserted) byId.set(torrent.id, torrent);
    for (const id of removed) byId.delete(id);
    table.value = { byId, kind, upserted, removed };
  }

  let life: AbortSignal | undefined;

  async function follow(signal: AbortSignal): Promise<void> {
    life = signal;
    error.value = undefined;
    const open = (after: TorrentChanges['cursor'] | undefined) =>
      client['torrents.watch']({ after }, { signal });
    try {
      for await (const changes of continued(session, open, signal)) {
        fold(changes);
        await nextFrame();
      }
    } catch (failure) {
      if (!signal.aborted && !isCancelled(failure)) error.value = toAppError(failure);
    }
  }

  /** What a command answered is known at once, not a beat later. */
  function learn(upserted: readonly Torrent[]): void {
    if (table.value !== undefined) fold({ kind: 'delta', upserted: [...upserted], removed: [] });
  }

  function forget(removed: readonly string[]): void {
    if (table.value !== undefined) fold({ kind: 'delta', upserted: [], removed: [...removed] });
  }

  /** After an error: asks for the whole list again. */
  function retry(): void {
    if (life !== undefined) void follow(life);
  }

  return { table, hasAny, error, follow, retry, learn, forget };
});
