import type { Migration } from '../migrate.ts';

/** Released: never edited. A mistake in one is put right by the next. */
export const exposureMigrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
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
  learned      INTEGER NOT NULL, -- bits, domain/exposure/datum.ts
  UNIQUE (torrent, profile, kind, address, host, direction, transport)
) STRICT;
CREATE INDEX party_by_time ON party (last_ms);
CREATE INDEX party_by_torrent ON party (torrent, last_ms);
CREATE INDEX party_by_address ON party (address);
-- What is counted again and again is counted without reading the rows.
CREATE INDEX party_figures ON party (kind, country, interface, learned, first_ms);
CREATE INDEX party_torrent_figures ON party (torrent, kind, direction, is_encrypted);

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
`,
  },
  {
    version: 2,
    sql: `
ALTER TABLE party ADD COLUMN network TEXT; -- who runs the network that the address is of; null where it is not known
-- 1: another program of this computer, nobody outside. Not generated: an index would not cover that.
ALTER TABLE party ADD COLUMN is_here INTEGER NOT NULL DEFAULT 0;
UPDATE party SET is_here = 1 WHERE address = '::1' OR address GLOB '127.*';
DROP INDEX party_figures;
DROP INDEX party_torrent_figures;
CREATE INDEX party_figures ON party (kind, country, interface, learned, is_here, first_ms);
CREATE INDEX party_torrent_figures ON party (torrent, kind, direction, is_encrypted, is_here);
-- The latest names that were asked for, without sorting all of them.
CREATE INDEX party_names ON party (last_ms) WHERE kind = 'resolver' AND host <> '';
`,
  },
];
