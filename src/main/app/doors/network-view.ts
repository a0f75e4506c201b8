import { isDeepStrictEqual } from 'node:util';
import type { NetworkInterface } from '#shared/domain/network-interface.ts';
import { listInterfaces, readDnsServers, watchForChanges, whyNoBinding } from '../../network/index.ts';

/** The network of this computer as it is now, and word of every change. */
export interface NetworkView extends Disposable {
  interfaces(): readonly NetworkInterface[];
  /** Why sockets cannot be tied to an interface here; undefined where they can. */
  readonly cannotBind: string | undefined;
  /** Looks without waiting for word: after a sleep, none may have come. */
  lookNow(): void;
  /** Called a few milliseconds after something changed. */
  onChange(listener: () => void): void;
}

/** Resolvers are told by a program that has to be started: not more often than this, ms. */
const dnsEveryMs = 1_000;

export async function watchNetwork(platform: NodeJS.Platform): Promise<NetworkView> {
  let dns = await readDnsServers(namesNow());
  let known = listInterfaces(platform, dns);
  let isAsking = false;
  const listeners = new Set<() => void>();

  function namesNow(): string[] {
    return listInterfaces(platform, new Map()).map(({ name }) => name);
  }

  function look(): void {
    const found = listInterfaces(platform, dns);
    if (isDeepStrictEqual(found, known)) return;
    known = found;
    for (const listener of listeners) listener();
    void askForDns();
  }

  async function askForDns(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    await new Promise((resolve) => setTimeout(resolve, dnsEveryMs));
    dns = await readDnsServers(namesNow());
    isAsking = false;
    look();
  }

  const watch = watchForChanges(platform, look);
  return {
    interfaces: () => known,
    cannotBind: whyNoBinding(platform),
    lookNow: look,
    onChange: (listener) => void listeners.add(listener),
    [Symbol.dispose]: () => watch[Symbol.dispose](),
  };
}
