/* What the names of folders say of the files in them. Paths are below a library folder, parted by `/`. */

const disc =
  /^(?:(?:cd|disc|disk|dvd|vinyl|lp|side|seite|platte)[\s._-]*(?:\d{1,2}|[a-d])|\d{1,2})(?:\b.*)?$/iu;

/** `Album/CD 2/01.flac` → `Album`: discs of one album lie in folders of their own. */
export function albumFolderOf(path: string): string {
  const folders = path.split('/').slice(0, -1);
  const last = folders.at(-1);
  return (folders.length > 1 && last !== undefined && disc.test(last) ? folders.slice(0, -1) : folders).join(
    '/',
  );
}

/** `a/b/01 - Song.flac` → `01 - Song` */
export function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** What a track without a title is called: `03 - Song` → `Song` */
export function titleFromPath(path: string): string {
  const stem = stemOf(path);
  const named = stem
    .replace(/^\d{1,3}(?:[\s._-]+|(?=\D))/u, '')
    .replaceAll('_', ' ')
    .trim();
  return named === '' ? stem : named;
}
