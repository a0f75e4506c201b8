import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Ending, WhenDone } from '#shared/contract/when-done.ts';
import { reopened, useApi, useSession } from '../api/index.ts';

/** What happens, once, when everything has arrived. */
export const useWhenDoneStore = defineStore('when-done', () => {
  const session = useSession();
  const client = useApi();
  const whenDone = shallowRef<WhenDone>();

  async function follow(signal: AbortSignal): Promise<void> {
    const open = () => client['whenDone.watch'](undefined, { signal });
    for await (const now of reopened(session, open, signal)) whenDone.value = now;
  }

  /** @throws AppError when it was not done */
  async function wish(ending: Ending | null): Promise<void> {
    whenDone.value = await client['whenDone.set']({ wish: ending });
  }

  return { whenDone, follow, wish };
});
