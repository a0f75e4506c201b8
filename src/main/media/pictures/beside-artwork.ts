import { parse } from 'node:path';

/** The best first; as Navidrome and Kodi have it. */
const albumNames = ['cover', 'folder', 'front', 'album', 'albumart', 'poster'];
const extensions = new Set(['.jpg', '.jpeg', '.png', '.webp']);
/** `CD 1`, `Disc2`, `Disk 03`: the cover lies beside the folder, not in it. */
const discFolder = /^(cd|dis[ck]|dvd|vinyl|side)([\s._-]*\d{1,2}|[\s._-]+[a-d])\b/iu;

export function isPictureName(name: string): boolean {
  return extensions.has(parse(name).ext.toLowerCase());
}
export function isDiscFolder(name: string): boolean {
  return discFolder.test(name);
}

/** Of the names in an album's folder, its picture. */
export function albumArtworkAmong(names: readonly string[]): string | undefined {
  return firstNamed(names, albumNames);
}

/** Of the names in a video's folder: its own poster; that of the folder where the video has it for itself. */
export function posterAmong(
  names: readonly string[],
  videoName: string,
  isAlone: boolean,
): string | undefined {
  const base = parse(videoName).name.toLowerCase();
  const own = [`${base}-poster`, `${base}-thumb`, `${base}.poster`, base];
  return firstNamed(names, isAlone ? [...own, 'poster', 'folder', 'cover', 'movie'] : own);
}

function firstNamed(names: readonly string[], wanted: readonly string[]): string | undefined {
  const pictures = names.filter(isPictureName);
  for (const base of wanted) {
    const found = pictures.find((name) => parse(name).name.toLowerCase() === base);
    if (found !== undefined) return found;
  }
  return undefined;
}
