import peerid from 'bittorrent-peerid';
import type { Wire } from 'webtorrent';
import type { Peer } from '#shared/contract/torrent.ts';

/** What is shown of the peers that are connected now. */
export function describePeers(wires: readonly Wire[], pieceCount: number): Peer[] {
  return wires
    .filter((wire) => !wire.destroyed)
    .map((wire) => ({
      address: (wire.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/u, ''),
      port: wire.remotePort ?? 0,
      transport: transportOf(wire),
      direction: wire.type.endsWith('Incoming') ? 'in' : 'out',
      client: clientName(wire),
      progress: progressOf(wire, pieceCount),
      downloadBps: Math.round(wire.downloadSpeed()),
      uploadBps: Math.round(wire.uploadSpeed()),
      isChokingUs: wire.peerChoking,
      isChokedByUs: wire.amChoking,
    }));
}

function transportOf({ type }: Wire): Peer['transport'] {
  if (type.startsWith('utp')) return 'utp';
  if (type === 'webrtc') return 'webrtc';
  return type === 'webSeed' ? 'web seed' : 'tcp';
}

/** Peers write what they like here: cut, and printable. */
const maxClientLength = 60;

function clientName(wire: Wire): string {
  const said = wire.peerExtendedHandshake.v;
  const text = said instanceof Uint8Array ? Buffer.from(said).toString('utf8') : '';
  const name = text === '' ? nameFromPeerId(wire.peerId) : text;
  return name.replace(/\p{C}/gu, '').slice(0, maxClientLength);
}

function nameFromPeerId(id: string | null): string {
  try {
    const { client, version } = peerid(id ?? '');
    return version === undefined ? client : `${client} ${version}`;
  } catch {
    return '';
  }
}

function progressOf({ peerPieces }: Wire, pieceCount: number): number {
  if (pieceCount === 0) return 0;
  // "Have all" (BEP 6) is an object that answers yes to everything.
  if (peerPieces.setAll === undefined) return peerPieces.get(0) ? 1 : 0;
  let count = 0;
  for (let index = 0; index < pieceCount; index++) if (peerPieces.get(index)) count++;
  return count / pieceCount;
}
