import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Status } from '#shared/contract/status.ts';
import { nextFrame, reopened, useApi, useSession } from '../api/index.ts';

/** The whole app in one line: speeds, and the state of each network profile. */
export const useStatusStore = defineStore('status', () => {
  const session = useSession();
  const client = useApi();
  const status = shallowRef<Status>();

  /** Rejects only when the core cannot tell its status at all, which no page can do anything about. */
  async function follow(signal: AbortSignal): Promise<void> {
    for await (const now of reopened(session, () => client['app.watch'](undefined, { signal }), signal)) {
      // A tab that was open while Warren was updated speaks the old contract: fetch the page that fits.
      if (status.value !== undefined && status.value.version !== now.version) {
        location.reload();
        return;
      }
      status.value = now;
      await nextFrame();
    }
  }

  /** @throws AppError when it was not done */
  async function setAlternative(isOn: boolean): Promise<void> {
    status.value = await client['bandwidth.setAlternative']({ isOn });
  }

  return { status, follow, setAlternative };
});
