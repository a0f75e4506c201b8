import peerid from 'bittorrent-peerid';
import type { Peer as ShownPeer } from '#shared/contract/torrent.ts';
import type { ExtensionPeer } from '../transfer/extensions/index.ts';
import type { Peer } from '../transfer/exchange/index.ts';
import type { WebSeed } from '../transfer/web-seeds/index.ts';

/** What is shown of the peers that are connected now. */
export function describePeers(peers: Iterable<Peer>, pieceCount: number): ShownPeer[] {
  return Array.from(peers, (peer) => ({
    ...describeLink(peer),
    isEncrypted: peer.isEncrypted || peer.wire.channel.kind === 'webrtc',
    progress: pieceCount === 0 ? 0 : peer.picks.pieceCount / pieceCount,
    downloadBps: Math.round(peer.given.bps),
    uploadBps: Math.round(peer.taken.bps),
    isChokingUs: peer.peerChoking,
    isChokedByUs: peer.amChoking,
  }));
}

/** Peers that are only asked for the description of a torrent. */
export function describeMetadataPeers(peers: Iterable<ExtensionPeer>): ShownPeer[] {
  return Array.from(peers, (peer) => ({
    ...describeLink(peer),
    isEncrypted: peer.wire.channel.kind === 'webrtc',
    progress: 0,
    downloadBps: 0,
    uploadBps: 0,
    isChokingUs: true,
    isChokedByUs: true,
  }));
}

/** Web servers, in the list of peers. */
export function describeWebSeeds(seeds: Iterable<WebSeed>): ShownPeer[] {
  return Array.from(seeds, (seed) => {
    const { hostname, port, protocol } = new URL(seed.url);
    return {
      address: hostname,
      port: Number(port) || (protocol === 'https:' ? 443 : 80),
      transport: 'web seed',
      direction: 'out',
      isEncrypted: protocol === 'https:',
      client: seed.problem ?? '',
      progress: 1,
      downloadBps: Math.round(seed.given.bps),
      uploadBps: 0,
      isChokingUs: seed.state !== 'fetching',
      isChokedByUs: true,
    };
  });
}

/** As it calls itself, else as its peer id is known. */
export function clientOf({ says, peerId }: ExtensionPeer): string {
  return says === undefined || says.client === '' ? nameFromPeerId(peerId) : says.client;
}

function describeLink(peer: ExtensionPeer) {
  const { wire, direction } = peer;
  const { kind, remote } = wire.channel;
  return {
    address: remote?.address ?? '',
    port: remote?.port ?? 0,
    transport: kind,
    direction,
    client: clientOf(peer),
  };
}

/** Peers write what they like here: cut, and printable. */
const maxClientLength = 60;

function nameFromPeerId(id: Uint8Array): string {
  try {
    const { client, version } = peerid(Buffer.from(id).toString('hex'));
    const name = version === undefined ? client : `${client} ${version}`;
    return name.replace(/\p{C}/gu, '').slice(0, maxClientLength);
  } catch {
    return '';
  }
}
