import type { Database } from 'better-sqlite3';
import { isAbsolute, relative, sep } from 'node:path';
import { makeTouched } from './scan/touched.ts';
import type { Settle } from './settle/settle.ts';
import { absolutePath } from './absolute-path.ts';
import { pathHash } from './path-hash.ts';
import { shareCodes } from './share-code.ts';
import { breathe, slicesOf, type Slice } from './slices.ts';

/** A file that a torrent holds. */
export interface SharedFile {
  /** Absolute. */
  readonly path: string;
  readonly torrentId: string;
  /** Nobody else is seen who holds all of it. */
  readonly isAtRisk: boolean;
}

interface SharedRow {
  readonly id: number;
  readonly folder: string;
  readonly path: string;
  readonly torrent_id: string;
  readonly is_at_risk: 0 | 1;
}

interface Change {
  readonly file: number;
  readonly torrentId: string | null;
  readonly isAtRisk: boolean;
}

/** Which files of the library torrents hold. Told as a whole; only what is not as it was is written. */
export function makeShares(db: Database, settle: Settle) {
  const folders = db.prepare<[], { id: number; path: string }>(
    'SELECT id, path FROM folder WHERE removed_ms IS NULL',
  );
  const shared = db.prepare<[], SharedRow>(`
    SELECT f.id, d.path AS folder, f.path, f.torrent_id, f.is_at_risk FROM file f JOIN folder d ON d.id = f.folder_id
    WHERE f.torrent_id IS NOT NULL`);
  const find = db.prepare<[number, string, number], { id: number }>(
    'SELECT id FROM file WHERE path_hash = ? AND path = ? AND folder_id = ? AND missing_ms IS NULL',
  );
  const write = db.prepare('UPDATE file SET torrent_id = ?, is_at_risk = ? WHERE id = ?');
  const writeTracks = db.prepare('UPDATE track SET share = ? WHERE file_id = ?');
  const writeVideos = db.prepare('UPDATE video SET share = ? WHERE file_id = ?');
  const albumsOf = db.prepare<[number], { album_id: number | null; artist_id: number }>(`
    SELECT DISTINCT t.album_id, a.artist_id FROM track t LEFT JOIN track_artist a ON a.track_id = t.id WHERE t.file_id = ?`);
  const showsOf = db.prepare<[number], { show_id: number | null }>(
    'SELECT show_id FROM video WHERE file_id = ?',
  );

  const writeSlice = db.transaction((changes: Slice<Change>) => {
    const touched = makeTouched();
    for (const { file, torrentId, isAtRisk } of changes) {
      const share = torrentId === null ? shareCodes.none : isAtRisk ? shareCodes.atRisk : shareCodes.sharing;
      write.run(torrentId, Number(isAtRisk), file);
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
    for (const slice of slicesOf([...new Map(entries.map((entry) => [entry.path, entry])).values()])) {
      const changes = slice.flatMap(({ path, torrentId, isAtRisk }): Change[] => {
        const rows = before.get(path);
        before.delete(path);
        if (rows === undefined) return lookup(path).map((file) => ({ file, torrentId, isAtRisk }));
        return rows
          .filter((row) => row.torrent_id !== torrentId || row.is_at_risk !== Number(isAtRisk))
          .map(({ id }) => ({ file: id, torrentId, isAtRisk }));
      });
      if (changes.length > 0) writeSlice(changes);
      await breathe();
    }
    const ended = [...before.values()]
      .flat()
      .map(({ id }) => ({ file: id, torrentId: null, isAtRisk: false }));
    for (const slice of slicesOf(ended)) {
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
