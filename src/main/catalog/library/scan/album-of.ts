import type { Database } from 'better-sqlite3';
import { albumArtistOf, albumIdentity } from '#shared/domain/library/album-identity.ts';
import { foldName } from '#shared/domain/library/fold.ts';
import type { AudioFacts } from '#shared/domain/library/media-facts.ts';
import { lastSortKey, makeSortKey } from '#shared/domain/library/sort-key.ts';
import type { NamedRow, Names } from './names.ts';

interface AlbumRow {
  readonly id: number;
  readonly title: string;
  readonly sort_key: string;
  readonly tag_artist_id: number | null;
  readonly is_tagged_compilation: 0 | 1;
}

export interface AlbumOfTrack {
  /** Null: the tags name none. */
  readonly album: NamedRow | null;
  readonly tagArtist: NamedRow | null;
}

/** The album that a track's tags name: the one that is there, or a new one. */
export function makeAlbumOf(db: Database, names: Names) {
  const find = db.prepare<[string], AlbumRow>(
    'SELECT id, title, sort_key, tag_artist_id, is_tagged_compilation FROM album WHERE identity = ?',
  );
  const add = db.prepare(`
    INSERT INTO album (identity, title, title_key, sort_key, tag_artist_id, artist_id, artist_sort, is_tagged_compilation, added_ms)
    VALUES (:identity, :title, :titleKey, :sortKey, :artistId, :artistId, :artistSort, :isCompilation, :addedMs)`);
  const change = db.prepare(`
    UPDATE album SET title = :title, title_key = :titleKey, sort_key = :sortKey, tag_artist_id = :artistId,
      is_tagged_compilation = :isCompilation WHERE id = :id`);
  const sortTracks = db.prepare('UPDATE track SET album_sort = ? WHERE album_id = ?');

  return (facts: AudioFacts, folderId: number, path: string, addedMs: number): AlbumOfTrack => {
    const artistName = albumArtistOf(facts);
    const tagArtist = artistName === null ? null : names.artist(artistName, facts.albumArtistSort);
    const identity = albumIdentity(facts, folderId, path);
    const title = facts.album?.trim() ?? '';
    if (identity === null) return { album: null, tagArtist };
    const known = find.get(identity);
    const values = {
      title,
      titleKey: foldName(title),
      sortKey:
        known !== undefined && facts.albumSort === null && known.title === title
          ? known.sort_key
          : makeSortKey(title, facts.albumSort),
      artistId: tagArtist?.id ?? null,
      isCompilation: Number(facts.isCompilation),
    };
    if (known === undefined) {
      const artistSort = tagArtist?.sortKey ?? lastSortKey;
      const { lastInsertRowid } = add.run({ ...values, identity, artistSort, addedMs });
      return { album: { id: Number(lastInsertRowid), sortKey: values.sortKey }, tagArtist };
    }
    if (
      known.title !== title ||
      known.sort_key !== values.sortKey ||
      known.tag_artist_id !== values.artistId ||
      known.is_tagged_compilation !== values.isCompilation
    )
      change.run({ ...values, id: known.id });
    if (known.sort_key !== values.sortKey) sortTracks.run(values.sortKey, known.id);
    return { album: { id: known.id, sortKey: values.sortKey }, tagArtist };
  };
}
export type AlbumOf = ReturnType<typeof makeAlbumOf>;
