/** Released: never edited. A mistake in it is put right by the next one. */
export const queueAndGoals = {
  version: 3,
  sql: `
ALTER TABLE torrent ADD COLUMN queue_position INTEGER NOT NULL DEFAULT 0; -- the lowest is first; may be below 0
ALTER TABLE torrent ADD COLUMN is_forced INTEGER NOT NULL DEFAULT 0 CHECK (is_forced IN (0, 1)); -- runs beside the queue
ALTER TABLE torrent ADD COLUMN pause_reason TEXT NOT NULL DEFAULT 'by-user' CHECK (pause_reason IN ('by-user', 'goal-met')); -- holds while is_paused = 1
ALTER TABLE torrent ADD COLUMN seeded_ms INTEGER NOT NULL DEFAULT 0; -- of seeding, over the whole life
ALTER TABLE torrent ADD COLUMN seeding_goal TEXT; -- JSON: its own goal; null: the one in the settings
ALTER TABLE torrent ADD COLUMN goal_met_at INTEGER; -- Unix ms, when its goal was met and acted upon

UPDATE torrent SET queue_position = line.place
  FROM (SELECT info_hash, row_number() OVER (ORDER BY added_at, info_hash) AS place FROM torrent) AS line
  WHERE line.info_hash = torrent.info_hash;
`,
};
