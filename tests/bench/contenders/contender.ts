import type { Payload } from '../payload.ts';
import type { Watched } from '../measure/usage.ts';
import type { World } from '../world.ts';

/** A BitTorrent client that is measured. */
export interface Contender {
  readonly name: string;
  /** What is not installed here, or undefined when it can be measured. */
  missing(): string | undefined;
  version(): string;
  /** A new process, up and listening, with an empty state of its own below `folder`. */
  start(options: StartOptions): Promise<Client>;
  /** Only where a client has a state to come back to. */
  readonly catalogue?: Catalogue;
}

export interface StartOptions {
  readonly world: World;
  readonly folder: string;
}

/** One running client. Disposing ends it, by force if it must. */
export interface Client extends Watched, AsyncDisposable {
  /** Fetches into the folder; resolves, on the monotonic clock, with when the client says that all is there and right. */
  download(order: TransferOrder): Promise<number>;
  /** Seeds what lies in the folder after checking it; resolves with where peers reach it. */
  seed(order: TransferOrder): Promise<{ readonly host: string; readonly port: number }>;
}

export interface TransferOrder {
  readonly payload: Payload;
  readonly trackerUrl: string;
  /** Holds the payload's file, or is to hold it. */
  readonly folder: string;
}

/** Many torrents that a client knows from before it is started. */
export interface Catalogue {
  /** Adds the torrents to a client that is started for it, waits until all are seeding and ends it in order. */
  prepare(options: CatalogueOptions & { readonly payloads: readonly Payload[] }): Promise<void>;
  start(options: CatalogueOptions): Promise<Restored>;
}

export interface CatalogueOptions {
  readonly world: World;
  /** The client's own state. */
  readonly stateFolder: string;
  /** Where the files of the torrents lie. */
  readonly contentFolder: string;
  readonly count: number;
}

/** A client on its way back. All moments are on the monotonic clock. */
export interface Restored extends Watched, AsyncDisposable {
  /** It takes orders. */
  ready(): Promise<number>;
  /** Peers can reach it. */
  listening(): Promise<number>;
  /** All torrents are in the state they were in. */
  allBack(): Promise<number>;
  /** Ends it in order. */
  stop(): Promise<void>;
}
