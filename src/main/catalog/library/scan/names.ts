import type { Database } from 'better-sqlite3';
import { foldName } from '#shared/domain/library/fold.ts';
import { formatOfAudio } from '#shared/domain/library/format-words.ts';
import type { AudioFacts } from '#shared/domain/library/media-facts.ts';
import { makeSortKey } from '#shared/domain/library/sort-key.ts';
import type { SearchIndex } from '../search/search-index.ts';

export interface NamedRow {
  readonly id: number;
  readonly sortKey: string;
}

interface ArtistRow {
  readonly id: number;
  readonly name: string;
  readonly sort_key: string;
  readonly is_hidden: 0 | 1;
}

/** Rows for names: the one that is there, in whatever spelling, or a new one. */
export function makeNames(db: Database, index: SearchIndex) {
  const findArtist = db.prepare<[string], ArtistRow>(
    'SELECT id, name, sort_key, is_hidden FROM artist WHERE name_key = ?',
  );
  const addArtist = db.prepare('INSERT INTO artist (name, name_key, sort_key) VALUES (?, ?, ?)');
  const renameArtist = db.prepare('UPDATE artist SET name = ?, sort_key = ? WHERE id = ?');
  const sortTracks = db.prepare<[string, number, number]>(`
    UPDATE track SET artist_sort = ?
    WHERE id IN (SELECT track_id FROM track_artist WHERE artist_id = ?) AND artist_id = ?`);
  const sortAlbums = db.prepare('UPDATE album SET artist_sort = ? WHERE artist_id = ?');
  const findShow = db.prepare<[string], { id: number; sort_key: string }>(
    'SELECT id, sort_key FROM show WHERE name_key = ?',
  );
  const addShow = db.prepare('INSERT INTO show (title, name_key, sort_key) VALUES (?, ?, ?)');
  const findGenre = db.prepare<[string], { id: number }>('SELECT id FROM genre WHERE name_key = ?');
  const addGenre = db.prepare('INSERT INTO genre (name, name_key) VALUES (?, ?)');
  const findEncoding = db.prepare<[string, string, number], { id: number }>(
    'SELECT id FROM encoding WHERE container = ? AND codec = ? AND is_lossless = ?',
  );
  const addEncoding = db.prepare(
    'INSERT INTO encoding (container, codec, is_lossless, format) VALUES (?, ?, ?, ?)',
  );

  return {
    /** The last spelling that was read is the one that is shown: tags are put right file by file. */
    artist(name: string, sortName: string | null): NamedRow {
      const key = foldName(name);
      const known = findArtist.get(key);
      if (known === undefined) {
        const sortKey = makeSortKey(name, sortName);
        return { id: Number(addArtist.run(name, key, sortKey).lastInsertRowid), sortKey };
      }
      const sortKey = sortName === null ? known.sort_key : makeSortKey(name, sortName);
      if (known.name !== name || known.sort_key !== sortKey) {
        renameArtist.run(name, sortKey, known.id);
        if (known.is_hidden === 0) index.put('artist', known.id);
      }
      if (known.sort_key !== sortKey) {
        sortTracks.run(sortKey, known.id, known.id);
        sortAlbums.run(sortKey, known.id);
      }
      return { id: known.id, sortKey };
    },
    show(title: string): NamedRow {
      const key = foldName(title);
      const known = findShow.get(key);
      if (known !== undefined) return { id: known.id, sortKey: known.sort_key };
      const sortKey = makeSortKey(title);
      return { id: Number(addShow.run(title, key, sortKey).lastInsertRowid), sortKey };
    },
    genre(name: string): number {
      const key = foldName(name);
      return findGenre.get(key)?.id ?? Number(addGenre.run(name, key).lastInsertRowid);
    },
    encoding(facts: AudioFacts): number {
      const values = [facts.container ?? '', facts.codec ?? '', Number(facts.isLossless)] as const;
      return (
        findEncoding.get(...values)?.id ??
        Number(addEncoding.run(...values, formatOfAudio(facts)).lastInsertRowid)
      );
    },
  };
}
export type Names = ReturnType<typeof makeNames>;
