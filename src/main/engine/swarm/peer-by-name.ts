import type { EngineDoor } from '../../ports/engine-door.ts';

interface Naming {
  readonly door: Pick<EngineDoor, 'resolve' | 'refuseName'>;
  /** Whether the profile looks names of peers up. */
  readonly peerNames: boolean;
}

/** What looks like an address is one; anything else is a name (`host:port`, `[v6]:port`). */
const literal = /^(?:\[[0-9a-f:.]+\]|\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/iu;

/** The addresses of a peer that a person or a link has named, looked up through the door. */
export function resolvePeer(
  address: string,
  { door, peerNames }: Naming,
  onAddress: (literal: string) => void,
): void {
  if (literal.test(address)) return onAddress(address);
  if (!peerNames) return door.refuseName();
  const [, host = '', port = ''] = /^(.*):(\d{1,5})$/u.exec(address) ?? [];
  door.resolve(host).then(
    (found) => {
      for (const ip of found) onAddress(ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`);
    },
    // Nobody knows the name: as with a peer that does not answer, others may be there.
    () => undefined,
  );
}
