import type { Blame } from '../blame/index.ts';
import type { PieceBuffers } from '../buffers/index.ts';
import type { Limiter } from '../limiter/index.ts';
import type { WebSeed, WebStretch } from '../web-seeds/index.ts';
import type { Greeted, PeerSays } from '../wire/index.ts';
import type { Downloads } from './downloads.ts';
import type { Peer } from './peer.ts';
import type { TorrentPieces } from './torrent-pieces.ts';

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
  setSequential(isOn: boolean): void;
  /** Blocks that came before a restart. */
  readonly restore: Downloads['restore'];
  /** Pieces that are not whole yet, to be kept over a restart. */
  readonly open: Downloads['open'];
  /** How many connected peers have a piece. */
  availability(piece: number): number;
  /**
   * When pieces are due, in the time of `nowMs`; null: nobody waits for it any more.
   * @param isAwaited what can wait stands back for them at once
   */
  hurry(dues: readonly (readonly [piece: number, atMs: number | null])[], isAwaited: boolean): void;
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
  readonly isSequential: boolean;
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
