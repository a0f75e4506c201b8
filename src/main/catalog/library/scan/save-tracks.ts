import type { Database } from 'better-sqlite3';
import type { AudioFacts } from '#shared/domain/library/media-facts.ts';
import type { ScannedFile } from '#shared/domain/library/scanned-file.ts';
import { lastSortKey } from '#shared/domain/library/sort-key.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { AlbumOf } from './album-of.ts';
import type { Forget } from './forget.ts';
import type { Names } from './names.ts';
import type { Touched } from './touched.ts';
import { artistsOf, distinctNames, trackValues } from './track-values.ts';

interface TrackRow {
  readonly id: number;
  readonly part: number;
  readonly album_id: number | null;
}

/** The columns that a scan writes, and what is bound to them. */
const columns = {
  title: 'title',
  title_key: 'titleKey',
  sort_key: 'sortKey',
  artist_id: 'artistId',
  credit: 'credit',
  artist_sort: 'artistSort',
  album_id: 'albumId',
  album_sort: 'albumSort',
  composer: 'composer',
  disc_number: 'discNumber',
  track_number: 'trackNumber',
  year: 'year',
  genre_id: 'genreId',
  encoding_id: 'encodingId',
  duration_ms: 'durationMs',
  start_ms: 'startMs',
  end_ms: 'endMs',
  bitrate_bps: 'bitrateBps',
  sample_rate_hz: 'sampleRateHz',
  bits_per_sample: 'bitsPerSample',
  channels: 'channels',
  gain_track: 'gainTrack',
  peak_track: 'peakTrack',
  gain_album: 'gainAlbum',
  peak_album: 'peakAlbum',
};

/** Makes the tracks of one file from what it says of itself; those that are there keep their ids. */
export function makeSaveTracks({
  db,
  index,
  names,
  albumOf,
  forget,
}: {
  readonly db: Database;
  readonly index: SearchIndex;
  readonly names: Names;
  readonly albumOf: AlbumOf;
  readonly forget: Forget;
}) {
  const ofFile = db.prepare<[number], TrackRow>('SELECT id, part, album_id FROM track WHERE file_id = ?');
  const add = db.prepare(`
    INSERT INTO track (file_id, part, added_ms, share, ${Object.keys(columns).join(', ')})
    VALUES (:fileId, :part, :addedMs, :share, ${Object.values(columns)
      .map((name) => `:${name}`)
      .join(', ')})`);
  // Touched but not changed: a dozen indices and the search are left alone.
  const change = db.prepare(`
    UPDATE track SET ${Object.entries(columns)
      .map(([column, name]) => `${column} = :${name}`)
      .join(', ')},
      is_hidden = 0, is_missing = 0
    WHERE id = :id AND (${Object.keys(columns).join(', ')}, is_hidden, is_missing)
      IS NOT (${Object.values(columns)
        .map((name) => `:${name}`)
        .join(', ')}, 0, 0)`);
  const artistsBefore = db.prepare<[number], { artist_id: number }>(
    'SELECT artist_id FROM track_artist WHERE track_id = ?',
  );
  const dropArtist = db.prepare('DELETE FROM track_artist WHERE artist_id = ? AND track_id = ?');
  const addArtist = db.prepare(
    'INSERT INTO track_artist (artist_id, track_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const dropGenres = db.prepare('DELETE FROM track_genre WHERE track_id = ?');
  const addGenre = db.prepare(
    'INSERT INTO track_genre (genre_id, track_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );

  return ({
    file,
    facts,
    fileId,
    folderId,
    share,
    nowMs,
    touched,
  }: {
    readonly file: ScannedFile;
    readonly facts: AudioFacts;
    readonly fileId: number;
    readonly folderId: number;
    readonly share: number;
    readonly nowMs: number;
    readonly touched: Touched;
  }): void => {
    const { album, tagArtist } = albumOf(facts, folderId, file.path, nowMs);
    const genres = distinctNames(facts.genres).map((name) => names.genre(name));
    const encodingId = names.encoding(facts);
    const before = new Map(ofFile.all(fileId).map((row) => [row.part, row]));
    const parts = file.cue.length === 0 ? [undefined] : file.cue;
    for (const [at, part] of parts.entries()) {
      const number = part === undefined ? 0 : at + 1;
      const known = before.get(number);
      before.delete(number);
      const artists = artistsOf(facts, part);
      const rows = artists.map((name) => names.artist(name, artists.length === 1 ? facts.artistSort : null));
      const values = {
        ...trackValues(facts, file.path, part),
        artistId: rows[0]?.id ?? null,
        credit: artists.length > 1 ? artists.join(', ') : null,
        artistSort: rows[0]?.sortKey ?? lastSortKey,
        albumId: album?.id ?? null,
        albumSort: album?.sortKey ?? lastSortKey,
        genreId: genres[0] ?? null,
        encodingId,
      };
      const id =
        known?.id ??
        Number(add.run({ ...values, fileId, part: number, share, addedMs: nowMs }).lastInsertRowid);
      const isAsBefore = known !== undefined && change.run({ ...values, id }).changes === 0;

      const artistIds = new Set([...rows, ...(tagArtist === null ? [] : [tagArtist])].map((row) => row.id));
      for (const { artist_id: artistId } of known === undefined ? [] : artistsBefore.all(id)) {
        touched.artists.add(artistId);
        if (!artistIds.has(artistId)) dropArtist.run(artistId, id);
      }
      for (const artistId of artistIds) {
        addArtist.run(artistId, id);
        touched.artists.add(artistId);
      }
      if (known !== undefined) dropGenres.run(id);
      for (const genre of genres) addGenre.run(genre, id);
      if (album !== null) touched.albums.add(album.id);
      if (known?.album_id != null && known.album_id !== album?.id) {
        touched.albums.add(known.album_id);
        if (album !== null) touched.moves.set(known.album_id, album.id);
      }
      if (known === undefined) {
        const others = [...artists, facts.album ?? '', values.composer ?? ''].join(' ');
        index.write('track', id, { title: values.title, others, path: file.path });
      } else if (!isAsBefore) index.put('track', id);
    }
    // Parts that a cue sheet does not name any more, or the whole that is parts now.
    for (const { id } of before.values()) forget.track(id, touched);
  };
}
