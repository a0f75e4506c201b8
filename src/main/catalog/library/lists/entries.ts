import type { Database } from 'better-sqlite3';

export interface EntryRow {
  readonly kind: 'track' | 'video';
  readonly item_id: number;
}

/** What stands in playlists made by hand. In a transaction of the caller. */
export function makeEntries(db: Database) {
  const list = db.prepare<[number], EntryRow>(
    'SELECT kind, item_id FROM playlist_entry WHERE playlist_id = ? ORDER BY position',
  );
  const clear = db.prepare('DELETE FROM playlist_entry WHERE playlist_id = ? AND position >= ?');
  const add = db.prepare(
    'INSERT INTO playlist_entry (playlist_id, position, kind, item_id) VALUES (?, ?, ?, ?)',
  );
  const last = db.prepare<[number], { n: number }>(
    'SELECT coalesce(max(position) + 1, 0) AS n FROM playlist_entry WHERE playlist_id = ?',
  );

  function append(playlist: number, entries: readonly EntryRow[]): void {
    const from = last.get(playlist)?.n ?? 0;
    for (const [at, { kind, item_id: item }] of entries.entries()) add.run(playlist, from + at, kind, item);
  }

  return {
    of: (playlist: number): EntryRow[] => list.all(playlist),
    append,
    /** Writes nothing before the first place that is another one. */
    replace(playlist: number, entries: readonly EntryRow[]): void {
      const before = list.all(playlist);
      const differs = (at: number) =>
        before[at]?.kind !== entries[at]?.kind || before[at]?.item_id !== entries[at]?.item_id;
      const length = Math.max(before.length, entries.length);
      let first = 0;
      while (first < length && !differs(first)) first++;
      if (first === length) return;
      clear.run(playlist, first);
      append(playlist, entries.slice(first));
    },
  };
}
export type Entries = ReturnType<typeof makeEntries>;
