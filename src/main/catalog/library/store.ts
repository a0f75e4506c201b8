import type { Database } from 'better-sqlite3';
import { backUpDatabase, openDatabase } from '../open.ts';
import { makeArtwork } from './artwork.ts';
import { makeBrowse } from './browse/browse.ts';
import { makeExpand } from './expand.ts';
import { makeFiles } from './files.ts';
import { makeFolders } from './folders.ts';
import { makeForgetting } from './forgetting.ts';
import { coreCheckpointPages, joinDatabase } from './join.ts';
import { makeLabels } from './labels.ts';
import { makeEntries } from './lists/entries.ts';
import { makeFolderLists } from './lists/folder-lists.ts';
import { makePlaylistFigures } from './lists/playlist-figures.ts';
import { makePlaylistReader } from './lists/playlist-reader.ts';
import { makePlaylists } from './lists/playlists.ts';
import { makeRuleItems } from './lists/rule-items.ts';
import { makeMarks } from './marks.ts';
import { libraryMigrations } from './migrations.ts';
import { makeRevision } from './revision.ts';
import { makeForget } from './scan/forget.ts';
import { makeKnown } from './scan/known.ts';
import { makePresence } from './scan/presence.ts';
import { makeSave } from './scan/save.ts';
import { makeSavePlaylists } from './scan/save-playlists.ts';
import { makeSearch } from './search/find.ts';
import { makeSearchIndex } from './search/search-index.ts';
import { makeSettle } from './settle/settle.ts';
import { makeShares } from './shares.ts';

/** What both who scans and who asks need. */
function makeGround(db: Database) {
  const index = makeSearchIndex(db);
  const settle = makeSettle(db, index);
  const forget = makeForget(db, index);
  const presence = makePresence(db, index, settle);
  const forgetting = makeForgetting(db, forget, settle);
  const folders = makeFolders({ db, presence, forgetting, lists: makeFolderLists(db, index) });
  const entries = makeEntries(db);
  return { index, settle, forget, presence, forgetting, folders, entries };
}

function makeScan(
  db: Database,
  { index, settle, forget, presence, folders, entries }: ReturnType<typeof makeGround>,
) {
  return {
    known: makeKnown(db),
    save: makeSave({ db, index, settle, forget, presence }),
    move: presence.move,
    markMissing: presence.markMissing,
    markThere: presence.markThere,
    savePlaylists: makeSavePlaylists(db, index, entries),
    ...makeArtwork(db),
    openScan: folders.openScan,
    closeScan: folders.closeScan,
  };
}

/**
 * The library on disk, in a file of its own: what was read of media files, and what people made of them.
 * @param now for the name of a damaged file that is put aside
 * @throws AppError `catalog-too-new`, `catalog-damaged`
 */
export function openLibrary(path: string, now: Date) {
  const { db, setAside, isRestored } = openDatabase(path, now, libraryMigrations);
  // Small sorts and the journals of single statements: files for them would cost more than what is in them.
  db.pragma('temp_store = MEMORY');
  db.pragma(`wal_autocheckpoint = ${coreCheckpointPages}`);
  const ground = makeGround(db);
  const { index, settle, folders, forgetting, entries } = ground;
  folders.finishRemovals(now);
  const revision = makeRevision(db);
  const browse = makeBrowse(db);
  const { trackRows, videoRows } = browse;
  const ruleItems = makeRuleItems(db);
  const reader = makePlaylistReader({ db, entries, ruleItems, revision, trackRows, videoRows });
  const expand = makeExpand(db, reader.itemsOf);
  const figures = makePlaylistFigures(db, reader.itemsOf);
  return {
    folders: {
      ...folders,
      forgetMissing: forgetting.forgetMissing,
      /** What a crash in the middle of forgetting left over. */
      finishForgetting: forgetting.forgetNoted,
    },
    scan: makeScan(db, ground),
    browse,
    search: makeSearch(db),
    marks: { ...makeMarks(db, settle), setLabels: makeLabels(db, index, settle) },
    playlists: makePlaylists({ db, index, entries, expand, figures, reader }),
    shares: makeShares(db, settle),
    files: makeFiles(db, expand),
    revision,
    /** A whole copy beside it, for the day it is damaged. */
    backUp: () => backUpDatabase(db, path),
    setAside,
    isRestored,
    [Symbol.dispose]: () => void db.close(),
  };
}
export type Library = ReturnType<typeof openLibrary>;

/**
 * A second connection, for the thread that scans, to a file that is open already: it is not checked, mended or changed in
 * form here. Either waits for the other's writing.
 */
export function joinLibrary(path: string) {
  const db = joinDatabase(path);
  return { ...makeScan(db, makeGround(db)), [Symbol.dispose]: () => void db.close() };
}
