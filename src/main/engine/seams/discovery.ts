import type WebTorrent from 'webtorrent';
import type { AnnouncedFigures, RtcConnection, Torrent, TrackerClient } from 'webtorrent';
import type { StartTorrent } from '#shared/contract/engine.ts';
import type { DhtAnnounces } from '../faults/late-announces.ts';
import { offerAgain } from '../faults/failed-offers.ts';
import type { PeerOrigin } from '../transfer/links/index.ts';
import type { Exposure, Purpose } from '../../ports/exposure.ts';
import { leaveSwarm } from './leave.ts';
import { noteAnnounces } from './note-announces.ts';
import type { StunServers } from './stun-servers.ts';

/** Trackers and DHT looking for the peers of one torrent, and telling them of us. */
export interface PeerDiscovery {
  /** The last wanted piece has come: trackers are told. */
  complete(): void;
  /** Resolves when nothing of it is left; trackers have been told. */
  leave(): Promise<void>;
  /** The same, but trackers are not told: it starts anew at once, and "stopped" could overtake "started". */
  leaveQuietly(): Promise<void>;
}

interface PeerDiscoveryParts {
  readonly client: WebTorrent;
  /** Undefined where there is no DHT. */
  readonly dhtAnnounces: DhtAnnounces | undefined;
  readonly exposure: Exposure;
  /** Whether web requests say which program we are. */
  readonly namesClient: boolean;
  /** Undefined where peers in browsers are not offered connections. */
  readonly stun: StunServers | undefined;
  readonly start: StartTorrent;
  /** As whom trackers know this torrent. */
  readonly own: { readonly peerId: string };
  /** What trackers are told of our progress, also with their last "stopped". */
  readonly figures: () => AnnouncedFigures;
  onAddress(address: string, origin: PeerOrigin): void;
  onRtc(connection: RtcConnection): void;
  onTracker(tracker: TrackerClient): void;
  onError(error: Error): void;
}

/**
 * WebTorrent as what it is best at: it runs trackers, DHT and WebRTC's introductions for an infohash. It is never given
 * the torrent's description, so it makes no pieces, files or store of its own, and every peer that it finds comes here.
 */
export function discoverPeers(parts: PeerDiscoveryParts): PeerDiscovery {
  const { client, own, start, figures, exposure } = parts;
  const purpose: Purpose = {
    kind: 'tracker',
    torrent: start.infoHash,
    learns: ['port', 'peer-id', 'infohash', 'amounts', ...(parts.namesClient ? (['client'] as const) : [])],
  };
  const endDht = start.isPrivate ? undefined : parts.dhtAnnounces?.begin(start.infoHash);
  // Whatever it begins is for trackers, but what goes to the DHT, which says so itself (note-dht.ts).
  const torrent: Torrent = exposure.during(purpose, () =>
    client.add(
      { infoHash: start.infoHash, announce: start.trackers.flat(), urlList: [] },
      { private: start.isPrivate, getAnnounceOpts: figures },
    ),
  );

  // Discovery, which begins later, reads the id of the client.
  torrent.client = Object.create(client, { peerId: { value: own.peerId } }) as WebTorrent; // all of it but the id
  torrent.addPeer = (peer, source) => {
    if (typeof peer === 'string') parts.onAddress(peer, originOf(source));
    else parts.onRtc(peer);
    return true;
  };
  // Discovery starts right after this event.
  torrent.on('infoHash', () => queueMicrotask(begun));
  torrent.on('warning', () => undefined); // told by the tracker board; without a listener it would be thrown
  torrent.on('error', (error) => parts.onError(error));

  function begun(): void {
    const tracker = torrent.discovery?.tracker;
    if (!tracker) return;
    tracker._getAnnounceOpts = figures;
    offerAgain(tracker);
    noteAnnounces(tracker, { exposure, purpose, stun: parts.stun });
    parts.onTracker(tracker);
  }

  return {
    complete: () => exposure.during(purpose, () => torrent.discovery?.complete()),
    leave() {
      endDht?.();
      return exposure.during(purpose, () => leaveSwarm(torrent));
    },
    leaveQuietly() {
      endDht?.();
      const tracker = torrent.discovery?.tracker;
      if (tracker) tracker.stop = () => undefined;
      return leaveSwarm(torrent);
    },
  };
}

function originOf(source: string | undefined): PeerOrigin {
  return source === 'dht' ? 'dht' : 'tracker';
}
