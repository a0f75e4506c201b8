/**
 * Each file keeps its own share code: 0 none, 2 sharing, 3 at risk, 4 stopped, 5 away, 6 broken. Of a file that was shared and
 * whose transfer has stopped, `torrent_id` stays.
 */
export const shareOfFile = {
  version: 3,
  sql: `
ALTER TABLE file ADD COLUMN share INTEGER NOT NULL DEFAULT 0;
UPDATE file SET share = 2 + is_at_risk WHERE torrent_id IS NOT NULL;
ALTER TABLE file DROP COLUMN is_at_risk;
`,
};
