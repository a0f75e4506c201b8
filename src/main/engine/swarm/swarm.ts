import type WebTorrent from 'webtorrent';
import type { Wire } from 'webtorrent';
import type { Content, StartTorrent } from '#shared/contract/engine.ts';
import type { HeldContent } from '../content/held-content.ts';
import { announceTrueFigures } from '../faults/announced-figures.ts';
import { surviveCrossedOffers } from '../faults/crossed-offers.ts';
import { heedEarlyMessages } from '../faults/early-messages.ts';
import { offerAgain } from '../faults/failed-offers.ts';
import { trustOurBitfield } from '../faults/startup-verify.ts';
import { chunkStoreOver } from './chunk-store.ts';
import { exchangePeers } from './exchange.ts';
import type { AddPeer } from './peer-by-name.ts';
import { leaveSwarm } from './leave.ts';
import { parsedTorrentOf } from './parsed-torrent.ts';
import type { TrackerBoard } from './tracker-board.ts';

/** A torrent whose content is checked, among its peers. */
export interface Swarm {
  readonly wires: readonly Wire[];
  /** Payload since joining. */
  readonly receivedBytes: number;
  readonly sentBytes: number;
  addPeer(address: string): void;
  /** Asks for what the ledger wants now. */
  choose(): void;
  leave(): Promise<void>;
}

interface SwarmParts {
  readonly client: WebTorrent;
  readonly addPeer: AddPeer;
  /** As peers are told: `Warren 0.1.0`. */
  readonly clientName: string;
  readonly start: StartTorrent;
  readonly content: Content;
  readonly held: HeldContent;
  readonly board: TrackerBoard;
  /** A piece is verified and written. */
  onPiece(piece: number): void;
  /** The torrent has left by itself. */
  onError(error: Error): void;
}

export function joinSwarm({
  client,
  addPeer,
  clientName,
  start,
  content,
  held,
  board,
  onPiece,
  onError,
}: SwarmParts): Swarm {
  const { layout, ledger, store } = held;
  const torrent = client.add(parsedTorrentOf(start, content, layout), {
    store: chunkStoreOver(store, onError),
    storeCacheSlots: 0,
    bitfield: Uint8Array.from(ledger.bitfield),
    deselect: true,
    private: start.isPrivate,
    getAnnounceOpts: figures,
  });
  const waitingPeers = [...start.peers];
  let isReady = false;
  let receivedBytes = 0;
  let sentBytes = 0;

  announceTrueFigures(torrent, figures);
  trustOurBitfield(torrent);
  heedEarlyMessages(torrent);
  surviveCrossedOffers(torrent, client.peerId);
  exchangePeers(torrent);

  function figures() {
    let left = 0;
    for (let piece = 0; piece < layout.pieceCount; piece++)
      if (!ledger.has(piece)) left += layout.sizeOfPiece(piece);
    return { uploaded: sentBytes, downloaded: receivedBytes, left };
  }

  function choose(): void {
    if (!isReady || torrent.destroyed) return;
    torrent.deselect(0, layout.pieceCount - 1);
    for (const [first, last] of wantedRanges()) torrent.select(first, last);
  }

  /** Runs of pieces that are wanted and not there. */
  function* wantedRanges(): Generator<readonly [number, number]> {
    let first: number | undefined;
    for (let piece = 0; piece <= layout.pieceCount; piece++) {
      const isNeeded = piece < layout.pieceCount && ledger.isWanted(piece) && !ledger.has(piece);
      if (isNeeded) first ??= piece;
      else if (first !== undefined) {
        yield [first, piece - 1];
        first = undefined;
      }
    }
  }

  torrent.on('wire', (wire) => {
    wire.extendedHandshake.v = clientName;
    wire.extendedHandshake.p = client.torrentPort;
    wire.on('download', (bytes: number) => (receivedBytes += bytes));
    wire.on('upload', (bytes: number) => (sentBytes += bytes));
  });
  torrent.on('ready', () => {
    isReady = true;
    const tracker = torrent.discovery?.tracker;
    if (tracker) {
      board.follow(tracker);
      offerAgain(tracker);
    }
    for (const peer of waitingPeers.splice(0)) addPeer(torrent, peer);
    choose();
  });
  torrent.on('verified', onPiece);
  torrent.on('warning', () => undefined); // told by the tracker board; without a listener it would be thrown
  torrent.on('error', onError);

  return {
    get wires() {
      return torrent.destroyed ? [] : torrent.wires;
    },
    get receivedBytes() {
      return receivedBytes;
    },
    get sentBytes() {
      return sentBytes;
    },
    addPeer(address) {
      if (isReady && !torrent.destroyed) addPeer(torrent, address);
      else waitingPeers.push(address);
    },
    choose,
    leave: () => leaveSwarm(torrent),
  };
}
