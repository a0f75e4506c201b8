import type { Database } from 'better-sqlite3';

/** Positions of a playlist run from 0 without gaps. */
export function makeCloseGaps(db: Database): (playlist: number) => void {
  const positions = db.prepare<[number], { position: number }>(
    'SELECT position FROM playlist_entry WHERE playlist_id = ? ORDER BY position',
  );
  const move = db.prepare('UPDATE playlist_entry SET position = ? WHERE playlist_id = ? AND position = ?');
  return (playlist) => {
    // In ascending order each goes to a place that is free.
    for (const [at, { position }] of positions.all(playlist).entries())
      if (position !== at) move.run(at, playlist, position);
  };
}
