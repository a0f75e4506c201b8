import type { Peer } from '#shared/contract/torrent.ts';

export interface PeerRow {
  /** Of this connection; browsers whose address is not known are numbered. */
  readonly key: string;
  readonly peer: Peer;
}

/** By address, so that a row stays where it is while its figures change. */
export function peerRows(peers: readonly Peer[]): PeerRow[] {
  const seen = new Map<string, number>();
  return peers
    .map((peer) => {
      const place = `${peer.address}|${peer.port}|${peer.transport}`;
      const nth = (seen.get(place) ?? 0) + 1;
      seen.set(place, nth);
      return { key: `${place}|${nth}`, peer };
    })
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}
