CREATE TABLE party (
  id           INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: a page may still name one that is gone
  torrent      TEXT NOT NULL,    -- infohash; '' for none
  profile      TEXT NOT NULL,
  kind         TEXT NOT NULL,
  address      TEXT NOT NULL,    -- '' where it is not known
  host         TEXT NOT NULL,    -- '' for none
  direction    TEXT NOT NULL,
  transport    TEXT NOT NULL,
  port         INTEGER,
  is_encrypted INTEGER,          -- 0 once something could be read; null where nothing was said
  client       TEXT,
  country      TEXT,
  interface    TEXT,
  first_ms     INTEGER NOT NULL, -- Unix ms
  last_ms      INTEGER NOT NULL,
  contacts     INTEGER NOT NULL,
  learned      INTEGER NOT NULL, network TEXT, is_here INTEGER NOT NULL DEFAULT 0, -- bits, domain/exposure/datum.ts
  UNIQUE (torrent, profile, kind, address, host, direction, transport)
) STRICT;
CREATE TABLE moment (
  party    INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
  hour     INTEGER NOT NULL, -- Unix hours
  contacts INTEGER NOT NULL,
  learned  INTEGER NOT NULL, -- bits, for the first time
  PRIMARY KEY (party, hour)
) STRICT, WITHOUT ROWID;
CREATE TABLE ban (
  address  TEXT PRIMARY KEY,
  since_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
PRAGMA user_version = 2;
INSERT INTO "party" VALUES (1, '', '', 'headless', '127.0.0.1', '', 'in', 'http', 47872, 0, 'node', NULL, 'lo', 1795854002213, 1795854012099, 6, 1211, NULL, 1);
INSERT INTO "sqlite_sequence" VALUES ('party', 1);
INSERT INTO "moment" VALUES (1, 498848, 6, 1211);
INSERT INTO "ban" VALUES ('203.0.113.7', 1795854012119);
CREATE INDEX party_by_time ON party (last_ms);
CREATE INDEX party_by_torrent ON party (torrent, last_ms);
CREATE INDEX party_by_address ON party (address);
CREATE INDEX party_figures ON party (kind, country, interface, learned, is_here, first_ms);
CREATE INDEX party_torrent_figures ON party (torrent, kind, direction, is_encrypted, is_here);
CREATE INDEX party_names ON party (last_ms) WHERE kind = 'resolver' AND host <> '';
