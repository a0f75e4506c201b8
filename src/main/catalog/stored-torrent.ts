import type { FileStamp, PlacedFile } from '#shared/contract/engine.ts';
import type { TorrentOptions } from '#shared/contract/torrent.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';

/** What must not be forgotten of a torrent, without its content. */
export interface StoredTorrent {
  readonly infoHash: InfoHash;
  readonly name: string;
  /** `shared`: made of files of the user's own, which Warren never writes and never deletes. */
  readonly origin: 'added' | 'shared';
  readonly savePath: string;
  readonly profile: string;
  readonly isPaused: boolean;
  readonly isPrivate: boolean;
  readonly hasInfo: boolean;
  readonly sizeBytes: number;
  readonly fileCount: number;
  readonly trackers: readonly (readonly string[])[];
  readonly webSeeds: readonly string[];
  /** Globs given with a magnet link, to be used when the files are known. */
  readonly pendingSelect: readonly string[] | null;
  readonly doneBytes: number;
  readonly wantedBytes: number;
  readonly receivedBytes: number;
  readonly sentBytes: number;
  readonly addedAt: Date;
  readonly completedAt: Date | null;
  readonly options: TorrentOptions;
  /** In line; the lowest is first. */
  readonly queuePosition: number;
  /** It runs beside the queue. */
  readonly isForced: boolean;
  /** Why it is paused, while it is. */
  readonly pauseReason: 'by-user' | 'goal-met';
  /** Of seeding, over its whole life, ms. */
  readonly seededMs: number;
  /** When its seeding goal was met and acted upon. */
  readonly goalMetAt: Date | null;
}

/** What peers tell about a magnet link, and what a .torrent file says at once. */
export interface StoredContent {
  readonly infoBytes: Uint8Array;
  readonly pieceSizeBytes: number;
  readonly files: readonly PlacedFile[];
}

export interface StoredProgress {
  readonly bitfield: Uint8Array;
  readonly endedCleanly: boolean;
  readonly bootId: string;
  readonly savedAt: Date;
}

export type FileStamps = readonly (FileStamp | null)[];
