import { lstatSync } from 'node:fs';
import { extname, join, posix } from 'node:path';
import {
  albumArtworkAmong,
  fileKindOf,
  isDiscFolder,
  isPictureName,
  isSubtitleFolder,
  isSubtitleName,
  isSubtitleOf,
  languageInName,
  posterAmong,
} from '../../../media/index.ts';
import type { Walked, WalkedFile, WalkedFolder } from './walk.ts';

/** What lies beside media files and belongs to them. Paths are below the library folder. */
export interface Beside {
  artworkOf(file: WalkedFile): string | undefined;
  cueSheetsOf(file: WalkedFile): string[];
  nfoOf(file: WalkedFile): string | undefined;
  subtitlesOf(file: WalkedFile): { readonly path: string; readonly language: string | null }[];
}

export function makeBeside({ folders }: Walked): Beside {
  const folderOf = (path: string) => folders.get(dirOf(path));
  const inFolder = (folder: WalkedFolder, name: string) =>
    folder.path === '' ? name : `${folder.path}/${name}`;

  function albumArtwork(folder: WalkedFolder): string | undefined {
    const name = albumArtworkAmong(folder.names);
    if (name !== undefined) return inFolder(folder, name);
    if (folder.path === '' || !isDiscFolder(posix.basename(folder.path))) return undefined;
    const above = folderOf(folder.path);
    const outside = above && albumArtworkAmong(above.names);
    return outside === undefined || above === undefined ? undefined : inFolder(above, outside);
  }

  function subtitlesIn(folder: WalkedFolder, video: string, isAlone: boolean) {
    return folder.names
      .filter((name) => isSubtitleName(name) && (isAlone || isSubtitleOf(video, name)))
      .map((name) => ({ path: inFolder(folder, name), language: languageInName(name, video) }));
  }

  return {
    artworkOf({ path, kind }) {
      const folder = folderOf(path);
      if (folder === undefined) return undefined;
      if (kind !== 'video') return albumArtwork(folder);
      const name = posterAmong(folder.names, posix.basename(path), isOnlyVideo(folder));
      return name === undefined ? undefined : inFolder(folder, name);
    },
    cueSheetsOf({ path, kind }) {
      const folder = folderOf(path);
      if (folder === undefined || kind !== 'audio') return [];
      return folder.names
        .filter((name) => extname(name).toLowerCase() === '.cue')
        .map((name) => inFolder(folder, name));
    },
    nfoOf({ path, kind }) {
      const folder = folderOf(path);
      if (folder === undefined || kind !== 'video') return undefined;
      const base = posix.parse(path).name.toLowerCase();
      const wanted = isOnlyVideo(folder) ? [`${base}.nfo`, 'movie.nfo'] : [`${base}.nfo`];
      const name = folder.names.find((candidate) => wanted.includes(candidate.toLowerCase()));
      return name === undefined ? undefined : inFolder(folder, name);
    },
    subtitlesOf({ path, kind }) {
      const folder = folderOf(path);
      if (folder === undefined || kind !== 'video') return [];
      const video = posix.basename(path);
      const isAlone = isOnlyVideo(folder);
      const found = subtitlesIn(folder, video, false);
      for (const name of folder.folders.filter(isSubtitleFolder)) {
        const subs = folders.get(inFolder(folder, name));
        if (subs === undefined) continue;
        found.push(...subtitlesIn(subs, video, isAlone));
        // `Subs/<video>/2_English.srt`
        const own = folders.get(inFolder(subs, posix.parse(video).name));
        if (own !== undefined) found.push(...subtitlesIn(own, video, true));
      }
      return found;
    },
  };
}

function isOnlyVideo({ names }: WalkedFolder): boolean {
  return names.filter((name) => fileKindOf(name) === 'video').length === 1;
}
function dirOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
}

/**
 * Files that are as they were, and beside which something is newer than the last scan: a cover that was added, a cue sheet
 * that was mended. Only these small files are looked at, and none is opened.
 * @param sinceMs Unix ms; null: no scan was whole so far, and whatever was read was read just now
 */
export function findTouched(
  root: string,
  walked: Walked,
  sinceMs: number | null,
): (file: WalkedFile) => boolean {
  if (sinceMs === null) return () => false;
  const touched = new Set<string>();
  for (const folder of walked.folders.values()) {
    const isNewer = folder.names.filter(belongsToOthers).some((name) => {
      const stat = lstatSync(join(root, folder.path, name), { throwIfNoEntry: false });
      // When its content or its name was changed here; a copy keeps the time of the original as its other one.
      return stat !== undefined && stat.ctimeMs > sinceMs;
    });
    if (!isNewer) continue;
    touched.add(folder.path);
    for (const name of folder.folders)
      if (isDiscFolder(name)) touched.add(folder.path === '' ? name : `${folder.path}/${name}`);
    if (isSubtitleFolder(posix.basename(folder.path))) touched.add(dirOf(folder.path));
  }
  return ({ path }) => touched.has(dirOf(path));
}

function belongsToOthers(name: string): boolean {
  const extension = extname(name).toLowerCase();
  return isPictureName(name) || isSubtitleName(name) || extension === '.cue' || extension === '.nfo';
}
