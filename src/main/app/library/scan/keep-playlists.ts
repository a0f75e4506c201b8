import type { KnownFile } from '#shared/domain/library/scanned-file.ts';
import { fileKindOf } from '../../../media/index.ts';
import type { Clock } from '../../../ports/clock.ts';
import { readPlaylists, type FileProblem } from './read-playlists.ts';
import type { ScanStore } from './scan-store.ts';
import type { Walked } from './walk.ts';

interface PlaylistParts {
  readonly store: Pick<ScanStore, 'savePlaylists' | 'markMissing'>;
  readonly clock: Clock;
  readonly folderId: number;
  readonly root: string;
  readonly walked: Walked;
  readonly known: readonly KnownFile[];
  /** Of the last whole scan, Unix ms. */
  readonly sinceMs: number | null;
  /** No media file has come, gone, moved or changed. */
  readonly isSame: boolean;
  readonly signal: AbortSignal;
  readonly maxMs: number;
}

/**
 * Playlists are read again when anything they may name has come, gone or moved, or a folder or list is newer than the last
 * scan. @returns what is wrong with which list
 */
export async function keepPlaylists(parts: PlaylistParts): Promise<readonly FileProblem[]> {
  const { store, clock, folderId, root, walked, known, sinceMs, isSame, signal, maxMs } = parts;
  const isOlder =
    sinceMs !== null &&
    walked.files.every(({ kind, stat }) => kind !== 'playlist' || stat.modifiedMs <= sinceMs) &&
    [...walked.folders.values()].every(({ changedMs }) => changedMs <= sinceMs);
  if (isSame && isOlder) return [];
  const { playlists, problems } = await readPlaylists(root, walked, { signal, maxMs });
  store.savePlaylists(folderId, playlists);
  const broken = new Set(problems.map(({ path }) => path));
  const mended = known.filter(
    ({ path, isMissing }) => !isMissing && fileKindOf(path) === 'playlist' && !broken.has(path),
  );
  if (mended.length > 0)
    store.markMissing(
      mended.map(({ fileId }) => fileId),
      clock.now(),
    );
  return problems;
}
