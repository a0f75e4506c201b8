// The part of webtorrent 3.0.21 that Warren uses. Names with an underscore are WebTorrent's own business: each use of
// one is a mend of a fault (../faults) or stands in tests/unit/webtorrent-seams.test.ts, which fails when they change.

declare module 'webtorrent' {
  import type { EventEmitter } from 'node:events';

  /** A WebRTC connection that is open or will be (simple-peer, a streamx duplex). */
  export interface RtcConnection extends EventEmitter {
    /** Peer id, 40 hex characters. */
    readonly id: string;
    /** Whether we made the offer. */
    readonly initiator: boolean;
    readonly connected: boolean;
    readonly remoteAddress?: string;
    readonly remotePort?: number;
    write(bytes: Uint8Array): boolean;
    pause(): void;
    resume(): void;
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
      announce(options: AnnouncedFigures & { readonly event?: string }): void;
      /** Of a WebSocket tracker: peers' offers of connections, and their answers to ours, among others. */
      _onAnnounceResponse?: (answer: unknown) => void;
      setInterval(intervalMs?: number): void;
      /** Of an HTTP tracker. */
      _request?: (
        url: string,
        params: unknown,
        onAnswer: (error: Error | null, answer?: unknown) => void,
      ) => Promise<void>;
    }[];
    readonly destroyed: boolean;
    _port: number;
    update(): void;
    /** Says "stopped". */
    stop(): void;
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
    /** The UDP socket below it. */
    readonly socket: EventEmitter;
    query(
      node: { readonly host: string; readonly port: number },
      question: unknown,
      onAnswer?: OnDhtAnswer,
    ): unknown;
    /** Every message goes out by this. */
    send(node: object, message: object, onSent?: (error: Error | null) => void): void;
  }

  export interface Dht {
    readonly _rpc: { readonly socket: DhtSocket };
    /** Asks for peers, with the nodes nearest to the infohash in the end. @returns how to stop it */
    lookup(
      infoHash: string | Uint8Array,
      onEnd?: (error: Error | null, nodeCount?: number) => void,
    ): () => void;
    /** Tells the nearest nodes; where they are not known, they are looked up before. */
    announce(infoHash: string | Uint8Array, port: number, onEnd?: (error: Error | null) => void): void;
    addNode(node: { readonly host: string; readonly port: number }): void;
    address(): { readonly port: number };
  }

  export interface Torrent extends EventEmitter {
    readonly infoHash: string;
    readonly destroyed: boolean;
    readonly discovery: Discovery | null;
    client: WebTorrent;
    on(event: 'error' | 'warning', listener: (error: Error) => void): this;
    on(event: 'infoHash', listener: () => void): this;
    addPeer(peer: string | RtcConnection, source?: string): boolean;
    destroy(options: { readonly destroyStore: boolean }, callback: () => void): void;
  }

  /** As parse-torrent makes it of a magnet link. */
  export interface ParsedTorrent {
    readonly infoHash: string;
    readonly announce: string[];
    readonly urlList: string[];
  }

  export interface AddOptions {
    readonly private?: boolean;
    readonly getAnnounceOpts?: () => AnnouncedFigures;
  }

  export interface ClientOptions {
    readonly peerId: string;
    readonly userAgent: string;
    readonly torrentPort: number;
    readonly dhtPort: number;
    readonly dht: false | { readonly bootstrap?: string[]; readonly socket?: object };
    readonly tracker:
      false | { readonly wrtc?: false; readonly rtcConfig?: { readonly iceServers: readonly object[] } };
    readonly utPex: boolean;
    readonly lsd: false;
    readonly natUpnp: false;
    readonly natPmp: false;
    readonly utp: false;
    readonly secure: 0 | 1 | 2;
    readonly webSeeds: boolean;
  }

  export default class WebTorrent extends EventEmitter {
    constructor(options: ClientOptions);
    torrentPort: number;
    readonly torrents: Torrent[];
    readonly _connPool: {
      readonly tcpServer: EventEmitter;
      _onConnection(connection: unknown, type: string): void;
    };
    readonly peerId: string;
    readonly destroyed: boolean;
    readonly dht: false | Dht;
    on(event: 'error', listener: (error: Error) => void): this;
    add(parsed: ParsedTorrent, options: AddOptions): Torrent;
    destroy(callback: () => void): void;
  }
}

declare module 'bittorrent-tracker/client' {
  import type { TrackerClient } from 'webtorrent';
  const Client: {
    readonly prototype: {
      start: (this: TrackerClient, options?: unknown) => void;
      readonly _defaultAnnounceOpts: unknown;
      readonly _announce: unknown;
    };
  };
  export default Client;
}

declare module 'bittorrent-peerid' {
  /** @throws when it is not 20 bytes of hex */
  export default function peerid(hex: string): { readonly client: string; readonly version?: string };
}
