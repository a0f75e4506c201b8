/** Released: never edited. A mistake in it is put right by the next one. */
export const torrentOptions = {
  version: 2,
  sql: `
ALTER TABLE torrent ADD COLUMN download_limit_bps INTEGER CHECK (download_limit_bps > 0); -- bytes per second; null: none of its own
ALTER TABLE torrent ADD COLUMN upload_limit_bps INTEGER CHECK (upload_limit_bps > 0);
ALTER TABLE torrent ADD COLUMN is_sequential INTEGER NOT NULL DEFAULT 0 CHECK (is_sequential IN (0, 1));
ALTER TABLE torrent ADD COLUMN first_last_first INTEGER NOT NULL DEFAULT 1 CHECK (first_last_first IN (0, 1));

-- Holds while is_wanted = 1, and is remembered meanwhile.
ALTER TABLE torrent_file ADD COLUMN priority TEXT NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high'));
`,
};
