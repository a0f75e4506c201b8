import type { Torrent } from 'webtorrent';
import type { EngineDoor } from '../../ports/engine-door.ts';

/** Connects to a peer that a person or a link has named. */
export type AddPeer = (torrent: Torrent, address: string) => void;

/** What looks like an address is one; anything else is a name (`host:port`, `[v6]:port`). */
const literal = /^(?:\[[0-9a-f:.]+\]|\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/iu;

/** Names are looked up through the door and only where the profile says so; WebTorrent gets addresses. */
export function makeAddPeer(
  door: Pick<EngineDoor, 'resolve' | 'refuseName'>,
  { peerNames }: { readonly peerNames: boolean },
): AddPeer {
  return (torrent, address) => {
    if (literal.test(address)) {
      torrent.addPeer(address);
      return;
    }
    if (!peerNames) {
      door.refuseName();
      return;
    }
    const [, host = '', port = ''] = /^(.*):(\d{1,5})$/u.exec(address) ?? [];
    door.resolve(host).then(
      (found) => {
        if (torrent.destroyed) return;
        for (const ip of found) torrent.addPeer(ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`);
      },
      // Nobody knows the name: as with a peer that does not answer, others may be there.
      () => undefined,
    );
  };
}
