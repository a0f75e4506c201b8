import type { Database } from 'better-sqlite3';
import { movedIdentity } from '#shared/domain/library/album-identity.ts';
import type { FileStat } from '#shared/domain/library/scanned-file.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Settle } from '../settle/settle.ts';
import { pathHash } from '../path-hash.ts';
import { slicesOf, type Slice } from '../slices.ts';
import { makeTouched, type Touched } from './touched.ts';

interface ItemRow {
  readonly id: number;
  readonly is_hidden: 0 | 1;
  /** Of a track: its album; of a video: its show. */
  readonly whole: number | null;
}

interface FileRow {
  readonly folder_id: number;
  readonly path: string;
}

interface AlbumRow {
  readonly id: number;
  readonly identity: string;
}

/** Where files are, and whether they are there at all. Their items keep their ids through all of it. */
export function makePresence(db: Database, index: SearchIndex, settle: Settle) {
  const setMissing = db.prepare('UPDATE file SET missing_ms = ? WHERE id = ? AND missing_ms IS NULL');
  // Gone since this scan began, at the latest.
  const setDisplaced = db.prepare(`
    UPDATE file SET missing_ms = coalesce((SELECT scan_began_ms FROM folder WHERE id = folder_id), CAST(modified_ms AS INTEGER))
    WHERE id = ?`);
  const setThere = db.prepare('UPDATE file SET missing_ms = NULL WHERE id = ?');
  const tracksOf = db.prepare<[number], ItemRow>(
    'SELECT id, is_hidden, album_id AS whole FROM track WHERE file_id = ?',
  );
  const videosOf = db.prepare<[number], ItemRow>(
    'SELECT id, is_hidden, show_id AS whole FROM video WHERE file_id = ?',
  );
  const artistsOf = db.prepare<[number], { artist_id: number }>(
    'SELECT artist_id FROM track_artist WHERE track_id = ?',
  );
  const setTrack = db.prepare('UPDATE track SET is_missing = ?, is_hidden = ? WHERE id = ?');
  const setVideo = db.prepare('UPDATE video SET is_missing = ?, is_hidden = ? WHERE id = ?');
  const read = db.prepare<[number], FileRow>('SELECT folder_id, path FROM file WHERE id = ?');
  const others = db.prepare<[number, string, number, number], { id: number }>(
    'SELECT id FROM file WHERE path_hash = ? AND path = ? AND folder_id = ? AND id <> ? AND missing_ms IS NULL',
  );
  const setPlace = db.prepare(`
    UPDATE file SET path = :path, path_hash = :pathHash, size_bytes = :sizeBytes, modified_ms = :modifiedMs, inode = :inode, missing_ms = NULL
    WHERE id = :id`);
  const albumsOf = db.prepare<[number], AlbumRow>(
    'SELECT DISTINCT a.id, a.identity FROM track t JOIN album a ON a.id = t.album_id WHERE t.file_id = ?',
  );
  const findAlbum = db.prepare<[string], { id: number }>('SELECT id FROM album WHERE identity = ?');
  const copyAlbum = db.prepare(`
    INSERT INTO album (identity, title, title_key, sort_key, tag_artist_id, artist_id, artist_sort, is_tagged_compilation, added_ms)
    SELECT ?, title, title_key, sort_key, tag_artist_id, artist_id, artist_sort, is_tagged_compilation, added_ms
    FROM album WHERE id = ?`);
  const rehome = db.prepare('UPDATE track SET album_id = ? WHERE file_id = ? AND album_id = ?');

  function setState(fileId: number, isMissing: boolean, isHidden: boolean, touched: Touched): void {
    const state = [Number(isMissing), Number(isHidden)];
    for (const { id, is_hidden, whole } of tracksOf.all(fileId)) {
      setTrack.run(...state, id);
      if (whole !== null) touched.albums.add(whole);
      for (const { artist_id: artist } of artistsOf.all(id)) touched.artists.add(artist);
      if (isHidden) index.drop('track', id);
      else if (is_hidden === 1) index.put('track', id);
    }
    for (const { id, is_hidden, whole } of videosOf.all(fileId)) {
      setVideo.run(...state, id);
      if (whole !== null) touched.shows.add(whole);
      if (isHidden) index.drop('video', id);
      else if (is_hidden === 1) index.put('video', id);
    }
  }

  /** Albums that are told by their folder are others in another folder. */
  function rehomeAlbums(fileId: number, folderId: number, path: string, touched: Touched): void {
    for (const { id, identity } of albumsOf.all(fileId)) {
      const moved = movedIdentity(identity, folderId, path);
      if (moved === identity) continue;
      const to = findAlbum.get(moved)?.id ?? Number(copyAlbum.run(moved, id).lastInsertRowid);
      rehome.run(to, fileId, id);
      touched.albums.add(id).add(to);
      touched.moves.set(id, to);
    }
  }

  const inOne = <A extends unknown[]>(work: (touched: Touched, ...args: A) => void) =>
    db.transaction((...args: A) => {
      const touched = makeTouched();
      work(touched, ...args);
      settle(touched);
    }).immediate;

  const moveOne = inOne((touched, fileId: number, path: string, stat: FileStat) => {
    const file = read.get(fileId);
    if (file === undefined) return;
    // Two files that changed names with each other are moved one after the other.
    for (const { id } of others.all(pathHash(path), path, file.folder_id, fileId)) {
      setDisplaced.run(id);
      setState(id, true, false, touched);
    }
    const { sizeBytes, modifiedMs, inode } = stat;
    setPlace.run({ id: fileId, path, pathHash: pathHash(path), sizeBytes, modifiedMs, inode });
    setState(fileId, false, false, touched);
    rehomeAlbums(fileId, file.folder_id, path, touched);
    for (const { id } of tracksOf.all(fileId)) index.put('track', id);
    for (const { id } of videosOf.all(fileId)) index.put('video', id);
  });
  const missing = inOne((touched, fileIds: Slice<number>, nowMs: number) => {
    for (const id of fileIds) {
      setMissing.run(nowMs, id);
      setState(id, true, false, touched);
    }
  });
  const there = inOne((touched, fileIds: Slice<number>) => {
    for (const id of fileIds) {
      setThere.run(id);
      setState(id, false, false, touched);
    }
  });
  const hide = inOne((touched, fileIds: Slice<number>, nowMs: number) => {
    for (const id of fileIds) {
      setMissing.run(nowMs, id);
      setState(id, true, true, touched);
    }
  });

  return {
    /** The same file under another name, in the same library folder. */
    move: (fileId: number, path: string, stat: FileStat): void => moveOne(fileId, path, stat),
    markMissing(fileIds: readonly number[], now: Date): void {
      for (const slice of slicesOf(fileIds)) missing(slice, now.getTime());
    },
    markThere(fileIds: readonly number[]): void {
      for (const slice of slicesOf(fileIds)) there(slice);
    },
    /** As missing, and out of sight: their folder is not in the library any more. In one transaction. */
    hide: (fileIds: Slice<number>, now: Date): void => hide(fileIds, now.getTime()),
    /** Inside a transaction of the caller, who settles. */
    show: (fileId: number, touched: Touched): void => setState(fileId, false, false, touched),
  };
}
export type Presence = ReturnType<typeof makePresence>;
