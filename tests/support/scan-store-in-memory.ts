import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type {
  KnownFile,
  ScannedFile,
  ScannedPlaylist,
} from '../../src/shared/domain/library/scanned-file.ts';
import type { ScanOutcome, ScanStore } from '../../src/main/app/library/scan/scan-store.ts';

interface Row extends ScannedFile {
  readonly fileId: number;
  readonly folderId: number;
  readonly isMissing: boolean;
}

interface Kept {
  rows: Row[];
  playlists: ScannedPlaylist[];
  artwork: {
    readonly id: string;
    readonly width: number;
    readonly height: number;
    readonly sizeBytes: number;
  }[];
  lastScanAt: string | null;
  /** Of a scan that has not ended. */
  began: string | null;
  outcomes: ScanOutcome[];
  /** How many rows each transaction has written. */
  batches: number[];
}

export interface ScanStoreInMemory extends ScanStore, Disposable {
  readonly kept: Kept;
  /** The row of a file that is there. */
  row(path: string): Row | undefined;
}

/** What a scan needs of the catalog. @param file where it is kept after every change: what a crash leaves is there */
export function makeScanStoreInMemory(file?: string): ScanStoreInMemory {
  const empty: Kept = {
    rows: [],
    playlists: [],
    artwork: [],
    lastScanAt: null,
    began: null,
    outcomes: [],
    batches: [],
  };
  const kept: Kept =
    file !== undefined && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : empty;

  function keep(): void {
    if (file === undefined) return;
    writeFileSync(`${file}.part`, JSON.stringify(kept));
    renameSync(`${file}.part`, file);
  }
  function change(fileId: number, to: Partial<Row>): void {
    kept.rows = kept.rows.map((row) => (row.fileId === fileId ? { ...row, ...to } : row));
  }

  return {
    kept,
    row: (path) => kept.rows.find((row) => row.path === path && !row.isMissing),
    known: (folderId): KnownFile[] => kept.rows.filter((row) => row.folderId === folderId),
    save(folderId, files) {
      let [added, changed] = [0, 0];
      const byPath = new Map(kept.rows.map((row) => [row.path, row]));
      for (const scanned of files) {
        const before = byPath.get(scanned.path);
        if (before === undefined) {
          kept.rows.push({ ...scanned, folderId, fileId: kept.rows.length + 1, isMissing: false });
          added += 1;
        } else {
          change(before.fileId, { ...scanned, isMissing: false });
          changed += 1;
        }
      }
      kept.batches.push(files.length);
      keep();
      return { added, changed };
    },
    move(fileId, path, stat) {
      change(fileId, { ...stat, path, isMissing: false });
      keep();
    },
    markMissing(fileIds) {
      for (const fileId of fileIds) change(fileId, { isMissing: true });
      keep();
    },
    markThere(fileIds) {
      for (const fileId of fileIds) change(fileId, { isMissing: false });
      keep();
    },
    savePlaylists(_folderId, playlists) {
      kept.playlists = [...playlists];
      keep();
    },
    hasArtwork: (id) => kept.artwork.some((artwork) => artwork.id === id),
    addArtwork(artwork) {
      kept.artwork.push(artwork);
      keep();
    },
    openScan(_folderId, now) {
      kept.began = now.toISOString();
      keep();
    },
    closeScan(_folderId, outcome, now) {
      kept.outcomes.push(outcome);
      kept.began = null;
      if (outcome === 'done') kept.lastScanAt = now.toISOString();
      keep();
    },
    [Symbol.dispose]: () => undefined,
  };
}
