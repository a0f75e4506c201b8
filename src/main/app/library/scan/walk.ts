import { lstatSync, readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { FileStat } from '#shared/domain/library/scanned-file.ts';
import { fileKindOf, fileStatOf, problemOf, type FileKind, type Problem } from '../../../media/index.ts';

/** A file that a library holds. */
export interface WalkedFile {
  /** Below the library folder, with `/`. */
  readonly path: string;
  readonly kind: FileKind;
  readonly stat: FileStat;
}

export interface WalkedFolder {
  /** Below the library folder; empty: itself. */
  readonly path: string;
  readonly device: string;
  /** Unix ms: when a name in it came or went. */
  readonly changedMs: number;
  /** All plain files in it, media or not: what lies beside a file belongs to it. */
  readonly names: readonly string[];
  readonly folders: readonly string[];
}

export interface Walked {
  readonly files: readonly WalkedFile[];
  readonly folders: ReadonlyMap<string, WalkedFolder>;
  /** Folders and files that could not be looked at. Nothing below them is known to be gone. */
  readonly problems: readonly { readonly path: string; readonly problem: Problem }[];
}

/** What systems and shops keep in folders for themselves. */
const litter = new Set(['@eadir', '$recycle.bin', 'system volume information', 'lost+found', '__macosx']);
/** Files looked at in one go; then others get a turn, and a cancel is heard. */
const filesInOneGo = 500;
/** Deeper than any library; what is deeper is a mistake that repeats itself. */
const maxDepth = 100;

/**
 * Looks at all that lies below a folder, and opens no file. Links are not followed: what they lead to may lie anywhere, may
 * be there twice, and may lead back. Hidden files, and folders with a `.nomedia` in them, are somebody's wish.
 *
 * The synchronous calls are on purpose: this thread does nothing else, and 100,000 files take half a second instead of
 * three.
 * @throws the signal's reason, and the system's error where the folder itself is not there
 */
export async function walk(
  root: string,
  { signal, onFound }: { readonly signal: AbortSignal; readonly onFound: (files: number) => void },
): Promise<Walked> {
  const files: WalkedFile[] = [];
  const folders = new Map<string, WalkedFolder>();
  const problems: Walked['problems'][number][] = [];
  const open: { path: string; depth: number }[] = [{ path: '', depth: 0 }];
  let looked = 0;

  async function breathe(): Promise<void> {
    onFound(files.length);
    await setImmediate();
    signal.throwIfAborted();
  }

  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path, depth } = next;
    const full = join(root, path);
    let entries: Dirent[];
    const below: string[] = [];
    const names: string[] = [];
    try {
      const stat = lstatOrRoot(full, path);
      entries = readdirSync(full, { withFileTypes: true });
      folders.set(path, {
        path,
        device: stat.dev.toString(),
        changedMs: Number(stat.ctimeNs) / 1e6,
        names,
        folders: below,
      });
    } catch (error) {
      if (path === '') throw error;
      problems.push({ path, problem: problemOf(error) });
      continue;
    }
    if (entries.some(({ name }) => name.toLowerCase() === '.nomedia')) {
      folders.delete(path);
      continue;
    }
    for (const entry of entries) {
      const { name } = entry;
      if (name.startsWith('.') || litter.has(name.toLowerCase())) continue;
      const entryPath = path === '' ? name : `${path}/${name}`;
      if (entry.isDirectory()) {
        below.push(name);
        if (depth < maxDepth) open.push({ path: entryPath, depth: depth + 1 });
        continue;
      }
      // Some network drives do not say in the list what an entry is.
      if (!entry.isFile() && entry.isSymbolicLink()) continue;
      const kind = fileKindOf(name);
      if (entry.isFile()) names.push(name);
      if (kind === undefined) continue;
      look(entryPath, kind);
      looked += 1;
      if (looked % filesInOneGo === 0) await breathe();
    }
    if (folders.size % 50 === 0) await breathe();
  }
  await breathe();
  return { files, folders, problems };

  function look(path: string, kind: FileKind): void {
    try {
      const stat = lstatSync(join(root, path), { bigint: true });
      if (stat.isFile()) files.push({ path, kind, stat: fileStatOf(stat) });
    } catch (error) {
      // Bytes that are no UTF-8 came as this sign, and lead nowhere.
      const problem = path.includes('\ufffd')
        ? { code: 'unreadable' as const, text: 'Its name is not written in UTF-8. Rename it to let it in.' }
        : problemOf(error);
      problems.push({ path, problem });
    }
  }
}

/** The library folder itself may be a link: somebody named it. */
function lstatOrRoot(full: string, path: string) {
  return lstatSync(path === '' ? join(full, '.') : full, { bigint: true });
}
