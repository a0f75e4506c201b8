import type { Database } from 'better-sqlite3';

/** What is forgotten is gone from the file: overwritten where it stood, and its journal emptied. */
export function makeForgetting(db: Database) {
  const all = db.prepare('DELETE FROM party');
  const ofTorrent = db.prepare<[string]>('DELETE FROM party WHERE torrent = ?');
  const before = db.prepare<[number, number]>(
    'DELETE FROM party WHERE id IN (SELECT id FROM party WHERE last_ms < ? ORDER BY last_ms LIMIT ?)',
  );
  const momentsBefore = db.prepare<[number]>('DELETE FROM moment WHERE hour < ?');
  const hourMs = 3_600_000;
  let isInJournal = false;

  function leaveNothing(): void {
    // Pages that are free keep their place in the file otherwise, and the journal what stood in them.
    db.exec('VACUUM');
    db.pragma('wal_checkpoint(TRUNCATE)');
  }

  return {
    /** @returns how many were forgotten */
    forget(torrent: string | undefined): number {
      const { changes } = torrent === undefined ? all.run() : ofTorrent.run(torrent);
      leaveNothing();
      return changes;
    },
    /**
     * What was last seen before that goes, in parts; to be called until there are fewer than asked for: then nothing of it
     * is left in the file.
     * @returns how many were forgotten
     */
    forgetBefore(ms: number, atMost: number): number {
      const { changes } = before.run(ms, atMost);
      isInJournal ||= changes > 0;
      if (changes === atMost) return changes;
      momentsBefore.run(Math.floor(ms / hourMs));
      if (isInJournal) db.pragma('wal_checkpoint(TRUNCATE)');
      isInJournal = false;
      return changes;
    },
  };
}
