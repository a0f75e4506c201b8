import type { Audit, DoorFacts, PortGateway, Probe, CloseReason } from '#shared/contract/engine-door.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import type { Channel } from './channel.ts';
import type { Exposure } from './exposure.ts';

/** What the network room lends the engine: the one way out, and what can be asked of it. */
export interface EngineDoor {
  /** What it has seen so far; counts only grow. */
  facts(): DoorFacts;
  /** Called at once when it shuts for good; every socket is gone then. */
  onClose(listener: (reason: CloseReason, message: string) => void): void;
  /** Shuts it for good, now. */
  shut(reason: CloseReason, message: string): void;
  probe(): Promise<Probe>;
  /** The addresses of a name, asked through the door. @throws Error when nobody knows it or it may not be asked */
  resolve(name: string): Promise<string[]>;
  /** Counts a name that was not looked up because the profile does not want it. */
  refuseName(): void;
  audit(): Audit;
  /** Asks for a port and keeps asking; null ends that. `onPort` hears of every other answer. */
  keepPort(gateway: PortGateway | null, listenPort: number, onPort: (port: number | null) => void): void;
  /** The outside reaches us on this port. Where nothing listens on it yet, `onConnection` gets what comes there. */
  reachedOn(
    port: number | null,
    listenPort: number,
    onConnection: (connection: AcceptedConnection) => void,
  ): void;
  /** Gives back what was asked for, unless the door is shut: then nothing is sent. */
  release(): Promise<void>;
  /** Somebody said which address we have. */
  observe(address: string, by: 'peer' | 'tracker' | 'dht'): void;
  /** Connects to a peer by TCP; an IP literal. @returns the way to give up, after which `done` is not called */
  dial(address: string, port: number, done: (result: Channel | Error) => void): () => void;
  /** uTP and the DHT on one UDP port, not open yet. `onChannel` gets the peers that dial us. */
  openPeerUdp(onChannel: (channel: Channel) => void): PeerUdp;
  /**
   * Bytes of what lies at a URL; first and last byte are included. `onBytes` gets exactly the range, in parts that are
   * lent until it resolves. @throws Error with a sentence when the server does not give that
   */
  fetchRange(
    url: string,
    range: { readonly start: number; readonly end: number },
    onBytes: (bytes: Uint8Array) => Promise<void> | void,
    options: { readonly userAgent: string; readonly signal: AbortSignal },
  ): Promise<void>;
  /** A connection that a listener of ours accepted, as a channel; undefined when it is gone already. */
  channelOf(connection: AcceptedConnection): Channel | undefined;
  /** Undefined where the profile does not call out in the local network. */
  readonly lan: LanDiscovery | undefined;
  readonly exposure: Exposure;
}

/** The UDP socket that peers know. */
export interface PeerUdp {
  /** What the DHT takes for a socket of its own. */
  readonly dhtSocket: object;
  /** @throws Error with the system's code where the port is taken */
  listen(port: number): Promise<void>;
  /** Connects by uTP; an IP literal. @returns the way to give up, after which `done` is not called */
  dial(address: string, port: number, done: (result: Channel | Error) => void): () => void;
  /** Ends all connections. */
  close(): void;
}

/** What a listener hands over: only the network room knows what is in it. */
export interface AcceptedConnection {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
  destroy(): unknown;
}

/** Local service discovery (BEP 14). */
export interface LanDiscovery {
  announce(infoHash: InfoHash, port: number): void;
  forget(infoHash: InfoHash): void;
  onPeer(listener: (infoHash: InfoHash, address: string) => void): void;
}
