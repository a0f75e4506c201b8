import type { Database } from 'better-sqlite3';
import type { SearchIndex } from '../search/search-index.ts';

/** Lists that were read from files of a folder, and not changed here since: they come and go with it. */
export function makeFolderLists(db: Database, index: SearchIndex) {
  const listsOf = db.prepare<[number], { id: number }>(
    'SELECT id FROM playlist WHERE folder_id = ? AND path IS NOT NULL',
  );
  const setHidden = db.prepare('UPDATE playlist SET is_hidden = 1 WHERE id = ?');
  const drop = db.prepare('DELETE FROM playlist WHERE id = ?');
  const dropLabels = db.prepare("DELETE FROM item_label WHERE kind = 'playlist' AND item_id = ?");

  const inOne = (work: (list: number) => void) =>
    db.transaction((folderId: number) => {
      for (const { id } of listsOf.all(folderId)) {
        index.drop('playlist', id);
        work(id);
      }
    }).immediate;
  const hideAll = inOne((list) => void setHidden.run(list));
  const forgetAll = inOne((list) => {
    dropLabels.run(list);
    drop.run(list);
  });

  return {
    hide: (folderId: number): void => hideAll(folderId),
    forget: (folderId: number): void => forgetAll(folderId),
  };
}
export type FolderLists = ReturnType<typeof makeFolderLists>;
