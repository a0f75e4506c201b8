import type { Database } from 'better-sqlite3';
import type { Forget } from './scan/forget.ts';
import { makeTouched } from './scan/touched.ts';
import type { Settle } from './settle/settle.ts';
import { breathe, slicesOf, type Slice } from './slices.ts';

/** Files that are to be forgotten for good, with what people made of them; slice by slice, so that nobody waits. */
export function makeForgetting(db: Database, forget: Forget, settle: Settle) {
  const tracksOf = db.prepare<[number], { id: number }>('SELECT id FROM track WHERE file_id = ?');
  const videosOf = db.prepare<[number], { id: number }>('SELECT id FROM video WHERE file_id = ?');
  const drop = db.prepare('DELETE FROM file WHERE id = ?');
  const missing = db.prepare<[{ folder: number | null }], { id: number }>(`
    SELECT id FROM file WHERE missing_ms IS NOT NULL AND folder_id IN
      (SELECT id FROM folder WHERE removed_ms IS NULL AND (:folder IS NULL OR id = :folder))`);
  const forgetSlice = db.transaction((fileIds: Slice<number>) => {
    const touched = makeTouched();
    for (const file of fileIds) {
      for (const { id } of tracksOf.all(file)) forget.track(id, touched);
      for (const { id } of videosOf.all(file)) forget.video(id, touched);
      drop.run(file);
    }
    settle(touched);
  }).immediate;

  async function forgetFiles(fileIds: readonly number[]): Promise<void> {
    for (const slice of slicesOf(fileIds)) {
      forgetSlice(slice);
      await breathe();
    }
  }

  return {
    forgetFiles,
    /** What a folder that is in the library has lost. @returns how many files */
    async forgetMissing(folderId?: number): Promise<number> {
      const files = missing.all({ folder: folderId ?? null }).map(({ id }) => id);
      await forgetFiles(files);
      return files.length;
    },
  };
}
export type Forgetting = ReturnType<typeof makeForgetting>;
