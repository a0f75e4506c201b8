// The part of webtorrent 3.0.21 that Warren uses. Names with an underscore are WebTorrent's own business: each use of
// one is a mend of a fault (../faults) or stands in tests/unit/webtorrent-seams.test.ts, which fails when they change.

declare module 'webtorrent' {
  import type { EventEmitter } from 'node:events';

  export interface BitfieldLike {
    readonly buffer: Uint8Array;
    get(index: number): boolean;
    /** Present on a real bitfield and on the "have all" of BEP 6. */
    readonly setAll?: unknown;
  }

  export interface Wire extends EventEmitter {
    /** `tcpIncoming`, `tcpOutgoing`, `webrtc`, `webSeed`, … */
    readonly type: string;
    readonly destroyed: boolean;
    readonly remoteAddress?: string;
    readonly remotePort?: number;
    readonly peerId: string | null;
    readonly peerPieces: BitfieldLike;
    readonly isSeeder?: boolean;
    readonly amChoking: boolean;
    readonly peerChoking: boolean;
    readonly peerInterested: boolean;
    readonly peerExtendedHandshake: { readonly v?: unknown; readonly p?: unknown };
    readonly extendedHandshake: Record<string, unknown>;
    /** What the peer calls the extensions that it speaks; 0 and absent: it does not. */
    readonly peerExtendedMapping: Record<string, number | undefined>;
    readonly ut_metadata?: EventEmitter & { readonly metadata?: Uint8Array };
    readonly ut_pex?: UtPex;
    downloadSpeed(): number;
    uploadSpeed(): number;
    unchoke(): void;
    destroy(): void;
  }

  export interface UtPex {
    start(): void;
    addPeer(address: string, flags?: Record<string, boolean>): void;
    addPeer6(address: string, flags?: Record<string, boolean>): void;
    dropPeer(address: string): void;
    dropPeer6(address: string): void;
    onMessage(message: Uint8Array): void;
    /** When the last message of the peer came, as Date.now(). */
    _lastMessageTimestamp: number;
    _sendMessage(): void;
  }

  /** A WebRTC connection that is open or will be (simple-peer). */
  export interface RtcConnection extends EventEmitter {
    /** Peer id, 40 hex characters. */
    readonly id: string;
    /** Whether we made the offer. */
    readonly initiator: boolean;
    destroy(): void;
  }

  /** Bytes, as trackers are told. */
  export interface AnnouncedFigures {
    /** Since the torrent was started. */
    readonly uploaded: number;
    readonly downloaded: number;
    /** Until it is complete. */
    readonly left: number;
  }

  export interface TrackerClient extends EventEmitter {
    readonly _trackers: {
      readonly announceUrl: string;
      client: EventEmitter;
      /** Of a WebSocket tracker that could not be reached. */
      readonly reconnectTimer?: NodeJS.Timeout;
      announce(options: AnnouncedFigures): void;
    }[];
    readonly destroyed: boolean;
    _port: number;
    update(): void;
    _getAnnounceOpts: () => AnnouncedFigures;
    _defaultAnnounceOpts(): AnnouncedFigures;
  }

  export interface Discovery {
    readonly tracker: TrackerClient | null;
    readonly dht: unknown;
    /** What trackers and DHT are told. */
    _port: number;
    _dhtAnnounce(): void;
    complete(): void;
  }

  type OnDhtAnswer = (
    error: Error | null,
    answer: { readonly ip?: unknown } | null,
    from: { readonly address?: string },
    asked: unknown,
  ) => void;

  /** k-rpc-socket: questions to nodes and their answers. */
  export interface DhtSocket {
    query(
      node: { readonly host: string; readonly port: number },
      question: unknown,
      onAnswer?: OnDhtAnswer,
    ): unknown;
  }

  export interface Torrent extends EventEmitter {
    readonly infoHash: string;
    readonly destroyed: boolean;
    readonly wires: Wire[];
    readonly discovery: Discovery | null;
    /** By address, and by peer id where there is a WebRTC connection. */
    readonly _peers: Map<string, { readonly addr: string | null; readonly connected: boolean }> | null;
    on(event: 'wire', listener: (wire: Wire) => void): this;
    on(event: 'verified', listener: (piece: number) => void): this;
    on(event: 'error' | 'warning', listener: (error: Error) => void): this;
    on(event: 'ready' | 'infoHash', listener: () => void): this;
    addPeer(peer: string | RtcConnection, source?: string): boolean;
    removePeer(id: string): void;
    select(first: number, last: number, priority?: number): void;
    deselect(first: number, last: number): void;
    destroy(options: { readonly destroyStore: boolean }, callback: () => void): void;
    _onMetadata(metadata: unknown): Promise<void>;
    _verifyPieces(callback: (error: Error | null) => void): void;
    _onWireWithMetadata(wire: Wire): void;
    _update(): void;
  }

  export interface ParsedTorrent {
    readonly infoHash: string;
    readonly announce: string[];
    readonly urlList: string[];
    readonly private?: boolean;
    readonly name?: string;
    readonly info?: unknown;
    readonly files?: { path: string; name: string; length: number; offset: number }[];
    readonly length?: number;
    readonly pieceLength?: number;
    readonly lastPieceLength?: number;
    readonly pieces?: string[];
  }

  /** abstract-chunk-store, as WebTorrent calls it. */
  export interface ChunkStore {
    readonly chunkLength: number;
    put(index: number, bytes: Uint8Array, callback: (error: Error | null) => void): void;
    get(
      index: number,
      options: { readonly offset?: number; readonly length?: number } | undefined,
      callback: (error: Error | null, bytes?: Uint8Array) => void,
    ): void;
    close(callback: (error: Error | null) => void): void;
    destroy(callback: (error: Error | null) => void): void;
  }

  export interface AddOptions {
    readonly store?: new (chunkLength: number) => ChunkStore;
    readonly storeCacheSlots?: number;
    readonly bitfield?: Uint8Array;
    readonly deselect?: boolean;
    readonly private?: boolean;
    readonly getAnnounceOpts?: () => AnnouncedFigures;
  }

  export interface ClientOptions {
    readonly peerId: string;
    readonly userAgent: string;
    readonly torrentPort: number;
    readonly dhtPort: number;
    readonly dht: false | { readonly bootstrap?: string[] };
    readonly tracker:
      false | { readonly wrtc?: false; readonly rtcConfig?: { readonly iceServers: readonly object[] } };
    readonly utPex: boolean;
    readonly lsd: false;
    readonly natUpnp: false;
    readonly natPmp: false;
    readonly utp: false;
    readonly secure: 0 | 1 | 2;
    readonly webSeeds: boolean;
    readonly downloadLimit: number;
    readonly uploadLimit: number;
  }

  export default class WebTorrent extends EventEmitter {
    constructor(options: ClientOptions);
    torrentPort: number;
    readonly torrents: Torrent[];
    readonly _connPool: { readonly tcpServer: EventEmitter };
    readonly peerId: string;
    readonly destroyed: boolean;
    readonly dht: false | { readonly _rpc: { readonly socket: DhtSocket } };
    on(event: 'add', listener: (torrent: Torrent) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    add(parsed: ParsedTorrent, options: AddOptions): Torrent;
    destroy(callback: () => void): void;
  }
}

declare module 'webtorrent/lib/torrent.js' {
  import type { Torrent as TorrentObject } from 'webtorrent';
  const Torrent: { readonly prototype: TorrentObject };
  export default Torrent;
}

declare module 'bencode' {
  const bencode: { decode(bytes: Uint8Array): unknown; encode(value: unknown): Uint8Array };
  export default bencode;
}

declare module 'bittorrent-peerid' {
  /** @throws when it is not 20 bytes of hex */
  export default function peerid(hex: string): { readonly client: string; readonly version?: string };
}
