import type { StartTorrent } from '#shared/contract/engine.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { SessionContext, TorrentSession } from './session.ts';
import { meetPeers } from './swarm/meeting.ts';
import { makePeerExposure } from './swarm/peer-exposure.ts';
import { describeMetadataPeers } from './swarm/peers.ts';
import { speaksAs } from './swarm/speaks.ts';
import { makeTrackerBoard } from './swarm/tracker-board.ts';
import { makeMetadataExchange } from './transfer/exchange/index.ts';

/** What trackers are told is left before anybody knows how much it is: not nothing. */
const unknownBytes = 16_384;

/** Finds peers of a magnet link and asks them for the info dictionary (BEP 9), then stops by itself. */
export function startMetadataSession(start: StartTorrent, context: SessionContext): TorrentSession {
  const { premises, clock, emit } = context;
  const { bans, observed, pulses, nowMs, options } = premises;
  const board = makeTrackerBoard({ tiers: start.trackers, areOn: options.trackers, clock });
  const speaks = speaksAs(start, premises);
  const seen = makePeerExposure({
    exposure: premises.door.exposure,
    infoHash: start.infoHash,
    namesClient: speaks.clientName !== undefined,
    pex: speaks.pex,
    showsPieces: false,
    nowMs,
  });
  let phase: 'metadata' | 'stopped' = 'metadata';
  let leaving: Promise<void> | undefined;

  const exchange = makeMetadataExchange({
    infoHash: Buffer.from(start.infoHash, 'hex'),
    speaks,
    nowMs,
    onInfo,
    onAddresses: (addresses) => addresses.forEach((address) => meeting.add(address, 'pex')),
    onTold: (peer) => seen.toldOfPeers(peer),
    onSays(peer, { yourIp }) {
      seen.says(peer);
      if (yourIp !== undefined) observed.fromPeer(peer.party, yourIp);
    },
    onGone(peer) {
      seen.parted(peer);
      meeting.parted(peer.listenAddress, { wasSeed: false });
    },
    onLie: (peer) => bans.ban(peer.party),
  });
  const meeting = meetPeers({
    premises,
    start,
    figures: () => ({ uploaded: 0, downloaded: 0, left: unknownBytes }),
    linked: () => exchange.peers.size,
    isLinked: (address) => [...exchange.peers].some((peer) => peer.listenAddress === address),
    wantsSeeds: () => true,
    onGreeted(greeted, direction) {
      seen.greeted(greeted, direction);
      exchange.welcome(greeted, direction);
    },
    onTracker(tracker) {
      board.follow(tracker);
      observed.fromTracker(tracker);
    },
    onError(error) {
      if (phase === 'stopped') return;
      phase = 'stopped';
      void leave({ quietly: false });
      emit({ kind: 'failed', infoHash: start.infoHash, reason: 'failed', message: error.message });
    },
  });
  const pulse = () => {
    exchange.pulse();
    seen.pulse(exchange.peers);
  };
  pulses.add(pulse);

  function leave({ quietly }: { readonly quietly: boolean }): Promise<void> {
    leaving ??= (async () => {
      pulses.delete(pulse);
      exchange.leave();
      await meeting.leave({ quietly });
    })();
    return leaving;
  }

  function onInfo(bytes: Uint8Array): void {
    if (phase === 'stopped') return;
    phase = 'stopped';
    const infoBytes = Uint8Array.from(bytes);
    const peers = [...exchange.peers].flatMap(({ listenAddress }) => listenAddress ?? []);
    // The core looks at it and starts the torrent anew.
    void leave({ quietly: true });
    emit({ kind: 'metadata', infoHash: start.infoHash, infoBytes, peers });
  }

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
      peers: exchange.peers.size,
      otherSeeds: 0,
    }),
    addPeer: (address) => meeting.add(address, 'named'),
    choose: () => undefined,
    setOptions: () => undefined,
    peers: () => describeMetadataPeers(exchange.peers),
    trackers: () => board.describe(),
    pieces: () => ({ pieceCount: 0, pieceSizeBytes: 0, have: [], availability: [] }),
    files: () => [],
    read() {
      throw new AppError('no-metadata-yet', 'Peers have not sent yet what is in this torrent.');
    },
    async stop() {
      phase = 'stopped';
      await leave({ quietly: false });
      return null;
    },
  };
}
