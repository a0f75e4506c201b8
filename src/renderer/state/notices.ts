import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Notice } from '#shared/contract/notice.ts';
import { continued, useApi, useSession } from '../api/index.ts';

/** What the core has to say without being asked; each notice stays until it is dismissed, here or elsewhere. */
export const useNoticesStore = defineStore('notices', () => {
  const session = useSession();
  const client = useApi();
  /** The newest last. */
  const notices = shallowRef<readonly Notice[]>([]);

  async function follow(signal: AbortSignal): Promise<void> {
    const changes = continued(session, (after) => client['notices.watch']({ after }, { signal }), signal);
    for await (const { kind, upserted, removed } of changes) {
      const gone = new Set([...removed, ...upserted.map(({ id }) => id)]);
      const kept = kind === 'snapshot' ? [] : notices.value.filter(({ id }) => !gone.has(id));
      notices.value = [...kept, ...upserted].toSorted((a, b) => a.at.localeCompare(b.at));
    }
  }

  /** Gone from the screen at once. If the core cannot be told, it will show the notice again at the next start. */
  async function dismiss(id: string): Promise<void> {
    notices.value = notices.value.filter((notice) => notice.id !== id);
    await client['notices.dismiss']({ id }).catch(() => undefined);
  }

  return { notices, follow, dismiss };
});
