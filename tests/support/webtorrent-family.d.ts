// The parts of WebTorrent's family that tests talk to from outside; its packages bring no types.

declare module 'bittorrent-tracker' {
  import type { Socket } from 'node:dgram';
  import type { EventEmitter } from 'node:events';
  import type { Server as HttpServer } from 'node:http';

  interface Hosts {
    readonly http: string;
    readonly udp: string;
    readonly udp6: string;
  }

  interface ClientOptions {
    readonly infoHash: string;
    readonly peerId: string;
    readonly port: number;
    readonly announce: string[];
  }

  export class Client extends EventEmitter {
    constructor(options: ClientOptions);
    readonly _trackers: [{ readonly socket: EventEmitter | null }];
    destroy(): void;
  }

  export class Server extends EventEmitter {
    constructor(options?: { readonly stats?: boolean });
    readonly http: HttpServer;
    readonly udp: Socket;
    listen(port: number, hosts: Hosts): void;
    close(onClosed: () => void): void;
  }
}

declare module 'bittorrent-dht' {
  import type { EventEmitter } from 'node:events';
  import type { DhtSocket } from 'webtorrent';

  export class Client extends EventEmitter {
    constructor(options: { readonly bootstrap: false | readonly string[] });
    /** What it is asked by others. */
    readonly _rpc: {
      readonly socket: DhtSocket;
      on(
        event: 'query',
        listener: (
          query: {
            readonly q: Uint8Array;
            readonly a: { readonly id: Uint8Array; readonly info_hash?: Uint8Array };
          },
          from: { readonly address: string },
        ) => void,
      ): void;
    };
    listen(port: number, host: string, onListening: () => void): void;
    announce(infoHash: string, port: number, onAnnounced: (error: Error | null) => void): void;
    address(): { readonly port: number };
    destroy(onDestroyed: () => void): void;
  }
}

declare module 'create-torrent' {
  type OnTorrent = (error: Error | null, torrentFile: Uint8Array) => void;

  /** @param path of a file or folder */
  export default function createTorrent(
    path: string,
    options: { readonly announceList: string[][] },
    onTorrent: OnTorrent,
  ): void;
}
