CREATE TABLE torrent (
  info_hash        TEXT PRIMARY KEY CHECK (length(info_hash) = 40),
  name             TEXT NOT NULL,
  origin           TEXT NOT NULL CHECK (origin IN ('added', 'shared')),
  save_path        TEXT NOT NULL,
  profile          TEXT NOT NULL,
  is_paused        INTEGER NOT NULL CHECK (is_paused IN (0, 1)),
  is_private       INTEGER NOT NULL CHECK (is_private IN (0, 1)),
  info             BLOB,             -- info dictionary, byte for byte; null until peers have sent it
  size_bytes       INTEGER NOT NULL,
  piece_size_bytes INTEGER,
  trackers         TEXT NOT NULL,    -- JSON: announce URLs by tier
  web_seeds        TEXT NOT NULL,    -- JSON: URLs
  pending_select   TEXT,             -- JSON: globs that wait for the metadata
  done_bytes       INTEGER NOT NULL, -- verified, of what is wanted
  wanted_bytes     INTEGER NOT NULL,
  received_bytes   INTEGER NOT NULL, -- payload, over the whole life
  sent_bytes       INTEGER NOT NULL,
  added_at         INTEGER NOT NULL, -- Unix ms
  completed_at     INTEGER           -- Unix ms
, download_limit_bps INTEGER CHECK (download_limit_bps > 0), upload_limit_bps INTEGER CHECK (upload_limit_bps > 0), is_sequential INTEGER NOT NULL DEFAULT 0 CHECK (is_sequential IN (0, 1)), first_last_first INTEGER NOT NULL DEFAULT 1 CHECK (first_last_first IN (0, 1))) STRICT;
CREATE TABLE torrent_file (
  info_hash         TEXT NOT NULL REFERENCES torrent (info_hash) ON DELETE CASCADE,
  position          INTEGER NOT NULL, -- in the torrent's own list, from 0
  path              TEXT NOT NULL,    -- below save_path, names parted by /
  size_bytes        INTEGER NOT NULL,
  start             INTEGER NOT NULL, -- bytes from the beginning of the torrent
  kind              TEXT NOT NULL CHECK (kind IN ('content', 'padding', 'link')),
  is_wanted         INTEGER NOT NULL CHECK (is_wanted IN (0, 1)),
  stamp_size_bytes  INTEGER,          -- how the file looked at the last checkpoint
  stamp_modified_ms REAL, priority TEXT NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high')),
  PRIMARY KEY (info_hash, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE torrent_progress (
  info_hash     TEXT PRIMARY KEY REFERENCES torrent (info_hash) ON DELETE CASCADE,
  bitfield      BLOB NOT NULL,    -- pieces that were verified and synced
  ended_cleanly INTEGER NOT NULL CHECK (ended_cleanly IN (0, 1)),
  boot_id       TEXT NOT NULL,    -- of the machine when it was saved
  saved_at      INTEGER NOT NULL  -- Unix ms
) STRICT;
PRAGMA user_version = 2;
INSERT INTO "torrent" VALUES ('026668d60be4256590dc7508643718cfe43e89df', 'Burrow', 'shared', '/tmp/warren-released-data/music', 'Open', 0, 0, X'64353a66696c65736c64363a6c656e677468693836363565343a706174686c31373a446f776e2074686520686f6c652e6d7033656564363a6c656e677468693836363265343a706174686c31343a4d616e7920646f6f72732e6d7033656565343a6e616d65363a427572726f7731323a7069656365206c656e67746869313633383465363a70696563657334303a7964910a919deaba07a7a0074c253414d592bc83652c65797ab402680d956d405686abc2a22a95f765', 17327, 16384, '[["http://127.0.0.1:9/announce"]]', '[]', NULL, 17327, 17327, 0, 0, 1795854004502, 1795854004502, NULL, NULL, 0, 1);
INSERT INTO "torrent_file" VALUES ('026668d60be4256590dc7508643718cfe43e89df', 0, 'Burrow/Down the hole.mp3', 8665, 0, 'content', 1, 8665, 1795853995180.502, 'normal');
INSERT INTO "torrent_file" VALUES ('026668d60be4256590dc7508643718cfe43e89df', 1, 'Burrow/Many doors.mp3', 8662, 8665, 'content', 1, 8662, 1795853996156.502, 'normal');
INSERT INTO "torrent_progress" VALUES ('026668d60be4256590dc7508643718cfe43e89df', X'c0', 1, '582be2fb-390b-48a7-8552-3b808e381faf', 1795854013574);
CREATE INDEX torrent_file_by_path ON torrent_file (path);
