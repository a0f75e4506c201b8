import type { Database } from 'better-sqlite3';
import type { Forget } from './scan/forget.ts';
import { makeTouched } from './scan/touched.ts';
import type { Settle } from './settle/settle.ts';
import { breathe, slicesOf, type Slice } from './slices.ts';

/**
 * Files that are to be forgotten for good, with what people made of them: first all are written down, in one transaction, then
 * they are forgotten slice by slice, so that nobody waits. What a crash left over is forgotten after the next start.
 */
export function makeForgetting(db: Database, forget: Forget, settle: Settle) {
  const tracksOf = db.prepare<[number], { id: number }>('SELECT id FROM track WHERE file_id = ?');
  const videosOf = db.prepare<[number], { id: number }>('SELECT id FROM video WHERE file_id = ?');
  const drop = db.prepare('DELETE FROM file WHERE id = ?');
  const noteMissing = db.prepare<[{ folder: number | null }]>(`
    INSERT INTO to_forget SELECT id FROM file WHERE missing_ms IS NOT NULL AND folder_id IN
      (SELECT id FROM folder WHERE removed_ms IS NULL AND (:folder IS NULL OR id = :folder))
    ON CONFLICT DO NOTHING`);
  const noteFolder = db.prepare<[number]>(
    'INSERT INTO to_forget SELECT id FROM file WHERE folder_id = ? ON CONFLICT DO NOTHING',
  );
  const noted = db.prepare<[], { id: number }>('SELECT file_id AS id FROM to_forget');
  // A drive may have come back meanwhile, or the folder.
  const isGone = db.prepare<[number], { id: number }>(`
    SELECT f.id FROM file f JOIN folder d ON d.id = f.folder_id
    WHERE f.id = ? AND (f.missing_ms IS NOT NULL OR d.removed_ms IS NOT NULL)`);
  const strike = db.prepare('DELETE FROM to_forget WHERE file_id = ?');
  const dropFolders = db.prepare(`
    DELETE FROM folder WHERE is_forgotten = 1 AND removed_ms IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM file WHERE folder_id = folder.id)`);
  const forgetSlice = db.transaction((fileIds: Slice<number>) => {
    const touched = makeTouched();
    for (const file of fileIds) {
      strike.run(file);
      if (isGone.get(file) === undefined) continue;
      for (const { id } of tracksOf.all(file)) forget.track(id, touched);
      for (const { id } of videosOf.all(file)) forget.video(id, touched);
      drop.run(file);
    }
    settle(touched);
  }).immediate;

  /** Forgets what is written down. Where the library is closed meanwhile, the rest waits for the next start. */
  async function forgetNoted(): Promise<void> {
    for (const slice of slicesOf(noted.all().map(({ id }) => id))) {
      forgetSlice(slice);
      await breathe();
      if (!db.open) return;
    }
    dropFolders.run();
  }

  return {
    /** Within the transaction that takes the folder out; forgetNoted() follows. */
    noteFolder: (folderId: number): void => void noteFolder.run(folderId),
    forgetNoted,
    /** What a folder that is in the library has lost. @returns how many files */
    async forgetMissing(folderId?: number): Promise<number> {
      const { changes } = noteMissing.run({ folder: folderId ?? null });
      await forgetNoted();
      return changes;
    },
  };
}
export type Forgetting = ReturnType<typeof makeForgetting>;
