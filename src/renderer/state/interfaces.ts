import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { NetworkInterface } from '#shared/domain/network-interface.ts';
import { isCancelled, reopened, useApi, useSession } from '../api/index.ts';

/** The network interfaces of the computer that Warren runs on. */
export const useInterfacesStore = defineStore('interfaces', () => {
  const session = useSession();
  const client = useApi();
  /** Undefined until the core has told once; also where it cannot tell: names can still be typed. */
  const interfaces = shallowRef<readonly NetworkInterface[]>();

  async function follow(signal: AbortSignal): Promise<void> {
    try {
      const open = () => client['network.watchInterfaces'](undefined, { signal });
      for await (const now of reopened(session, open, signal)) interfaces.value = now;
    } catch (failure) {
      if (!signal.aborted && !isCancelled(failure)) interfaces.value = undefined;
    }
  }

  const find = (name: string | null) => interfaces.value?.find((one) => one.name === name);
  return { interfaces, follow, find };
});
