import type {
  FileStat,
  KnownFile,
  ScannedFile,
  ScannedPlaylist,
} from '#shared/domain/library/scanned-file.ts';

/** How a scan of a folder ended. `gone`: the folder itself is not there, the drive is not plugged in; `failed`: it broke off. */
export type ScanOutcome = 'done' | 'cancelled' | 'gone' | 'failed';

/** What a scan needs of the catalog, in the scan's own thread: everything answers at once. */
export interface ScanStore {
  /** Also those that are missing: they may have come back, or be found under another name. */
  known(folderId: number): readonly KnownFile[];
  /** Up to 200 files in one transaction. A file of which the path is known is changed, all others are new. */
  save(
    folderId: number,
    files: readonly ScannedFile[],
    now: Date,
  ): { readonly added: number; readonly changed: number };
  /** It is the same file with another name, or only its stat is another; it is there again if it was missing. */
  move(fileId: number, path: string, stat: FileStat): void;
  markMissing(fileIds: readonly number[], now: Date): void;
  markThere(fileIds: readonly number[]): void;
  /** All playlists of the folder: those that are not named any more are gone. */
  savePlaylists(folderId: number, playlists: readonly ScannedPlaylist[]): void;
  hasArtwork(id: string): boolean;
  /** Pixels of the larger picture; bytes of all files of it. */
  addArtwork(artwork: {
    readonly id: string;
    readonly width: number;
    readonly height: number;
    readonly sizeBytes: number;
  }): void;
  openScan(folderId: number, now: Date): void;
  /** @param now of a scan that is `done`: when it began, for what changed meanwhile is for the next one */
  closeScan(folderId: number, outcome: ScanOutcome, now: Date): void;
}
