import type { Database } from 'better-sqlite3';
import { AppError } from '#shared/contract/errors.ts';
import type { LibraryFolder } from '#shared/contract/library-items.ts';
import type { Presence } from './scan/presence.ts';
import type { Forgetting } from './forgetting.ts';
import type { FolderLists } from './lists/folder-lists.ts';
import { shareCodes } from './share-code.ts';
import { breathe, slicesOf } from './slices.ts';

interface FolderRow {
  readonly id: number;
  readonly path: string;
  readonly scanned_ms: number | null;
  readonly tracks: number;
  readonly videos: number;
  readonly missing: number;
  readonly broken: number;
}

/** Whether a folder is there now is for who looks at the disk to say. */
export type StoredFolder = Omit<LibraryFolder, 'isThere'>;

const figure = (what: string, condition: string) =>
  `coalesce((SELECT sum(${what}) FROM file WHERE folder_id = f.id AND ${condition}), 0)`;

/** The folders of the library. One that is taken out leaves its rows, unseen, unless it is to be forgotten. */
export function makeFolders({
  db,
  presence,
  forgetting,
  lists,
}: {
  readonly db: Database;
  readonly presence: Presence;
  readonly forgetting: Forgetting;
  readonly lists: FolderLists;
}) {
  const columns = `f.id, f.path, f.scanned_ms,
    ${figure('items', "kind = 'audio' AND missing_ms IS NULL")} AS tracks,
    ${figure('items', "kind = 'video' AND missing_ms IS NULL")} AS videos,
    ${figure('1', 'missing_ms IS NOT NULL AND kind IS NOT NULL')} AS missing,
    ${figure('1', `torrent_id IS NOT NULL AND share = ${shareCodes.broken}`)} AS broken`;
  const all = db.prepare<[], FolderRow>(
    `SELECT ${columns} FROM folder f WHERE f.removed_ms IS NULL ORDER BY f.path`,
  );
  const one = db.prepare<[number], FolderRow>(`SELECT ${columns} FROM folder f WHERE f.id = ?`);
  const upsert = db.prepare<[string, number], { id: number }>(`
    INSERT INTO folder (path, added_ms) VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET removed_ms = NULL, is_forgotten = 0
    RETURNING id`);
  const setRemoved = db.prepare(
    'UPDATE folder SET removed_ms = ?, scan_began_ms = NULL WHERE id = ? AND removed_ms IS NULL',
  );
  const isThere = db.prepare<[number], { id: number }>(
    'SELECT id FROM folder WHERE id = ? AND removed_ms IS NULL',
  );
  const filesOf = db.prepare<[number], { id: number }>('SELECT id FROM file WHERE folder_id = ?');
  const stillSeen = db.prepare<[], { id: number }>(`
    SELECT f.id FROM folder d CROSS JOIN file f ON f.folder_id = d.id WHERE d.removed_ms IS NOT NULL
      AND (EXISTS (SELECT 1 FROM track WHERE file_id = f.id AND NOT is_hidden)
        OR EXISTS (SELECT 1 FROM video WHERE file_id = f.id AND NOT is_hidden))`);
  const setForgotten = db.prepare('UPDATE folder SET is_forgotten = 1 WHERE id = ?');
  const begin = db.prepare('UPDATE folder SET scan_began_ms = ? WHERE id = ? AND removed_ms IS NULL');
  const end = db.prepare('UPDATE folder SET scan_began_ms = NULL WHERE id = ?');
  const finish = db.prepare('UPDATE folder SET scan_began_ms = NULL, scanned_ms = ? WHERE id = ?');

  const takeOut = db.transaction((id: number, isForgotten: boolean, nowMs: number) => {
    setRemoved.run(nowMs, id);
    if (!isForgotten) {
      lists.hide(id);
      return;
    }
    setForgotten.run(id);
    lists.forget(id);
    forgetting.noteFolder(id);
  }).immediate;

  function get(id: number): StoredFolder {
    const row = one.get(id);
    if (row === undefined) throw new AppError('not-found', 'This folder is not in the library.');
    return folderFromRow(row);
  }

  return {
    all: (): StoredFolder[] => all.all().map(folderFromRow),
    /** One that was in the library before gets back what was kept of it, with the next scan. */
    add(path: string, now: Date): StoredFolder {
      return get(upsert.get(path, now.getTime())?.id ?? 0);
    },
    /**
     * Resolves when all of it is out of sight; in between, others get their turn.
     * @throws AppError `not-found`
     */
    async remove(id: number, { isForgotten, now }: { isForgotten: boolean; now: Date }): Promise<void> {
      if (isThere.get(id) === undefined)
        throw new AppError('not-found', 'This folder is not in the library.');
      takeOut(id, isForgotten, now.getTime());
      if (isForgotten) {
        await forgetting.forgetNoted();
        return;
      }
      const files = filesOf.all(id).map((file) => file.id);
      for (const slice of slicesOf(files)) {
        presence.hide(slice, now);
        await breathe();
      }
    },
    /** After a crash in the middle of a removal: out of sight at once. */
    finishRemovals(now: Date): void {
      for (const slice of slicesOf(stillSeen.all()))
        presence.hide(
          slice.map(({ id }) => id),
          now,
        );
    },
    /** From now on a scan of it is under way: what it does not find any more went before it began. */
    openScan: (id: number, now: Date): void => void begin.run(now.getTime(), id),
    /** `done`: the whole folder was seen. Else what was read stays, and the next scan goes on from there. */
    closeScan(id: number, outcome: ScanOutcome, now: Date): void {
      if (outcome === 'done') finish.run(now.getTime(), id);
      else end.run(id);
    },
  };
}

export const scanOutcomes = ['done', 'cancelled', 'gone', 'failed'] as const;
export type ScanOutcome = (typeof scanOutcomes)[number];

function folderFromRow({ id, path, scanned_ms, tracks, videos, missing, broken }: FolderRow): StoredFolder {
  const lastScanAt = scanned_ms === null ? null : new Date(scanned_ms).toISOString();
  return { id, path, tracks, videos, missing, broken, lastScanAt };
}
