/** Released: never edited. A mistake in it is put right by the next one. */
export const torrents = {
  version: 1,
  sql: `
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
) STRICT;

CREATE TABLE torrent_file (
  info_hash         TEXT NOT NULL REFERENCES torrent (info_hash) ON DELETE CASCADE,
  position          INTEGER NOT NULL, -- in the torrent's own list, from 0
  path              TEXT NOT NULL,    -- below save_path, names parted by /
  size_bytes        INTEGER NOT NULL,
  start             INTEGER NOT NULL, -- bytes from the beginning of the torrent
  kind              TEXT NOT NULL CHECK (kind IN ('content', 'padding', 'link')),
  is_wanted         INTEGER NOT NULL CHECK (is_wanted IN (0, 1)),
  stamp_size_bytes  INTEGER,          -- how the file looked at the last checkpoint
  stamp_modified_ms REAL,
  PRIMARY KEY (info_hash, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX torrent_file_by_path ON torrent_file (path);

CREATE TABLE torrent_progress (
  info_hash     TEXT PRIMARY KEY REFERENCES torrent (info_hash) ON DELETE CASCADE,
  bitfield      BLOB NOT NULL,    -- pieces that were verified and synced
  ended_cleanly INTEGER NOT NULL CHECK (ended_cleanly IN (0, 1)),
  boot_id       TEXT NOT NULL,    -- of the machine when it was saved
  saved_at      INTEGER NOT NULL  -- Unix ms
) STRICT;
`,
};
