import type { Content, StartTorrent } from '#shared/contract/engine.ts';
import type { TransferOptions } from '#shared/contract/torrent.ts';
import { hasPiece } from '#shared/domain/bitfield.ts';
import type { OpenPiece, PartialPiece } from '../content/partial-pieces.ts';
import type { HeldContent } from '../content/held-content.ts';
import type { PiecePriorities } from '../content/piece-priorities.ts';
import { makeBlame } from '../transfer/blame/index.ts';
import { makeExchange, type Exchange, type Peer } from '../transfer/exchange/index.ts';
import type { WebSeed } from '../transfer/web-seeds/index.ts';
import { limitTorrent } from './limit-torrent.ts';
import { meetPeers } from './meeting.ts';
import { makeOtherSeeds } from './other-seeds.ts';
import { makePeerExposure } from './peer-exposure.ts';
import { piecesOf } from './pieces-of.ts';
import type { Premises } from './premises.ts';
import { speaksAs } from './speaks.ts';
import { webSourcesOf } from './web-sources.ts';
import type { TrackerBoard } from './tracker-board.ts';

/** A torrent whose content is checked, among its peers. */
export interface Swarm {
  readonly peers: ReadonlySet<Peer>;
  readonly webSeeds: readonly WebSeed[];
  /** Payload since joining. */
  readonly receivedBytes: number;
  readonly sentBytes: number;
  availability(piece: number): number;
  /** Others who hold all of it, linked or lately seen. */
  otherSeeds(nowMs: number): number;
  addPeer(address: string): void;
  /** Asks for what the ledger wants now. */
  choose(): void;
  /** Limits and order, at once. */
  setOptions(options: TransferOptions): void;
  readonly hurry: Exchange['hurry'];
  /** Pieces of which some blocks have come. */
  openPieces(): OpenPiece[];
  /** @param keep is given the time to keep openPieces() over a restart */
  leave(keep: () => Promise<void>): Promise<void>;
}

interface SwarmParts {
  readonly premises: Premises;
  readonly start: StartTorrent;
  readonly content: Content;
  readonly held: HeldContent;
  readonly priorities: PiecePriorities;
  readonly options: TransferOptions;
  readonly board: TrackerBoard;
  /** Blocks that came before a restart. */
  readonly partials: readonly PartialPiece[];
  /** A piece is verified and written. */
  onPiece(piece: number): void;
  /** The torrent cannot go on. */
  onError(error: unknown): void;
}

export function joinSwarm({
  premises,
  start,
  content,
  held,
  priorities,
  options,
  board,
  partials,
  onPiece,
  onError,
}: SwarmParts): Swarm {
  const { client, buffers, bans, pulses, nowMs, random } = premises;
  const { layout, ledger, reader } = held;
  const blame = makeBlame(bans);
  const limits = limitTorrent(premises, options);
  const speaks = speaksAs(start, premises);
  const otherSeeds = makeOtherSeeds();
  const seen = makePeerExposure({
    exposure: premises.door.exposure,
    infoHash: start.infoHash,
    namesClient: speaks.clientName !== undefined,
    pex: speaks.pex,
    showsPieces: true,
    nowMs,
  });

  const exchange: Exchange = makeExchange({
    pieces: piecesOf(held, reader, priorities),
    infoBytes: content.infoBytes,
    speaks,
    web: webSourcesOf(start, layout, premises),
    buffers,
    blame,
    limits,
    isSequential: options.isSequential,
    nowMs,
    random,
    events: {
      onPiece(piece) {
        onPiece(piece);
        if (ledger.isComplete) meeting.complete();
      },
      onWrongPiece: () => undefined,
      onAddresses: (addresses) => addresses.forEach((address) => meeting.add(address, 'pex')),
      onTold: (peer) => seen.toldOfPeers(peer),
      onSays(peer, { yourIp }) {
        seen.says(peer);
        if (yourIp !== undefined) premises.observed.fromPeer(peer.party, yourIp);
      },
      onDhtNode(address, port) {
        if (client.dht !== false) client.dht.addNode({ host: address, port });
      },
      onGone(peer) {
        seen.parted(peer);
        if (peer.picks.isSeed) otherSeeds.parted(peer.party, nowMs());
        meeting.parted(peer.listenAddress, { wasSeed: peer.picks.isSeed });
      },
      onError,
    },
  });
  const meeting = meetPeers({
    premises,
    start,
    figures,
    linked: () => exchange.peers.size,
    isLinked: (address) => [...exchange.peers].some((peer) => peer.listenAddress === address),
    wantsSeeds: () => !ledger.isComplete,
    onGreeted(greeted, direction) {
      seen.greeted(greeted, direction);
      exchange.welcome(greeted, direction);
    },
    onTracker(tracker) {
      board.follow(tracker);
      premises.observed.fromTracker(tracker);
    },
    onError,
  });
  for (const { piece, blocks, bytes } of partials)
    exchange.restore(piece, (block) => hasPiece(blocks, block), bytes);
  const pulse = () => {
    exchange.pulse();
    seen.pulse(exchange.peers);
  };
  pulses.add(pulse);
  const unban = bans.onBan(() => {
    for (const peer of [...exchange.peers])
      if (bans.isBanned(peer.party)) peer.wire.destroy('ours', 'It is banned.');
  });

  function figures() {
    let left = 0;
    for (let piece = 0; piece < layout.pieceCount; piece++)
      if (!ledger.has(piece)) left += layout.sizeOfPiece(piece);
    return { uploaded: exchange.sentBytes, downloaded: exchange.receivedBytes, left };
  }

  return {
    peers: exchange.peers,
    webSeeds: exchange.webSeeds,
    get receivedBytes() {
      return exchange.receivedBytes;
    },
    get sentBytes() {
      return exchange.sentBytes;
    },
    availability: (piece) => exchange.availability(piece),
    otherSeeds: (now) =>
      otherSeeds.count(
        [...exchange.peers].filter(({ picks }) => picks.isSeed).map(({ party }) => party),
        now,
      ),
    addPeer: (address) => meeting.add(address, 'named'),
    choose: () => exchange.choose(),
    setOptions(next) {
      limits.set(next);
      exchange.setSequential(next.isSequential);
      exchange.choose();
    },
    hurry: exchange.hurry,
    openPieces: () =>
      Array.from(exchange.open.values(), (piece) => ({
        piece: piece.index,
        blocks: piece.blocks(),
        bytes: piece.bytes,
        isStillOpen: () => piece.isOpen,
      })),
    async leave(keep) {
      pulses.delete(pulse);
      unban();
      // First nobody gets another byte, then trackers are told.
      const written = exchange.leave(keep);
      await Promise.all([written, meeting.leave()]);
    },
  };
}
