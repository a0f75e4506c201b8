import type { Peer, Tracker } from '../../src/shared/contract/torrent.ts';
import type { World } from './in-memory-core-world.ts';

/** Gives every torrent the trackers and peers that its figures speak of, so that there is something to look at. */
export function furnish(world: World): void {
  for (const { id, peers } of world.torrents.rows.values()) {
    world.trackers.set(id, trackers);
    world.peers.set(
      id,
      Array.from({ length: peers }, (_, number) => examplePeer(number)),
    );
  }
}

const trackers: Tracker[] = [
  tracker('udp://tracker.example:6969/announce', { state: 'working', seeds: 41, leeches: 7 }),
  tracker('https://tracker.second.example/announce', { state: 'failing', message: 'Connection refused' }),
  tracker('wss://tracker.third.example', { state: 'off' }),
];

function tracker(url: string, part: Partial<Tracker>): Tracker {
  return {
    url,
    tier: 0,
    state: 'waiting',
    message: null,
    seeds: null,
    leeches: null,
    lastAnnounceAt: null,
    ...part,
  };
}

const clients = ['Transmission 4.1', 'qBittorrent 5.2.1', 'libtorrent 2.0.11', 'Warren 0.1'];
const transports = ['tcp', 'utp', 'webrtc'] as const;

function examplePeer(number: number): Peer {
  return {
    // Of the networks that are kept for examples (RFC 5737).
    address: number % 7 === 3 ? '' : `203.0.113.${1 + number}`,
    port: 51_000 + number,
    transport: transports[number % transports.length] ?? 'tcp',
    direction: number % 2 === 0 ? 'out' : 'in',
    client: clients[number % clients.length] ?? '',
    progress: ((number * 37) % 101) / 100,
    downloadBps: number % 3 === 0 ? 0 : number * 23_000,
    uploadBps: number % 4 === 0 ? 0 : number * 12_000,
    isChokingUs: number % 3 === 0,
    isChokedByUs: number % 4 === 0,
    isEncrypted: number % 2 === 0,
  };
}
