import type { Database } from 'better-sqlite3';

export interface StoredArtwork {
  /** Hex; its thumbnail's name. */
  readonly id: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly sizeBytes: number;
}

/** Thumbnails that exist as files; one for each picture, however many tracks show it. */
export function makeArtwork(db: Database) {
  const find = db.prepare<[string], { id: number }>('SELECT id FROM artwork WHERE hash = ?');
  const add = db.prepare<[string, number, number, number]>(
    'INSERT INTO artwork (hash, width, height, size_bytes) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  // In one pass over the files: an index of what is asked once in a while would cost each track something.
  const listUnused = db.prepare<[], { hash: string }>(`
    SELECT hash FROM artwork WHERE id NOT IN (
      SELECT artwork_id FROM file WHERE artwork_id IS NOT NULL
      UNION SELECT artwork_id FROM album WHERE artwork_id IS NOT NULL
      UNION SELECT artwork_id FROM show WHERE artwork_id IS NOT NULL)`);
  const forget = db.prepare<[string]>('DELETE FROM artwork WHERE hash = ?');
  const forgetAll = db.transaction((ids: readonly string[]) => {
    const unused = new Set(listUnused.all().map(({ hash }) => hash));
    return ids.filter((id) => unused.has(id) && forget.run(id).changes > 0);
  }).immediate;

  return {
    hasArtwork: (id: string): boolean => find.get(id) !== undefined,
    /** To be called before files that show it are saved. */
    addArtwork({ id, width, height, sizeBytes }: StoredArtwork): void {
      add.run(id, Math.round(width), Math.round(height), sizeBytes);
    },
    /** What nothing shows any more. */
    unusedArtwork: (): string[] => listUnused.all().map(({ hash }) => hash),
    /** @returns those that are forgotten, whose files may go: some may have been taken up meanwhile */
    forgetArtwork: (ids: readonly string[]): string[] => forgetAll(ids),
  };
}
