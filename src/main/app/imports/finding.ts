import type { ImportFault } from '#shared/domain/import-client.ts';
import type { FilePriority } from '#shared/domain/file-priority.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import type { Metainfo } from '#shared/domain/metainfo.ts';
import type { Wishes } from './wishes.ts';

/** A torrent as another client has it. What is claimed is believed by nobody before it is hashed. */
export interface FoundTorrent {
  readonly infoHash: InfoHash;
  /** As the user called it there; undefined: as the torrent calls itself. */
  readonly name: string | undefined;
  /** Undefined: a magnet link of which the peers have told nothing yet. */
  readonly metainfo: Metainfo | undefined;
  /** By tier, as they are there now: with what was added, without what was taken away. */
  readonly trackers: readonly (readonly string[])[];
  readonly webSeeds: readonly string[];
  /** The folder that holds the torrent's file or folder, as written there. */
  readonly savePath: string;
  /** Files that lie under another name than the torrent says, below `savePath`: by index. */
  readonly renamed: ReadonlyMap<number, string>;
  /** By index; those that are not named are wanted. */
  readonly priorities: ReadonlyMap<number, FilePriority>;
  /** Pieces that are said to be there (one bit each, BEP 3); `unknown` where nothing says it. */
  readonly claims: Uint8Array | 'all' | 'unknown';
  /** Said to hold all that is wanted. */
  readonly wasComplete: boolean;
  readonly isPaused: boolean;
  /** Payload over its whole life. */
  readonly receivedBytes: number;
  readonly sentBytes: number;
  readonly addedAt: Date | undefined;
  readonly completedAt: Date | undefined;
  readonly isSequential: boolean;
  /** How long it was seeded, ms. */
  readonly seededMs: number;
  readonly wishes: Wishes;
  /** Categories, tags, labels. */
  readonly labels: readonly string[];
}

/** What a reader comes upon: a torrent, or something that cannot be used, told in a line. */
export type Finding =
  | { readonly kind: 'torrent'; readonly torrent: FoundTorrent }
  | { readonly kind: 'unusable'; readonly name: string; readonly fault: ImportFault; readonly text: string };

/** What was read is not what it should be. The readers throw nothing else for any bytes. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly fault: ImportFault;

  constructor(fault: ImportFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}

/** One torrent after the other: what is wrong with one is told and does not stop the others. */
export async function findingOf(name: string, read: () => Promise<FoundTorrent>): Promise<Finding> {
  try {
    return { kind: 'torrent', torrent: await read() };
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    return { kind: 'unusable', name, fault: error.fault, text: error.message };
  }
}
