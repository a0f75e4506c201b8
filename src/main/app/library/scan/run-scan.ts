import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { FileStat, KnownFile, ScannedFile } from '#shared/domain/library/scanned-file.ts';
import { fileKindOf } from '../../../media/index.ts';
import type { Clock } from '../../../ports/clock.ts';
import { findTouched, makeBeside } from './beside.ts';
import { compare, type Differences } from './compare.ts';
import { etaSeconds, noCounts, type FolderProgress, type ScanCounts } from './counts.ts';
import { makeIdentifier } from './find-moved.ts';
import type { ArtworkKeeper } from './keep-artwork.ts';
import { keepPlaylists } from './keep-playlists.ts';
import { readAll } from './read-all.ts';
import { makeFileReader, unreadFile } from './read-file.ts';
import { makeBatches } from './save-batches.ts';
import type { ScanOutcome, ScanStore } from './scan-store.ts';
import { walk, type Walked } from './walk.ts';

export interface ScanJob {
  readonly folderId: number;
  /** Absolute. */
  readonly root: string;
  /** When the last whole scan of this folder began, ISO 8601; null: there was none. */
  readonly lastScanAt: string | null;
  /** Files during which an earlier try of this scan ended without a word: read one at a time, before all others. */
  readonly careful: readonly string[];
  /** Files that ended it: not opened any more. */
  readonly condemned: readonly string[];
  /** Absolute: as good as not there, for they are not whole yet. */
  readonly skipped: readonly string[];
}

export interface ScanParts {
  readonly store: ScanStore;
  readonly artwork: ArtworkKeeper;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** For one file. */
  readonly maxFileMs: number;
  readonly onProgress: (progress: FolderProgress) => void;
  /** Around each file that is opened: whoever watches knows which one it was if this thread dies. */
  readonly onReading: (path: string, isReading: boolean) => void;
}

/**
 * Brings what is known of a folder up to date with what is there. Whatever was saved stays saved, however this ends; the
 * next scan goes on from there.
 */
export async function runScan(job: ScanJob, parts: ScanParts): Promise<ScanOutcome> {
  const { store, clock, signal, onProgress } = parts;
  const { folderId, root, lastScanAt } = job;
  const beganAt = clock.now();
  store.openScan(folderId, beganAt);
  let counts = noCounts;
  const count = (more: Partial<ScanCounts>) => {
    counts = { ...counts, ...more };
  };
  let outcome: ScanOutcome = 'failed';
  try {
    const seen = await walkOrNothing(root, signal, (found) => {
      count({ found });
      onProgress({ state: 'counting', counts, etaSeconds: null });
    });
    if (seen === undefined) return (outcome = 'gone');
    const walked = withoutSkipped(seen, job);
    const sinceMs = lastScanAt === null ? null : newerThan(new Date(lastScanAt), beganAt);
    const known = store.known(folderId);
    const differences = compare(known, walked, findTouched(root, walked, sinceMs));
    if (isUnplugged(known, walked, differences)) return (outcome = 'gone');
    count({ found: walked.files.filter(({ kind }) => kind !== 'playlist').length });
    await apply(job, parts, { walked, known, differences, sinceMs, counts: () => counts, count });
    outcome = 'done';
  } catch (error) {
    if (!signal.aborted) throw error;
    outcome = 'cancelled';
  } finally {
    store.closeScan(folderId, outcome, outcome === 'done' ? beganAt : clock.now());
  }
  return outcome;
}

/** FAT counts in two seconds, Linux stamps files by a clock that lags some milliseconds, servers have their own. */
const clockSlackMs = 2_000;

/** From when on something is newer than the last scan, Unix ms: rather once too often than never. */
function newerThan(lastScanAt: Date, now: Date): number {
  // A clock that was set back: what was noted then is of no use.
  return lastScanAt > now ? 0 : lastScanAt.getTime() - clockSlackMs;
}

interface Task {
  readonly walked: Walked;
  readonly known: readonly KnownFile[];
  readonly differences: Differences;
  readonly sinceMs: number | null;
  counts(): ScanCounts;
  count(more: Partial<ScanCounts>): void;
}

async function apply(job: ScanJob, parts: ScanParts, task: Task): Promise<void> {
  const { store, clock, artwork, signal, maxFileMs, onProgress, onReading } = parts;
  const { walked, known, differences, counts, count } = task;
  const { read, moved, doubtful, back } = differences;
  const files = [...doubtful.map(({ file }) => file), ...read];
  const startedMs = clock.monotonicMs();
  let handled = 0;
  const report = () => {
    const timing = {
      read: handled,
      left: files.length - handled,
      elapsedMs: clock.monotonicMs() - startedMs,
    };
    onProgress({ state: 'reading', counts: counts(), etaSeconds: etaSeconds(timing) });
  };

  if (back.length > 0) store.markThere(back);
  for (const { known: before, file } of moved) store.move(before.fileId, file.path, file.stat);
  count({
    moved: moved.filter(({ known: before, file }) => before.path !== file.path).length,
    done: differences.unchanged + moved.length,
  });
  report();

  const batches = makeBatches({
    store,
    folderId: job.folderId,
    clock,
    onSaved: ({ added, changed }) =>
      count({ added: counts().added + added, changed: counts().changed + changed }),
  });
  const identifier = makeIdentifier(known, differences);
  function keep(scanned: ScannedFile): void {
    handled += 1;
    const before = identifier.identify(scanned);
    if (before === undefined) batches.add(scanned);
    else {
      store.move(before.fileId, scanned.path, statOf(scanned));
      if (before.path !== scanned.path) count({ moved: counts().moved + 1 });
    }
    const failed = counts().failed + (scanned.problem === null ? 0 : 1);
    count({ done: counts().done + 1, failed });
    report();
  }
  try {
    const beside = makeBeside(walked);
    await readAll({
      files,
      careful: new Set(job.careful),
      condemned: new Set(job.condemned),
      readFile: makeFileReader({ root: job.root, beside, artwork, signal, maxMs: maxFileMs }),
      signal,
      onReading,
      keep: (_file, scanned) => keep(scanned),
    });
    const isSame = files.length + moved.length + back.length + differences.gone.length === 0;
    const problems = await keepPlaylists({ ...job, ...task, store, clock, signal, maxMs: maxFileMs, isSame });
    for (const { path, problem } of [...walked.problems, ...problems]) {
      const stat = walked.files.find((file) => file.path === path)?.stat ?? noStat;
      const before = known.find((file) => file.path === path && !file.isMissing);
      if (before === undefined || !isDeepStrictEqual(statOf(before), stat))
        batches.add(unreadFile({ path, stat }, problem));
    }
    count({ failed: counts().failed + walked.problems.length + problems.length });
  } finally {
    // Also when it is cancelled: what was read is kept.
    batches.flush();
  }
  markGone(identifier.stillGone(), parts, task);
  report();
}

/** Of a folder that could not be looked into. */
const noStat: FileStat = { sizeBytes: 0, modifiedMs: 0, inode: '' };

function statOf({ sizeBytes, modifiedMs, inode }: FileStat): FileStat {
  return { sizeBytes, modifiedMs, inode };
}

function markGone(gone: readonly KnownFile[], { store, clock }: ScanParts, { count }: Task): void {
  if (gone.length > 0)
    store.markMissing(
      gone.map(({ fileId }) => fileId),
      clock.now(),
    );
  // Also a line about a folder or a list that can be read again is no longer there; nobody misses that.
  count({ missing: gone.filter(({ path }) => isMedia(path)).length });
}
function isMedia(path: string): boolean {
  const kind = fileKindOf(path);
  return kind === 'audio' || kind === 'video';
}

function withoutSkipped(walked: Walked, { root, skipped }: ScanJob): Walked {
  if (skipped.length === 0) return walked;
  const unwanted = new Set(skipped);
  return { ...walked, files: walked.files.filter(({ path }) => !unwanted.has(join(root, path))) };
}

/** @returns undefined where the folder is not there, or may not be entered */
async function walkOrNothing(
  root: string,
  signal: AbortSignal,
  onFound: (files: number) => void,
): Promise<Walked | undefined> {
  try {
    return await walk(root, { signal, onFound });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error && 'syscall' in error) return undefined;
    throw error;
  }
}

/** Everything seems to be gone, and the folder lies on another drive than all that was in it. */
function isUnplugged(known: readonly KnownFile[], walked: Walked, differences: Differences): boolean {
  const isEmpty = walked.problems.length === 0 && !walked.files.some(({ path }) => isMedia(path));
  return (
    isEmpty && differences.gone.length === 0 && known.some((file) => !file.isMissing && isMedia(file.path))
  );
}
