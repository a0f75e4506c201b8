import type { Database } from 'better-sqlite3';
import { isAbsolute, relative, sep } from 'node:path';
import type { FileShareState } from '#shared/domain/library/share-state.ts';
import { makeTouched } from './scan/touched.ts';
import type { Settle } from './settle/settle.ts';
import { absolutePath } from './absolute-path.ts';
import { pathHash } from './path-hash.ts';
import { shareCodeOf, shareCodes } from './share-code.ts';
import { breathe, slicesOf, type Slice } from './slices.ts';

/** A file that a torrent holds. */
export interface SharedFile {
  /** Absolute. */
  readonly path: string;
  readonly torrentId: string;
  /** `as-before`: nothing new is known of it; shared, where nothing is known at all. `none`: of the torrent, and not wanted. */
  readonly state: FileShareState | 'as-before';
}

interface SharedRow {
  readonly id: number;
  readonly folder: string;
  readonly path: string;
  readonly torrent_id: string;
  readonly share: number;
  readonly missing_ms: number | null;
}

interface Change {
  readonly file: number;
  readonly torrentId: string;
  readonly share: number;
}

/** Which files of the library torrents hold. Told as a whole; only what is not as it was is written. */
export function makeShares(db: Database, settle: Settle) {
  const folders = db.prepare<[], { id: number; path: string }>(
    'SELECT id, path FROM folder WHERE removed_ms IS NULL',
  );
  const shared = db.prepare<[], SharedRow>(`
    SELECT f.id, d.path AS folder, f.path, f.torrent_id, f.share, f.missing_ms FROM file f JOIN folder d ON d.id = f.folder_id
    WHERE f.torrent_id IS NOT NULL`);
  const find = db.prepare<[number, string, number], { id: number }>(
    'SELECT id FROM file WHERE path_hash = ? AND path = ? AND folder_id = ? AND missing_ms IS NULL',
  );
  const write = db.prepare('UPDATE file SET torrent_id = ?, share = ? WHERE id = ?');
  const writeTracks = db.prepare('UPDATE track SET share = ? WHERE file_id = ?');
  const writeVideos = db.prepare('UPDATE video SET share = ? WHERE file_id = ?');
  const albumsOf = db.prepare<[number], { album_id: number | null; artist_id: number }>(`
    SELECT DISTINCT t.album_id, a.artist_id FROM track t LEFT JOIN track_artist a ON a.track_id = t.id WHERE t.file_id = ?`);
  const showsOf = db.prepare<[number], { show_id: number | null }>(
    'SELECT show_id FROM video WHERE file_id = ?',
  );

  const writeSlice = db.transaction((changes: Slice<Change>) => {
    const touched = makeTouched();
    for (const { file, torrentId, share } of changes) {
      write.run(share === shareCodes.none ? null : torrentId, share, file);
      writeTracks.run(share, file);
      writeVideos.run(share, file);
      for (const { album_id: album, artist_id: artist } of albumsOf.all(file)) {
        if (album !== null) touched.albums.add(album);
        touched.artists.add(artist);
      }
      for (const { show_id: show } of showsOf.all(file)) if (show !== null) touched.shows.add(show);
    }
    settle(touched);
  }).immediate;

  /** Rows of files by their absolute path; files of a library folder inside another belong to both. */
  function makeLookup(): (path: string) => number[] {
    const all = folders.all();
    return (path) =>
      all.flatMap((folder) => {
        const below = relative(folder.path, path);
        if (below === '' || below.startsWith('..') || isAbsolute(below)) return [];
        const inside = below.split(sep).join('/');
        return find.all(pathHash(inside), inside, folder.id).map(({ id }) => id);
      });
  }

  /** One after the other: the last that is told holds. */
  let running: Promise<void> = Promise.resolve();

  async function apply(entries: readonly SharedFile[]): Promise<void> {
    const before = new Map<string, SharedRow[]>();
    for (const row of shared.all()) {
      const path = absolutePath(row.folder, row.path);
      before.set(path, [...(before.get(path) ?? []), row]);
    }
    const lookup = makeLookup();
    const told = [...new Map(entries.map((entry) => [entry.path, entry])).values()];
    for (const slice of slicesOf(told)) {
      const changes = slice.flatMap((entry): Change[] => {
        const rows = before.get(entry.path);
        before.delete(entry.path);
        const { torrentId } = entry;
        if (rows !== undefined)
          return rows
            .map((row) => ({ row, share: shareFrom(entry, row) }))
            .filter(({ row, share }) => row.torrent_id !== torrentId || row.share !== share)
            .map(({ row, share }) => ({ file: row.id, torrentId, share }));
        const share = shareFrom(entry, undefined);
        return share === shareCodes.none
          ? []
          : lookup(entry.path).map((file) => ({ file, torrentId, share }));
      });
      if (changes.length > 0) writeSlice(changes);
      await breathe();
    }
    const elsewhere = elsewhereFrom(told);
    const untold = [...before.values()]
      .flat()
      .map((row) => ({ row, share: elsewhere(row) }))
      .filter(({ row, share }) => row.share !== share)
      .map(({ row, share }) => ({ file: row.id, torrentId: row.torrent_id, share }));
    for (const slice of slicesOf(untold)) {
      writeSlice(slice);
      await breathe();
    }
  }

  return {
    /**
     * Resolves when all is written; in between, others get their turn. Files that the library does not have yet are
     * looked for again with each call.
     */
    setShares(entries: readonly SharedFile[]): Promise<void> {
      const turn = running.then(() => apply(entries));
      running = turn.catch(() => {});
      return turn;
    },
  };
}

function shareFrom({ state, torrentId }: SharedFile, row: SharedRow | undefined): number {
  if (state !== 'as-before') return shareCodeOf(state);
  return row?.torrent_id === torrentId ? row.share : shareCodes.sharing;
}

/**
 * Of a file that lies where its torrent knows nothing of. Somebody has moved it within the library; until the torrent has
 * noticed, it is what it was, and then it is not any more what is shared. What a torrent that is gone held is not shared.
 */
function elsewhereFrom(told: readonly SharedFile[]): (row: SharedRow) => number {
  const worst = new Map<string, number>();
  for (const { torrentId, state } of told) {
    const code = state === 'none' || state === 'as-before' ? shareCodes.none : shareCodeOf(state);
    worst.set(torrentId, Math.max(worst.get(torrentId) ?? 0, code));
  }
  return ({ torrent_id: torrentId, share, missing_ms: missingMs }) => {
    const code = worst.get(torrentId);
    if (code === undefined || missingMs !== null) return shareCodes.none;
    return code >= shareCodes.stopped ? code : share;
  };
}
