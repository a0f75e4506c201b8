import type { Blame } from '../blame/index.ts';
import type { PieceBuffers } from '../buffers/index.ts';
import { makeExtensions, makePeerExchange } from '../extensions/index.ts';
import type { Limiter } from '../limiter/index.ts';
import { makePicker, type PickerPeer } from '../picker/index.ts';
import { messageId, type Greeted, type PeerSays } from '../wire/index.ts';
import { makeDownloads, type Downloads } from './downloads.ts';
import { hearPeer } from './hear.ts';
import { interest } from './interest.ts';
import { introduce } from './introduce.ts';
import { makePeer, type Peer } from './peer.ts';
import { makeRequests } from './requests.ts';
import { makeRounds } from './rounds.ts';
import type { TorrentPieces } from './torrent-pieces.ts';
import { makeUploads, requestQueue } from './uploads.ts';
import { makeRateMeter } from '../rate-meter.ts';
import { makeWebSeed, type WebSeed, type WebStretch } from '../web-seeds/index.ts';

/** One torrent's exchange of pieces with its peers. */
export interface Exchange {
  readonly peers: ReadonlySet<Peer>;
  readonly webSeeds: readonly WebSeed[];
  /** Payload since it began. */
  readonly receivedBytes: number;
  readonly sentBytes: number;
  /** A peer has greeted: its link is ours from here on. */
  welcome(greeted: Greeted, direction: 'in' | 'out'): void;
  /** What is wanted has changed. */
  choose(): void;
  /** Blocks that came before a restart. */
  readonly restore: Downloads['restore'];
  /** Pieces that are not whole yet, to be kept over a restart. */
  readonly open: Downloads['open'];
  /** How many connected peers have a piece. */
  availability(piece: number): number;
  /** About once a second. */
  pulse(): void;
  /**
   * Every link ends at once, without a byte more; resolves when nothing is being written any more.
   * @param keep gets the pieces that are not whole, whose memory is theirs until it resolves
   */
  leave(keep: () => Promise<void>): Promise<void>;
}

export interface ExchangeParts {
  readonly pieces: TorrentPieces;
  readonly infoBytes: Uint8Array;
  readonly speaks: Speaks;
  readonly web: WebSources;
  readonly buffers: PieceBuffers;
  readonly blame: Blame;
  readonly limits: { readonly down: Limiter; readonly up: Limiter; uploadLimitBps(): number | null };
  readonly nowMs: () => number;
  readonly random: () => number;
  readonly events: ExchangeEvents;
}

/** The web servers that a torrent names, where the profile allows them. */
export interface WebSources {
  readonly urls: readonly string[];
  stretchesOf(url: string, offset: number, length: number): readonly WebStretch[];
  fetchRange(
    url: string,
    range: { readonly start: number; readonly end: number },
    onBytes: (bytes: Uint8Array) => Promise<void> | void,
    signal: AbortSignal,
  ): Promise<void>;
}

/** What a profile lets us tell peers of ourselves and of each other. */
export interface Speaks {
  readonly pex: boolean;
  readonly clientName: string | undefined;
  listenPort(): number | undefined;
  dhtPort(): number | undefined;
  yourIpOf(address: string): Uint8Array | undefined;
}

export interface ExchangeEvents {
  /** Verified and written. */
  onPiece(piece: number): void;
  onWrongPiece(piece: number): void;
  /** Other peers told of these. */
  onAddresses(addresses: readonly string[]): void;
  /** It was told of other peers. */
  onTold(peer: Peer): void;
  onSays(peer: Peer, says: PeerSays): void;
  onDhtNode(address: string, port: number): void;
  onGone(peer: Peer, why: string): void;
  /** The torrent cannot go on. */
  onError(error: unknown): void;
}

export function makeExchange(parts: ExchangeParts): Exchange {
  const { pieces, infoBytes, speaks, buffers, blame, limits, nowMs, random, events } = parts;
  const peers = new Set<Peer>();
  const byPicks = new Map<PickerPeer, Peer>();
  let receivedBytes = 0;
  let sentBytes = 0;
  let isLeaving = false;

  const picker = makePicker({
    pieceCount: pieces.pieceCount,
    pieceBytes: pieces.pieceBytes,
    totalBytes: pieces.totalBytes,
    random,
    nowMs,
    mayOpenPiece: () => buffers.hasRoom,
  });
  const requests = makeRequests({ nowMs });
  const downloads = makeDownloads({
    picker,
    buffers,
    blame,
    sizeOfPiece: pieces.sizeOfPiece,
    hashOfPiece: pieces.hashOfPiece,
    write: pieces.write,
    nowMs,
    onCancel(picks, block) {
      for (const one of picks) {
        const peer = byPicks.get(one);
        if (peer !== undefined) requests.cancel(peer, block);
      }
    },
    onPiece,
    onWrongPiece(piece) {
      events.onWrongPiece(piece);
      requests.refillHungry();
    },
    onUnasked: ({ party }) => blame.strike(party, 1),
    onRoom: () => requests.refillHungry(),
    onError: events.onError,
  });
  const uploads = makeUploads({
    ...pieces,
    nowMs,
    onSent: (bytes) => (sentBytes += bytes),
    onAbuse: ({ party }) => blame.strike(party, 1),
    onError: events.onError,
  });
  const rounds = makeRounds({
    peers,
    uploads,
    requests,
    isSeeding: () => !isAnythingWanted(),
    uploadLimitBps: limits.uploadLimitBps,
    random,
    nowMs,
  });
  const extensions = makeExtensions({
    infoBytes,
    fetch: undefined,
    pex: speaks.pex
      ? makePeerExchange({
          peers: () => peers,
          nowMs,
          onAddresses: (added) => events.onAddresses(added),
          onTold: (peer) => events.onTold(peer as Peer), // every peer that is greeted here is one
        })
      : undefined,
    clientName: speaks.clientName,
    listenPort: speaks.listenPort,
    requestQueue,
    yourIpOf: ({ wire }) => speaks.yourIpOf(wire.channel.remote?.address ?? ''),
    onSays(peer, says) {
      events.onSays(peer as Peer, says); // every peer that is greeted here is one
    },
    onDontHave(peer, piece) {
      const one = peer as Peer; // as above
      one.picks.dontHave(piece);
      interest.look(one);
    },
  });

  function isAnythingWanted(): boolean {
    return wantedAndMissing > 0;
  }

  let wantedAndMissing = 0;

  function choose(): void {
    wantedAndMissing = 0;
    for (let piece = 0; piece < pieces.pieceCount; piece++) {
      const priority = pieces.priorityOf(piece);
      picker.setPriority(piece, priority);
      if (priority > 0 && !pieces.has(piece)) wantedAndMissing++;
    }
    for (const peer of peers) {
      interest.look(peer);
      requests.refill(peer);
    }
  }

  function onPiece(piece: number): void {
    if (pieces.priorityOf(piece) > 0) wantedAndMissing--;
    events.onPiece(piece);
    for (const peer of peers) {
      if (!peer.picks.isSeed) {
        peer.wire.writer.withPiece(messageId.have, piece);
        peer.wire.writer.flush();
      }
      interest.look(peer);
    }
  }

  const { web } = parts;
  const webSeeds = web.urls.map((url) =>
    makeWebSeed({
      url,
      picks: picker.join(),
      downloads,
      given: makeRateMeter({ nowMs }),
      pieceBytes: pieces.pieceBytes,
      sizeOfPiece: pieces.sizeOfPiece,
      stretchesOf: (offset, length) => web.stretchesOf(url, offset, length),
      fetchRange: (...wanted) => web.fetchRange(...wanted),
      joinLimit: (wake) => limits.down.join(wake),
      isBanned: () => blame.isBanned(url),
      nowMs,
      onReceived: (bytes) => (receivedBytes += bytes),
    }),
  );

  for (let piece = 0; piece < pieces.pieceCount; piece++) if (pieces.has(piece)) picker.verified(piece);
  choose();

  function gone(peer: Peer, why: string): void {
    peers.delete(peer);
    byPicks.delete(peer.picks);
    extensions.drop(peer);
    peer.shares.down.leave();
    peer.shares.up.leave();
    if (!isLeaving) events.onGone(peer, why);
    if (!peer.amChoking && !isLeaving) rounds.onInterest();
  }

  return {
    peers,
    webSeeds,
    get receivedBytes() {
      return receivedBytes;
    },
    get sentBytes() {
      return sentBytes;
    },
    welcome(greeted, direction) {
      const { wire } = greeted;
      if (isLeaving) {
        wire.destroy('ours', 'The torrent has stopped.');
        return;
      }
      const peer = makePeer({
        greeted,
        direction,
        picks: picker.join(),
        nowMs,
        makeShares: (one) => ({
          down: limits.down.join(() => wire.channel.resumeReading()),
          up: limits.up.join(() => uploads.pump(one)),
        }),
      });
      peers.add(peer);
      byPicks.set(peer.picks, peer);
      wire.expectPieces(pieces.pieceCount);
      wire.listen(
        hearPeer({
          peer,
          pieceCount: pieces.pieceCount,
          downloads,
          uploads,
          requests,
          interest,
          extensions,
          nowMs,
          onReceived: (bytes) => (receivedBytes += bytes),
          onPort: (port) => {
            const address = wire.channel.remote?.address;
            if (address !== undefined && port > 0) events.onDhtNode(address, port);
          },
          onInterest: () => rounds.onInterest(),
          onNuisance: () => blame.strike(peer.party, 1),
          onEnd: (why) => gone(peer, why),
        }),
      );
      introduce(peer, pieces, { extensions, dhtPort: speaks.dhtPort() });
    },
    choose,
    restore: downloads.restore,
    open: downloads.open,
    availability: (piece) => picker.availability(piece),
    pulse() {
      rounds.pulse();
      extensions.pulse();
      for (const seed of webSeeds) seed.pulse();
    },
    async leave(keep) {
      isLeaving = true;
      for (const peer of [...peers]) peer.wire.destroy('ours', 'The torrent has stopped.');
      for (const seed of webSeeds) seed.stop();
      await downloads.settle();
      await keep();
      downloads.close();
    },
  };
}
