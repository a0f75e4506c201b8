import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { makeArtworkKeeper } from '../../../../src/main/app/library/scan/keep-artwork.ts';
import type { FolderProgress } from '../../../../src/main/app/library/scan/counts.ts';
import { runScan, type ScanJob, type ScanParts } from '../../../../src/main/app/library/scan/run-scan.ts';
import type { ScanOutcome } from '../../../../src/main/app/library/scan/scan-store.ts';
import { makeScanStoreInMemory, type ScanStoreInMemory } from '../../../support/scan-store-in-memory.ts';
import { makeWav } from '../../../support/sound-files.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

export const song = (title: string) => makeWav({ INAM: title });
export const jpeg = (width: number) =>
  sharp({ create: { width, height: 50, channels: 3, background: '#123456' } })
    .jpeg()
    .toBuffer();

export interface ScanWorld extends AsyncDisposable {
  readonly root: string;
  readonly artworkFolder: string;
  readonly store: ScanStoreInMemory;
  /** Files that were opened by the last scan, in order. */
  readonly opened: string[];
  /** What is in the library and not missing, sorted. */
  paths(): string[];
  put(path: string, bytes: Buffer | string): Promise<void>;
  at(path: string): string;
  scan(parts?: Partial<ScanParts>, job?: Partial<ScanJob>): Promise<ScanOutcome>;
  /** From now on, the clock is so much ahead of the time stamps of files. */
  pass(ms: number): void;
  /** As the last scan left them. */
  progress(): FolderProgress | undefined;
}

/** A library folder and what scans have said of it. */
export async function makeScanWorld(): Promise<ScanWorld> {
  const folder = await makeTempFolder();
  const root = join(folder.path, 'music');
  const artworkFolder = join(folder.path, 'artwork');
  await mkdir(root);
  const store = makeScanStoreInMemory();
  const opened: string[] = [];
  const at = (path: string) => join(root, path);
  let progress: FolderProgress | undefined;
  let aheadMs = 0;
  return {
    ...{ root, artworkFolder, store, opened, at },
    progress: () => progress,
    paths: () =>
      store.kept.rows
        .filter(({ isMissing }) => !isMissing)
        .map(({ path }) => path)
        .sort(),
    pass: (ms) => (aheadMs += ms),
    async put(path, bytes) {
      await mkdir(dirname(at(path)), { recursive: true });
      await writeFile(at(path), bytes);
    },
    scan(parts = {}, job = {}) {
      opened.length = 0;
      return runScan(
        {
          folderId: 1,
          root,
          lastScanAt: store.kept.lastScanAt,
          careful: [],
          condemned: [],
          skipped: [],
          ...job,
        },
        {
          store,
          artwork: makeArtworkKeeper({ folder: artworkFolder, store }),
          clock: { now: () => new Date(Date.now() + aheadMs), monotonicMs: () => performance.now() },
          signal: new AbortController().signal,
          maxFileMs: 20_000,
          onProgress: (next) => (progress = next),
          onReading: (path, isReading) => {
            if (isReading) opened.push(path);
          },
          ...parts,
        },
      );
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}
