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
CREATE TABLE track_artist (
  artist_id INTEGER NOT NULL REFERENCES artist (id),
  track_id  INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
  PRIMARY KEY (artist_id, track_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE track_genre (
  genre_id INTEGER NOT NULL REFERENCES genre (id),
  track_id INTEGER NOT NULL REFERENCES track (id) ON DELETE CASCADE,
  PRIMARY KEY (genre_id, track_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE album_genre (
  genre_id INTEGER NOT NULL REFERENCES genre (id),
  album_id INTEGER NOT NULL REFERENCES album (id) ON DELETE CASCADE,
  PRIMARY KEY (genre_id, album_id)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE playlist (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  name      TEXT NOT NULL,
  sort_key  TEXT NOT NULL,
  rule      TEXT,    -- JSON; null: made by hand
  folder_id INTEGER REFERENCES folder (id) ON DELETE SET NULL, -- of the playlist file that it was read from
  path      TEXT,    -- of that file; null: made here, or changed here since
  is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1))
) STRICT;
CREATE TABLE playlist_entry (
  playlist_id INTEGER NOT NULL REFERENCES playlist (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL, -- from 0, without gaps
  kind        TEXT NOT NULL CHECK (kind IN ('track', 'video')),
  item_id     INTEGER NOT NULL,
  PRIMARY KEY (playlist_id, position)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5 (
  title, rest, content = '', contentless_delete = 1, detail = column, prefix = '1 2', tokenize = 'ascii'
);
CREATE TABLE word (
  id   INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE word_gram (
  gram    TEXT NOT NULL,
  word_id INTEGER NOT NULL REFERENCES word (id) ON DELETE CASCADE,
  PRIMARY KEY (gram, word_id)
) STRICT, WITHOUT ROWID;
PRAGMA user_version = 1;
INSERT INTO "folder" VALUES (1, '/tmp/warren-released-data/music', 1795854006101, NULL, NULL, 1795854008416);
INSERT INTO "sqlite_sequence" VALUES ('folder', 1);
INSERT INTO "sqlite_sequence" VALUES ('file', 2);
INSERT INTO "sqlite_sequence" VALUES ('album', 1);
INSERT INTO "sqlite_sequence" VALUES ('artist', 1);
INSERT INTO "sqlite_sequence" VALUES ('track', 2);
INSERT INTO "sqlite_sequence" VALUES ('playlist', 1);
INSERT INTO "file" VALUES (1, 1, 'Burrow/Down the hole.mp3', 1250205648, 8665, 1795853995180.5017, '65024:4301095', X'01166edb9be95a9130bee63fc571eaedf21f687739', 'audio', 1, NULL, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO "file" VALUES (2, 1, 'Burrow/Many doors.mp3', 222440609, 8662, 1795853996156.5017, '65024:4301371', X'013b325a240c70a54f07d1f79ab9e59bc09942cbd6', 'audio', 1, NULL, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO "artist" VALUES (1, 'The Diggers', 'the diggers', 'diggers', 0, 0, 1, 2, 0);
INSERT INTO "encoding" VALUES (1, 'MPEG', 'MPEG 1 Layer 3', 0, 'MP3');
INSERT INTO "album" VALUES (1, 'folder
burrow
1/Burrow', 'Burrow', 'burrow', 'burrow', NULL, 1, 'diggers', NULL, 0, 0, 1795854010591, NULL, 2, 1, 2090, 0, 0, 0, 0);
INSERT INTO "track" VALUES (1, 1, 0, 'Down the hole', 'down the hole', 'down the hole', 1, NULL, 'diggers', 1, 'burrow', NULL, NULL, 1, NULL, NULL, 1, 1045, NULL, NULL, 64000, 44100, NULL, 1, NULL, NULL, NULL, NULL, 1795854010591, 0, NULL, NULL, NULL, 0, 0, 0, 0);
INSERT INTO "track" VALUES (2, 2, 0, 'Many doors', 'many doors', 'many doors', 1, NULL, 'diggers', 1, 'burrow', NULL, NULL, 2, NULL, NULL, 1, 1045, NULL, NULL, 64000, 44100, NULL, 1, NULL, NULL, NULL, NULL, 1795854011190, 0, NULL, NULL, NULL, 0, 0, 0, 0);
INSERT INTO "track_artist" VALUES (1, 1);
INSERT INTO "track_artist" VALUES (1, 2);
INSERT INTO "playlist" VALUES (1, 'For the night', 'for the night', NULL, NULL, NULL, 0);
INSERT INTO "playlist_entry" VALUES (1, 0, 'track', 1);
DELETE FROM "search_data";
INSERT INTO "search_data" VALUES (1, X'050b07');
INSERT INTO "search_data" VALUES (10, X'00000000ff0000010106070006010101010100000102010102020101010301010303000001040101040400000105010105050000010601010606000001');
INSERT INTO "search_data" VALUES (137438953473, X'000000c50730627572726f7781c08080808001020301076469676765727381c08080808001020302036f776e81c0808080800102020104686f6c6581c080808080010202010374686581c0808080800102020002316281c08080808001020301016481c0808080800104020301016881c08080808001020201017481c080808080010202000332627581c0808080800102030102646981c08080808001020302016f81c0808080800102020102686f81c0808080800102020102746881c0808080800102020411120e0f0e0d0d0c0c0e0d0c0d');
INSERT INTO "search_data" VALUES (274877906945, X'000000790730627572726f77c080808080010202010764696767657273c0808080800102030103746865c08080808001020300023162c080808080010202010164c080808080010203010174c0808080800102030003326275c08080808001020201026469c08080808001020301027468c0808080800102030410110d0c0b0b0d0c');
INSERT INTO "search_data" VALUES (412316860417, X'00000052083064696767657273a0808080800102020103746865a08080808001020200023164a080808080010202010174a0808080800102020003326469a08080808001020201027468a08080808001020204110d0c0b0d');
INSERT INTO "search_data" VALUES (549755813889, X'000000c60730627572726f7781c08080808002020301076469676765727381c08080808002020302046f6f727381c08080808002020201046d616e7981c080808080020202010374686581c0808080800202030002316281c08080808002020301016481c0808080800204020301016d81c08080808002020201017481c080808080020203000332627581c0808080800202030102646981c08080808002020302016f81c08080808002020201026d6181c0808080800202020102746881c0808080800202030411120f0f0e0d0d0c0c0e0d0c0d');
INSERT INTO "search_data" VALUES (687194767361, X'000000790730627572726f77c080808080010202010764696767657273c0808080800102030103746865c08080808001020300023162c080808080010202010164c080808080010203010174c0808080800102030003326275c08080808001020201026469c08080808001020301027468c0808080800102030410110d0c0b0b0d0c');
INSERT INTO "search_data" VALUES (824633720833, X'0000007d0430666f7281808080808001020201056e6967687481808080808001020201037468658180808080800102020002316681808080808001020201016e818080808080010202010174818080808080010202000332666f81808080808001020201026e6981808080808001020201027468818080808080010202040e100e0d0c0c0e0d');
INSERT INTO "search_data" VALUES (9007474132647936, X'080000000000000100000000000000000000020000000001000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
DELETE FROM "search_idx";
INSERT INTO "search_idx" VALUES (1, X'', 2);
INSERT INTO "search_idx" VALUES (2, X'', 2);
INSERT INTO "search_idx" VALUES (3, X'', 2);
INSERT INTO "search_idx" VALUES (4, X'', 2);
INSERT INTO "search_idx" VALUES (5, X'', 2);
INSERT INTO "search_idx" VALUES (6, X'', 2);
DELETE FROM "search_docsize";
INSERT INTO "search_docsize" VALUES (1099511627777, X'0200', 3);
INSERT INTO "search_docsize" VALUES (2199023255553, X'0102', 5);
INSERT INTO "search_docsize" VALUES (4398046511105, X'0300', 6);
INSERT INTO "search_docsize" VALUES (6597069766657, X'0302', 1);
INSERT INTO "search_docsize" VALUES (6597069766658, X'0203', 4);
DELETE FROM "search_config";
INSERT INTO "search_config" VALUES ('version', 4);
INSERT INTO "word" VALUES (1, 'down');
INSERT INTO "word" VALUES (2, 'the');
INSERT INTO "word" VALUES (3, 'hole');
INSERT INTO "word" VALUES (4, 'diggers');
INSERT INTO "word" VALUES (5, 'burrow');
INSERT INTO "word" VALUES (6, 'many');
INSERT INTO "word" VALUES (7, 'doors');
INSERT INTO "word" VALUES (8, 'for');
INSERT INTO "word" VALUES (9, 'night');
INSERT INTO "word_gram" VALUES ('^bu', 5);
INSERT INTO "word_gram" VALUES ('^di', 4);
INSERT INTO "word_gram" VALUES ('^do', 1);
INSERT INTO "word_gram" VALUES ('^do', 7);
INSERT INTO "word_gram" VALUES ('^fo', 8);
INSERT INTO "word_gram" VALUES ('^ho', 3);
INSERT INTO "word_gram" VALUES ('^ma', 6);
INSERT INTO "word_gram" VALUES ('^ni', 9);
INSERT INTO "word_gram" VALUES ('^th', 2);
INSERT INTO "word_gram" VALUES ('any', 6);
INSERT INTO "word_gram" VALUES ('bur', 5);
INSERT INTO "word_gram" VALUES ('dig', 4);
INSERT INTO "word_gram" VALUES ('doo', 7);
INSERT INTO "word_gram" VALUES ('dow', 1);
INSERT INTO "word_gram" VALUES ('ers', 4);
INSERT INTO "word_gram" VALUES ('for', 8);
INSERT INTO "word_gram" VALUES ('ger', 4);
INSERT INTO "word_gram" VALUES ('gge', 4);
INSERT INTO "word_gram" VALUES ('ght', 9);
INSERT INTO "word_gram" VALUES ('he$', 2);
INSERT INTO "word_gram" VALUES ('hol', 3);
INSERT INTO "word_gram" VALUES ('ht$', 9);
INSERT INTO "word_gram" VALUES ('igg', 4);
INSERT INTO "word_gram" VALUES ('igh', 9);
INSERT INTO "word_gram" VALUES ('le$', 3);
INSERT INTO "word_gram" VALUES ('man', 6);
INSERT INTO "word_gram" VALUES ('nig', 9);
INSERT INTO "word_gram" VALUES ('ny$', 6);
INSERT INTO "word_gram" VALUES ('ole', 3);
INSERT INTO "word_gram" VALUES ('oor', 7);
INSERT INTO "word_gram" VALUES ('or$', 8);
INSERT INTO "word_gram" VALUES ('ors', 7);
INSERT INTO "word_gram" VALUES ('ow$', 5);
INSERT INTO "word_gram" VALUES ('own', 1);
INSERT INTO "word_gram" VALUES ('row', 5);
INSERT INTO "word_gram" VALUES ('rro', 5);
INSERT INTO "word_gram" VALUES ('rs$', 4);
INSERT INTO "word_gram" VALUES ('rs$', 7);
INSERT INTO "word_gram" VALUES ('the', 2);
INSERT INTO "word_gram" VALUES ('urr', 5);
INSERT INTO "word_gram" VALUES ('wn$', 1);
CREATE INDEX file_by_path ON file (path_hash, folder_id);
CREATE INDEX file_by_content ON file (content_key);
CREATE INDEX file_figures ON file (folder_id, kind, missing_ms, items, size_bytes);
CREATE INDEX file_problems ON file (folder_id, path) WHERE problem_code IS NOT NULL;
CREATE INDEX file_shared ON file (torrent_id) WHERE torrent_id IS NOT NULL;
CREATE INDEX artist_by_name ON artist (sort_key) WHERE is_hidden = 0;
CREATE INDEX album_by_title ON album (sort_key) WHERE is_hidden = 0;
CREATE INDEX album_by_artist ON album (artist_sort, year, sort_key) WHERE is_hidden = 0;
CREATE INDEX album_by_year ON album (year, sort_key) WHERE is_hidden = 0;
CREATE INDEX album_by_added ON album (added_ms) WHERE is_hidden = 0;
CREATE INDEX album_of_artist ON album (artist_id);
CREATE INDEX album_of_tag_artist ON album (tag_artist_id);
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
CREATE INDEX track_hidden ON track (id) WHERE is_hidden = 1;
CREATE INDEX track_favourites ON track (sort_key) WHERE is_favourite = 1;
CREATE INDEX track_missing ON track (sort_key) WHERE is_missing = 1;
CREATE INDEX track_artist_of_track ON track_artist (track_id);
CREATE INDEX track_genre_of_track ON track_genre (track_id);
CREATE INDEX album_genre_of_album ON album_genre (album_id);
CREATE INDEX show_by_title ON show (sort_key) WHERE is_hidden = 0;
CREATE INDEX video_of_show ON video (show_id, season, episode);
CREATE INDEX video_by_title ON video (sort_key) WHERE is_hidden = 0;
CREATE INDEX video_by_kind ON video (kind, sort_key) WHERE is_hidden = 0;
CREATE INDEX video_by_recording ON video (recorded_ms) WHERE is_hidden = 0;
CREATE INDEX item_of_label ON item_label (label_id, kind, item_id);
CREATE UNIQUE INDEX playlist_of_file ON playlist (folder_id, path) WHERE path IS NOT NULL;
CREATE INDEX playlist_entry_of_item ON playlist_entry (kind, item_id);
