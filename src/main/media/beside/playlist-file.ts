import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeText } from '../reading/decode-text.ts';
import { cleanText } from '../reading/clean-text.ts';

export interface PlaylistText {
  /** As the list calls itself. */
  readonly name: string | null;
  /** As they stand there: relative, absolute, of Windows, or URLs. */
  readonly entries: readonly string[];
}

const maxEntries = 100_000;

/** `.m3u`, `.m3u8` and `.pls`. @returns undefined where this is no list */
export function parsePlaylist(bytes: Uint8Array): PlaylistText | undefined {
  // A zero byte is in no text but UTF-16, which says so at its beginning.
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (!isWide && bytes.includes(0)) return undefined;
  const lines = decodeText(bytes)
    .replace(/^\ufeff/u, '')
    .split(/\r\n|\n|\r/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines[0]?.toLowerCase() === '[playlist]') {
    const entries = lines.map((line) => /^file\d+\s*=\s*(.+)$/iu.exec(line)?.[1]);
    return { name: null, entries: entries.filter((entry) => entry !== undefined).slice(0, maxEntries) };
  }
  const name = lines.map((line) => /^#PLAYLIST:(.+)$/iu.exec(line)?.[1]).find((found) => found !== undefined);
  return {
    name: cleanText(name),
    entries: lines.filter((line) => !line.startsWith('#')).slice(0, maxEntries),
  };
}

/** The files of a library folder, to look up what a list names. */
export interface FilesBelow {
  /** Absolute, of the library folder. */
  readonly root: string;
  /** @returns the path as it is there, below the root, or undefined */
  find(path: string): string | undefined;
}

/** Paths by how people write them: letters large or small, accents in one sign or two. */
export function makeFilesBelow(root: string, paths: Iterable<string>): FilesBelow {
  const exact = new Set<string>();
  const alike = new Map<string, string>();
  for (const path of paths) {
    exact.add(path);
    alike.set(path.normalize('NFC').toLowerCase(), path);
  }
  return {
    root,
    find: (path) => (exact.has(path) ? path : alike.get(path.normalize('NFC').toLowerCase())),
  };
}

/**
 * The file that an entry means, below the library folder. An absolute path that was true on another computer is looked
 * for by its end: `D:\Music\Band\01.mp3` is `Band/01.mp3` here.
 * @param folder of the list, below the root
 */
export function resolveEntry(entry: string, folder: string, files: FilesBelow): string | undefined {
  const path = pathOf(entry);
  if (path === undefined) return undefined;
  const root = files.root.replaceAll('\\', '/');
  const isAbsolute = /^([A-Za-z]:)?\//u.test(path);
  if (!isAbsolute) return files.find(posix.join(folder, path));
  if (path.startsWith(`${root}/`)) return files.find(posix.normalize(path.slice(root.length + 1)));
  const names = path.split('/').slice(1);
  for (const start of names.keys()) {
    // A bare name may be anywhere, and another file.
    if (start === names.length - 1 && names.length > 1) break;
    const found = files.find(posix.join(...names.slice(start)));
    if (found !== undefined) return found;
  }
  return files.find(posix.join(folder, names.at(-1) ?? ''));
}

function pathOf(entry: string): string | undefined {
  if (/^file:/iu.test(entry)) {
    try {
      return fileURLToPath(entry).replaceAll('\\', '/');
    } catch {
      return undefined;
    }
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//iu.test(entry)) return undefined;
  return entry.replaceAll('\\', '/');
}
