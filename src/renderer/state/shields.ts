import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Shield } from '#shared/contract/exposure.ts';
import { continued, isCancelled, nextFrame, useApi, useSession } from '../api/index.ts';

/** How far each torrent is seen, at a glance. Followed for as long as the page lives. */
export const useShieldsStore = defineStore('shields', () => {
  const session = useSession();
  const client = useApi();
  /** By infohash; `''`: all together. Empty until the core has told, and where it cannot tell: then no shield is shown. */
  const byId = shallowRef<ReadonlyMap<string, Shield>>(new Map());
  const overall = computed(() => byId.value.get(''));

  async function follow(signal: AbortSignal): Promise<void> {
    const open = (after: { readonly epoch: string; readonly seq: number } | undefined) =>
      client['exposure.watchShields']({ after }, { signal });
    try {
      for await (const { kind, upserted, removed } of continued(session, open, signal)) {
        const next = new Map(kind === 'snapshot' ? [] : byId.value);
        for (const shield of upserted) next.set(shield.id, shield);
        for (const id of removed) next.delete(id);
        byId.value = next;
        await nextFrame();
      }
    } catch (failure) {
      if (!signal.aborted && !isCancelled(failure)) byId.value = new Map();
    }
  }

  return { byId, overall, follow };
});
