import type { StartTorrent } from '#shared/contract/engine.ts';
import { surviveCrossedOffers } from './faults/crossed-offers.ts';
import { offerAgain } from './faults/failed-offers.ts';
import type { SessionContext, TorrentSession } from './session.ts';
import { NoStore } from './swarm/chunk-store.ts';
import { leaveSwarm } from './swarm/leave.ts';
import { takeMetadata } from './swarm/metadata.ts';
import { parsedMagnetOf } from './swarm/parsed-torrent.ts';
import { describePeers } from './swarm/peers.ts';
import { makeTrackerBoard } from './swarm/tracker-board.ts';

/** What trackers are told is left before anybody knows how much it is: not nothing. */
const unknownBytes = 16_384;

/** Finds peers of a magnet link and asks them for the info dictionary (BEP 9), then stops by itself. */
export function startMetadataSession(start: StartTorrent, context: SessionContext): TorrentSession {
  const { client, options, addPeer, clock, emit } = context;
  const board = makeTrackerBoard({ tiers: start.trackers, areOn: options.trackers, clock });
  const torrent = client.add(parsedMagnetOf(start), {
    store: NoStore,
    storeCacheSlots: 0,
    getAnnounceOpts: () => ({ uploaded: 0, downloaded: 0, left: unknownBytes }),
  });
  surviveCrossedOffers(torrent, client.peerId);
  let phase: 'metadata' | 'stopped' = 'metadata';
  let leaving: Promise<void> | undefined;

  function leave(): Promise<void> {
    leaving ??= leaveSwarm(torrent);
    return leaving;
  }

  takeMetadata(torrent, (infoBytes) => {
    if (phase === 'stopped') return;
    phase = 'stopped';
    const peers = [...(torrent._peers?.values() ?? [])].flatMap(({ addr }) => addr ?? []);
    void leave().then(() => emit({ kind: 'metadata', infoHash: start.infoHash, infoBytes, peers }));
  });
  torrent.on('infoHash', () => {
    for (const peer of start.peers) addPeer(torrent, peer);
    // Discovery starts right after this event.
    queueMicrotask(() => {
      const tracker = torrent.discovery?.tracker;
      if (!tracker) return;
      board.follow(tracker);
      offerAgain(tracker);
    });
  });
  torrent.on('warning', () => undefined); // told by the tracker board; without a listener it would be thrown
  torrent.on('error', (error) => {
    if (phase === 'stopped') return;
    phase = 'stopped';
    emit({ kind: 'failed', infoHash: start.infoHash, reason: 'failed', message: error.message });
  });

  return {
    figures: () => ({
      infoHash: start.infoHash,
      phase,
      doneBytes: 0,
      wantedBytes: 0,
      receivedBytes: 0,
      sentBytes: 0,
      downloadBps: 0,
      uploadBps: 0,
      peers: torrent.wires.length,
    }),
    addPeer: (address) => addPeer(torrent, address),
    choose: () => undefined,
    peers: () => describePeers(torrent.wires, 0),
    trackers: () => board.describe(),
    pieces: () => ({ pieceCount: 0, pieceSizeBytes: 0, have: [], availability: [] }),
    files: () => [],
    async stop() {
      phase = 'stopped';
      await leave();
      return null;
    },
  };
}
