import ipaddr from 'ipaddr.js';
import { internet } from '../bed/addresses.ts';
import { ports } from './names.ts';

/** An address and a port as trackers and peers write them (BEP 23, BEP 7): 6 or 18 bytes. */
export function compact(address: string, port: number): Buffer {
  return Buffer.from([...ipaddr.parse(address).toByteArray(), port >> 8, port & 0xff]);
}

const { peer, utpPeer, exchanged, dead } = internet;

/** What trackers tell of. */
export const knownPeers = {
  v4: Buffer.concat([dead.v4, peer.v4, utpPeer.v4].map((address) => compact(address, ports.peer))),
  v6: compact(peer.v6, ports.peer),
} as const;

/** What only peers tell of. */
export const exchangedPeers = {
  v4: compact(exchanged.v4, ports.peer),
  v6: Buffer.concat([compact(dead.v6, ports.peer), compact(exchanged.v6, ports.peer)]),
} as const;
