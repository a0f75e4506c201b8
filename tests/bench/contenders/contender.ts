import type { Payload } from '../payload.ts';
import type { Watched } from '../measure/usage.ts';
import type { World } from '../world.ts';

/** How bytes travel: plain over TCP, over TCP with encryption (RC4) required, or plain over uTP with TCP off. */
export type Wire = 'plain' | 'rc4' | 'utp';

/** What a contender can be asked for, beyond what is in the way of comparing it. */
export type Ability = 'download' | 'seed' | 'rc4' | 'utp' | 'line' | 'magnet' | 'create' | 'recheck';

/** A BitTorrent client that is measured, or a program that does part of what one does. */
export interface Contender {
  readonly name: string;
  /** `record`: takes part only in a few shapes, so that a whole run ends on the same day. */
  readonly takesPart: 'everywhere' | 'for the record';
  readonly abilities: ReadonlySet<Ability>;
  /** For abilities that it lacks, where more is to be said than that. */
  readonly lacks?: Readonly<Partial<Record<Ability, string>>>;
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
  readonly wire: Wire;
  /** Of ours, at which peers are to reach it. */
  readonly address: string;
}

/** One running client. Disposing ends it, by force if it must. All moments are on the monotonic clock. */
export interface Client extends Watched, AsyncDisposable {
  /** Fetches into the folder; resolves with when the client says that all is there and right. */
  download(order: TransferOrder): Promise<number>;
  /** Seeds what lies in the folder after checking it; resolves with where peers reach it. */
  seed(order: TransferOrder): Promise<{ readonly host: string; readonly port: number }>;
  /** Resolves with when the client knows what a magnet link stands for. Nothing else need be fetched. */
  fetchMetadata(order: TransferOrder): Promise<number>;
  /** Makes a torrent of the payload's file; resolves, when it can be used, with the .torrent file. */
  create(order: CreateOrder): Promise<Created>;
  /** Hashes anew what it seeds already; resolves with how long that took, s. */
  recheck(order: TransferOrder): Promise<number>;
}

export interface TransferOrder {
  readonly payload: Payload;
  readonly trackerUrl: string;
  /** Holds the payload's file, or is to hold it. */
  readonly folder: string;
}

export interface CreateOrder {
  readonly payload: Payload;
  /** Where it may write. */
  readonly folder: string;
}

export interface Created {
  readonly doneAt: number;
  readonly torrentFile: Uint8Array;
}

/** For clients that lack an ability: shapes ask for it before they call. */
export function cannot(): Promise<never> {
  return Promise.reject(new Error('It was asked for something that it cannot do'));
}

/** Of the payload, with its tracker (BEP 9). */
export function magnetOf({ payload, trackerUrl }: TransferOrder): string {
  return `magnet:?xt=urn:btih:${payload.infoHash}&tr=${encodeURIComponent(trackerUrl)}`;
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
