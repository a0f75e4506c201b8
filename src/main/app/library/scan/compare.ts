import { posix } from 'node:path';
import type { FileStat, KnownFile } from '#shared/domain/library/scanned-file.ts';
import type { Walked, WalkedFile } from './walk.ts';

/** What is to be done about a folder, from what was known and what is there now. */
export interface Differences {
  /** As they were. */
  readonly unchanged: number;
  /** To be read: new, or changed. */
  readonly read: readonly WalkedFile[];
  /** Found again under another name or with another stat. */
  readonly moved: readonly Found[];
  /** Only its inode is another, as on some network drives: whether it is the same file, its content tells. */
  readonly doubtful: readonly Found[];
  /** Were marked as missing, and are there as they were. */
  readonly back: readonly number[];
  /** Were there, and are not found. */
  readonly gone: readonly KnownFile[];
  /** Known, and not where they were: a file that is read may turn out to be one of them. */
  readonly lost: readonly KnownFile[];
}

export interface Found {
  readonly known: KnownFile;
  readonly file: WalkedFile;
}

/** @param isTouched whether something beside a file has changed since, so that it must be read again */
export function compare(
  known: readonly KnownFile[],
  walked: Walked,
  isTouched: (file: WalkedFile) => boolean,
): Differences {
  const media = walked.files.filter(({ kind }) => kind !== 'playlist');
  const byPath = new Map<string, KnownFile>();
  // A name may be known twice: of a file that is missing, and of the one that has the name now.
  for (const file of known) {
    const other = byPath.get(file.path);
    if (other === undefined || other.isMissing) byPath.set(file.path, file);
  }
  const found = new Map<number, WalkedFile>();
  const fresh: WalkedFile[] = [];
  for (const file of media) {
    const before = byPath.get(file.path);
    if (before === undefined) fresh.push(file);
    else found.set(before.fileId, file);
  }

  const absent = known.filter(({ fileId }) => !found.has(fileId));
  const byIdentity = new Map(absent.map((file) => [identityOf(file), file]));
  const read: WalkedFile[] = [];
  const moved: Found[] = [];
  const doubtful: Found[] = [];
  const back: number[] = [];
  let unchanged = 0;

  for (const before of known) {
    const file = found.get(before.fileId);
    if (file === undefined) continue;
    if (!isSameContent(before, file.stat) || isTouched(file)) read.push(file);
    else if (before.inode === file.stat.inode) {
      if (before.isMissing) back.push(before.fileId);
      unchanged += 1;
    } else if (inodeOf(before) === inodeOf(file.stat)) moved.push({ known: before, file });
    else doubtful.push({ known: before, file });
  }
  for (const file of fresh) {
    const before = byIdentity.get(identityOf(file.stat));
    if (before === undefined || isTouched(file)) read.push(file);
    else {
      byIdentity.delete(identityOf(file.stat));
      moved.push({ known: before, file });
    }
  }
  const refound = new Set(moved.map(({ known: { fileId } }) => fileId));
  const lost = absent.filter(({ fileId }) => !refound.has(fileId));
  const mayBeThere = makeUnseen(known, found, walked);
  // A line about a playlist stands until the lists are read again.
  const lists = new Set(walked.files.filter(({ kind }) => kind === 'playlist').map(({ path }) => path));
  const gone = lost.filter((file) => !file.isMissing && !lists.has(file.path) && !mayBeThere(file));
  return { unchanged, read, moved, doubtful, back, gone, lost };
}

/** As far as can be told without opening it. */
function isSameContent(before: FileStat, now: FileStat): boolean {
  return before.sizeBytes === now.sizeBytes && before.modifiedMs === now.modifiedMs;
}
function identityOf({ inode, sizeBytes, modifiedMs }: FileStat): string {
  return `${inode} ${sizeBytes} ${modifiedMs}`;
}
function inodeOf({ inode }: FileStat): string {
  return inode.slice(inode.indexOf(':') + 1);
}
function deviceOf({ inode }: FileStat): string {
  return inode.slice(0, inode.indexOf(':'));
}

/**
 * Whether a file that was not found may be there all the same: its folder could not be read, or the drive it lay on is not
 * plugged in, and its place is an empty folder of another drive.
 */
function makeUnseen(
  known: readonly KnownFile[],
  found: ReadonlyMap<number, WalkedFile>,
  walked: Walked,
): (file: KnownFile) => boolean {
  const unreadable = walked.problems.map(({ path }) => path);
  const here = new Set(Array.from(walked.folders.values(), ({ device }) => device));
  // A drive gets another number when it is plugged in again: then its files are found with it.
  for (const file of known) if (found.has(file.fileId)) here.add(deviceOf(file));
  const isPlaceEmpty = makeEmptyPlaces(walked);
  return (file) => {
    if (unreadable.some((path) => file.path === path || file.path.startsWith(`${path}/`))) return true;
    return file.inode !== '' && !here.has(deviceOf(file)) && isPlaceEmpty(file.path);
  };
}

/** Whether the nearest folder that is there holds no media of its own: a mount point without its drive. */
function makeEmptyPlaces({ folders, files }: Walked): (path: string) => boolean {
  const known = new Map<string, boolean>();
  const isEmpty = (folder: string): boolean => {
    const prefix = folder === '' ? '' : `${folder}/`;
    return !files.some(({ path }) => path.startsWith(prefix));
  };
  return (path) => {
    let folder = path;
    do {
      const above = posix.dirname(folder);
      folder = above === '.' ? '' : above;
    } while (folder !== '' && !folders.has(folder));
    const answer = known.get(folder) ?? isEmpty(folder);
    known.set(folder, answer);
    return answer;
  };
}
