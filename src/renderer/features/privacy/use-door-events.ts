import { onScopeDispose, shallowRef } from 'vue';
import type { DoorEvent } from '#shared/contract/network.ts';
import { continued, useApi, useSession } from '../../api/index.ts';

/** What happened at the doors since Warren started, the newest first. Undefined until the core has told once. */
export function useDoorEvents() {
  const session = useSession();
  const client = useApi();
  const events = shallowRef<readonly DoorEvent[]>();
  const life = new AbortController();
  const { signal } = life;

  async function follow(): Promise<void> {
    const changes = continued(session, (after) => client['profiles.events']({ after }, { signal }), signal);
    for await (const { kind, upserted, removed } of changes) {
      const gone = new Set([...removed, ...upserted.map(({ id }) => id)]);
      const kept = kind === 'snapshot' ? [] : (events.value ?? []).filter(({ id }) => !gone.has(id));
      events.value = [...upserted, ...kept].toSorted((a, b) => b.at.localeCompare(a.at));
    }
  }

  // Without events the rest of the page is still true.
  follow().catch(() => undefined);
  onScopeDispose(() => life.abort());
  return events;
}
