import type dgram from 'node:dgram';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import { boundTo, theDoor } from '../guard/door.ts';
import { contacts, during } from '../exposure/purpose.ts';
import { openUdp } from '../guard/udp.ts';

/** BEP 14. Both stay in the organisation by their scope, and on the link by their hop limit of one. */
const groups = { 4: '239.192.152.143', 6: 'ff15::efc0:988f' } as const;
const port = 6771;

/** A socket that sends to the group of one family and hears it. */
export interface GroupSocket extends Disposable {
  /** As the message names it. */
  readonly host: string;
  /** @param infoHashes that the neighbours learn from it */
  send(bytes: Buffer, infoHashes: readonly InfoHash[]): void;
}

type OnMessage = (bytes: Buffer, from: dgram.RemoteInfo) => void;

/** Undefined where the binding does not use this family. A group that cannot be joined is not heard; nothing else happens. */
export function joinGroup(family: 4 | 6, onMessage: OnMessage): GroupSocket | undefined {
  const bound = boundTo(theDoor());
  const own = family === 6 ? bound?.to.address6 : bound?.to.address4;
  if (own === null) return undefined;
  // IPv6 names an interface by its number or name, IPv4 by an address that it has.
  const through = bound === undefined ? undefined : family === 6 ? `::%${scopeOf(bound.to)}` : own;
  const group = groups[family];
  // Others on this computer listen on the same port.
  const socket = openUdp({ type: family === 6 ? 'udp6' : 'udp4', reuseAddr: true }, onMessage);
  socket.on('error', () => undefined);
  socket.once('listening', () => {
    try {
      if (through !== undefined) socket.setMulticastInterface(through);
      socket.addMembership(group, through);
      socket.setMulticastTTL(1);
    } catch {
      // No multicast on this interface.
    }
  });
  socket.bind(port);
  return {
    host: family === 6 ? `[${group}]:${port}` : `${group}:${port}`,
    send(bytes, infoHashes) {
      const neighbours = { kind: 'lan', transport: 'udp', learns: ['port'] } as const;
      during({ ...neighbours, torrent: null }, () => socket.send(bytes, port, group, () => undefined));
      for (const torrent of infoHashes)
        contacts.note({ ...neighbours, torrent, learns: ['port', 'infohash'], address: group, port });
    },
    [Symbol.dispose]: () => {
      try {
        socket.close();
      } catch {
        // It never came to be.
      }
    },
  };
}

function scopeOf({ name, index }: { readonly name: string; readonly index: number }): string {
  return process.platform === 'win32' ? String(index) : name;
}
