/**
 * Released: never edited. A mistake in it is put right by the next one.
 *
 * `share`: 0 none, 1 partly, 2 sharing, 3 at risk. `is_hidden`: nothing of it lies in a folder of the library any more;
 * it is kept for the day the folder comes back. `…_key`: folded, to compare; `…_sort`, `sort_key`: to order by.
 */
export const libraryTables = {
  version: 1,
  sql: `
CREATE TABLE folder (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  path          TEXT NOT NULL UNIQUE, -- absolute
  added_ms      INTEGER NOT NULL,     -- Unix ms
  removed_ms    INTEGER,              -- Unix ms; null: it is in the library
  scan_began_ms INTEGER,              -- Unix ms; null: no scan is under way, and none was cut off
  scanned_ms    INTEGER               -- Unix ms; of the last whole scan
) STRICT;

CREATE TABLE artwork (
  id         INTEGER PRIMARY KEY,
  hash       TEXT NOT NULL UNIQUE, -- hex; the name of the thumbnail
  width      INTEGER NOT NULL,     -- pixels
  height     INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL
) STRICT;

CREATE TABLE file (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  folder_id    INTEGER NOT NULL REFERENCES folder (id) ON DELETE CASCADE,
  path         TEXT NOT NULL,              -- below the folder, names parted by /
  path_hash    INTEGER NOT NULL,           -- CRC-32 of path
  size_bytes   INTEGER NOT NULL,
  modified_ms  REAL NOT NULL,              -- Unix ms, with the fraction that the system gives
  inode        TEXT NOT NULL,
  content_key  BLOB NOT NULL,              -- packed by content-key.ts
  kind         TEXT CHECK (kind IN ('audio', 'video')), -- null: nothing could be read so far
  items        INTEGER NOT NULL DEFAULT 0, -- tracks or videos that are made of it
  missing_ms   INTEGER,                    -- Unix ms; null: it is there
  artwork_id   INTEGER,                    -- artwork.id
  subtitles    TEXT,                       -- JSON: files beside it
  problem_code TEXT,
  problem_text TEXT,
  torrent_id   TEXT,                       -- null: not shared
  is_at_risk   INTEGER NOT NULL DEFAULT 0 CHECK (is_at_risk IN (0, 1))
) STRICT;
-- Not unique: a file that is gone may have had the name that another has now. Of those that are there each has its own.
CREATE INDEX file_by_path ON file (path_hash, folder_id);
CREATE INDEX file_by_content ON file (content_key);
CREATE INDEX file_figures ON file (folder_id, kind, missing_ms, items, size_bytes);
CREATE INDEX file_problems ON file (folder_id, path) WHERE problem_code IS NOT NULL;
CREATE INDEX file_shared ON file (torrent_id) WHERE torrent_id IS NOT NULL;

CREATE TABLE artist (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  name         TEXT NOT NULL,
  name_key     TEXT NOT NULL UNIQUE,
  sort_key     TEXT NOT NULL,
  is_favourite INTEGER NOT NULL DEFAULT 0 CHECK (is_favourite IN (0, 1)),
  is_hidden    INTEGER NOT NULL DEFAULT 1 CHECK (is_hidden IN (0, 1)),
  albums       INTEGER NOT NULL DEFAULT 0,
  tracks       INTEGER NOT NULL DEFAULT 0,
  share        INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX artist_by_name ON artist (sort_key) WHERE is_hidden = 0;

CREATE TABLE genre (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE encoding (
  id          INTEGER PRIMARY KEY,
  container   TEXT NOT NULL,    -- as the reader of files calls it; '' for not known
  codec       TEXT NOT NULL,
  is_lossless INTEGER NOT NULL CHECK (is_lossless IN (0, 1)),
  format      TEXT,             -- in the words of people
  UNIQUE (container, codec, is_lossless)
) STRICT;

CREATE TABLE album (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  identity       TEXT NOT NULL UNIQUE, -- domain/library/album-identity.ts
  title          TEXT NOT NULL,
  title_key      TEXT NOT NULL,
  sort_key       TEXT NOT NULL,
  tag_artist_id  INTEGER REFERENCES artist (id), -- by the tag of the album's artist
  artist_id      INTEGER REFERENCES artist (id), -- as it is shown: by the tag, or by all of its tracks
  artist_sort    TEXT NOT NULL,
  year           INTEGER,
  is_tagged_compilation INTEGER NOT NULL DEFAULT 0 CHECK (is_tagged_compilation IN (0, 1)),
  is_compilation INTEGER NOT NULL DEFAULT 0 CHECK (is_compilation IN (0, 1)),
  added_ms       INTEGER NOT NULL,     -- Unix ms
  artwork_id     INTEGER,
  tracks         INTEGER NOT NULL DEFAULT 0,
  discs          INTEGER NOT NULL DEFAULT 0,
  duration_ms    INTEGER NOT NULL DEFAULT 0,
  is_favourite   INTEGER NOT NULL DEFAULT 0 CHECK (is_favourite IN (0, 1)),
  is_hidden      INTEGER NOT NULL DEFAULT 1 CHECK (is_hidden IN (0, 1)),
  is_missing     INTEGER NOT NULL DEFAULT 0 CHECK (is_missing IN (0, 1)),
  share          INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX album_by_title ON album (sort_key) WHERE is_hidden = 0;
CREATE INDEX album_by_artist ON album (artist_sort, year, sort_key) WHERE is_hidden = 0;
CREATE INDEX album_by_year ON album (year, sort_key) WHERE is_hidden = 0;
CREATE INDEX album_by_added ON album (added_ms) WHERE is_hidden = 0;
CREATE INDEX album_of_artist ON album (artist_id);
CREATE INDEX album_of_tag_artist ON album (tag_artist_id);

CREATE TABLE track (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  file_id         INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE,
  part            INTEGER NOT NULL, -- 0: the whole file; else which part by the cue sheet, from 1
  title           TEXT NOT NULL,
  title_key       TEXT NOT NULL,
  sort_key        TEXT NOT NULL,
  artist_id       INTEGER,          -- artist.id; it stands in track_artist as well, which is checked
  credit          TEXT,             -- all artists in one line; null: the artist alone
  artist_sort     TEXT NOT NULL,
  album_id        INTEGER REFERENCES album (id),
  album_sort      TEXT NOT NULL,
  composer        TEXT,
  disc_number     INTEGER,
  track_number    INTEGER,
  year            INTEGER,
  genre_id        INTEGER,          -- genre.id; the first of those in track_genre
  encoding_id     INTEGER,          -- encoding.id
  duration_ms     INTEGER,
  start_ms        INTEGER,          -- of a part, in its file
  end_ms          INTEGER,          -- null: to the end
  bitrate_bps     INTEGER,
  sample_rate_hz  INTEGER,
  bits_per_sample INTEGER,
  channels        INTEGER,
  gain_track      INTEGER,          -- hundredths of a dB
  peak_track      INTEGER,          -- millionths of full scale
  gain_album      INTEGER,
  peak_album      INTEGER,
  added_ms        INTEGER NOT NULL, -- Unix ms
  plays           INTEGER NOT NULL DEFAULT 0,
  last_played_ms  INTEGER,          -- Unix ms
  position_ms     INTEGER,
  note            TEXT,
  is_favourite    INTEGER NOT NULL DEFAULT 0 CHECK (is_favourite IN (0, 1)),
  is_hidden       INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
  is_missing      INTEGER NOT NULL DEFAULT 0 CHECK (is_missing IN (0, 1)),
  share           INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX track_of_file ON track (file_id, part);
CREATE INDEX track_of_album ON track (album_id, disc_number, track_number);
CREATE INDEX track_by_title ON track (sort_key) WHERE is_hidden = 0;
CREATE INDEX track_by_artist ON track (artist_sort, year, album_id, disc_number, track_number) WHERE is_hidden = 0;
CREATE INDEX track_by_album ON track (album_sort, album_id, disc_number, track_number) WHERE is_hidden = 0;
CREATE INDEX track_by_year ON track (year) WHERE is_hidden = 0;
CREATE INDEX track_by_duration ON track (duration_ms) WHERE is_hidden = 0;
CREATE INDEX track_by_added ON track (added_ms) WHERE is_hidden = 0;
CREATE INDEX track_by_plays ON track (plays) WHERE is_hidden = 0;
CREATE INDEX track_by_last_play ON track (last_played_ms) WHERE is_hidden = 0;
-- Few or none: what is counted over all is counted without them by taking them off.
CREATE INDEX track_hidden ON track (id) WHERE is_hidden = 1;
CREATE INDEX track_favourites ON track (sort_key) WHERE is_favourite = 1;
CREATE INDEX track_missing ON track (sort_key) WHERE is_missing = 1;

-- All artists of a track, also the one of its album.
CREATE TABLE track_artist (
  artist_id INTEGER NOT NULL REFERENCES artist (id),
  track_id  INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
  PRIMARY KEY (artist_id, track_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX track_artist_of_track ON track_artist (track_id);

CREATE TABLE track_genre (
  genre_id INTEGER NOT NULL REFERENCES genre (id),
  track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
  PRIMARY KEY (genre_id, track_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX track_genre_of_track ON track_genre (track_id);

CREATE TABLE album_genre (
  genre_id INTEGER NOT NULL REFERENCES genre (id),
  album_id INTEGER NOT NULL REFERENCES album (id) ON DELETE CASCADE,
  PRIMARY KEY (genre_id, album_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX album_genre_of_album ON album_genre (album_id);

CREATE TABLE show (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  title        TEXT NOT NULL,
  name_key     TEXT NOT NULL UNIQUE,
  sort_key     TEXT NOT NULL,
  is_favourite INTEGER NOT NULL DEFAULT 0 CHECK (is_favourite IN (0, 1)),
  is_hidden    INTEGER NOT NULL DEFAULT 1 CHECK (is_hidden IN (0, 1)),
  seasons      INTEGER NOT NULL DEFAULT 0,
  episodes     INTEGER NOT NULL DEFAULT 0,
  artwork_id   INTEGER,
  share        INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX show_by_title ON show (sort_key) WHERE is_hidden = 0;

CREATE TABLE video (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  file_id        INTEGER NOT NULL UNIQUE REFERENCES file (id) ON DELETE CASCADE,
  kind           TEXT NOT NULL CHECK (kind IN ('movie', 'episode', 'home')),
  title          TEXT NOT NULL,
  title_key      TEXT NOT NULL,
  sort_key       TEXT NOT NULL,
  show_id        INTEGER REFERENCES show (id),
  show_sort      TEXT NOT NULL,
  season         INTEGER,
  episode        INTEGER,
  year           INTEGER,
  recorded_ms    INTEGER,          -- Unix ms
  duration_ms    INTEGER,
  width          INTEGER,          -- pixels
  height         INTEGER,
  format         TEXT,             -- in the words of people
  inside         TEXT NOT NULL,    -- JSON: container, codecs, tracks, chapters
  added_ms       INTEGER NOT NULL, -- Unix ms
  plays          INTEGER NOT NULL DEFAULT 0,
  last_played_ms INTEGER,          -- Unix ms
  position_ms    INTEGER,
  note           TEXT,
  is_favourite   INTEGER NOT NULL DEFAULT 0 CHECK (is_favourite IN (0, 1)),
  is_hidden      INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
  is_missing     INTEGER NOT NULL DEFAULT 0 CHECK (is_missing IN (0, 1)),
  share          INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX video_of_show ON video (show_id, season, episode);
CREATE INDEX video_by_title ON video (sort_key) WHERE is_hidden = 0;
CREATE INDEX video_by_kind ON video (kind, sort_key) WHERE is_hidden = 0;
CREATE INDEX video_by_recording ON video (recorded_ms) WHERE is_hidden = 0;

CREATE TABLE label (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE item_label (
  kind     TEXT NOT NULL CHECK (kind IN ('album', 'artist', 'track', 'video', 'show', 'playlist')),
  item_id  INTEGER NOT NULL,
  label_id INTEGER NOT NULL REFERENCES label (id),
  PRIMARY KEY (kind, item_id, label_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_of_label ON item_label (label_id, kind, item_id);

CREATE TABLE playlist (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  name      TEXT NOT NULL,
  sort_key  TEXT NOT NULL,
  rule      TEXT,    -- JSON; null: made by hand
  folder_id INTEGER REFERENCES folder (id) ON DELETE SET NULL, -- of the playlist file that it was read from
  path      TEXT,    -- of that file; null: made here, or changed here since
  is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX playlist_of_file ON playlist (folder_id, path) WHERE path IS NOT NULL;

CREATE TABLE playlist_entry (
  playlist_id INTEGER NOT NULL REFERENCES playlist (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL, -- from 0, without gaps
  kind        TEXT NOT NULL CHECK (kind IN ('track', 'video')),
  item_id     INTEGER NOT NULL,
  PRIMARY KEY (playlist_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX playlist_entry_of_item ON playlist_entry (kind, item_id);

-- What is indexed was folded to letters and digits (domain/library/fold.ts): there is nothing left for a tokenizer to do.
CREATE VIRTUAL TABLE search USING fts5 (
  title, rest, content = '', contentless_delete = 1, detail = column, prefix = '1 2', tokenize = 'ascii'
);

-- Every word of the index and its trigrams: what was mistyped is found by what is like it.
CREATE TABLE word (
  id   INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE word_gram (
  gram    TEXT NOT NULL,
  word_id INTEGER NOT NULL REFERENCES word (id) ON DELETE CASCADE,
  PRIMARY KEY (gram, word_id)
) STRICT, WITHOUT ROWID;
`,
};
