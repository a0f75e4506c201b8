import type { Database } from 'better-sqlite3';

/** A number that grows when anything was changed, here or by another connection to the file. */
export function makeRevision(db: Database): () => number {
  const own = db.prepare<[], number>('SELECT total_changes()').pluck();
  let seen = '';
  let revision = 0;
  return () => {
    // SQLite: changes only with commits of others; only to be compared with what this connection saw before.
    const others = db.pragma('data_version', { simple: true }) as number;
    const now = `${others}/${own.get() ?? 0}`;
    if (now !== seen) revision++;
    seen = now;
    return revision;
  };
}
