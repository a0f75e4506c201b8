import type { CuePart, MediaFacts, ProblemCode } from './media-facts.ts';

/** What tells that a file is as it was. */
export interface FileStat {
  readonly sizeBytes: number;
  /** Milliseconds since 1970, with the fraction that the system gives. */
  readonly modifiedMs: number;
  /** Device and inode, as decimal text; they do not fit a number everywhere. */
  readonly inode: string;
}

/** One file as a scan found it, on its way into the catalog. */
export interface ScannedFile extends FileStat {
  /** Below its library folder, with `/` on every system. */
  readonly path: string;
  /** A digest of its size, its beginning and its end: a file that moved is found again by it. */
  readonly contentKey: string;
  /** Null: nothing could be read, and `problem` says why. */
  readonly facts: MediaFacts | null;
  readonly problem: { readonly code: ProblemCode; readonly text: string } | null;
  /** Of a thumbnail that is stored already. */
  readonly artwork: string | null;
  /** Parts of an album that is one file. */
  readonly cue: readonly CuePart[];
  /** Subtitles beside it, below the library folder. */
  readonly subtitles: readonly { readonly path: string; readonly language: string | null }[];
}

/** A file as the last scan left it. */
export interface KnownFile extends FileStat {
  readonly fileId: number;
  readonly path: string;
  readonly contentKey: string;
  readonly isMissing: boolean;
}

/** A playlist file (`.m3u`, `.m3u8`, `.pls`) that a scan found. */
export interface ScannedPlaylist {
  /** Below its library folder. */
  readonly path: string;
  readonly name: string;
  /** Files below the same library folder, in order; what lies elsewhere is left out. */
  readonly entries: readonly string[];
}
