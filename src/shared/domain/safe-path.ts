/** How file names are bounded on the system where the files will lie. */
export interface NamingRules {
  /** Windows forbids more characters and some names; elsewhere they are kept, so that others' files are found. */
  readonly windows: boolean;
}

/** Most file systems: 255 bytes a name; some bytes are left for a number that sets equal names apart. */
const maxNameBytes = 240;
/** Unicode marks that turn text around: `gpj.exe` could be shown as `exe.jpg`. */
const bidiControls = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const forbiddenEverywhere = /[\u0000-\u001f\u007f/\\]/gu;
const forbiddenOnWindows = /[<>:"|?*]/gu;
const reservedOnWindows = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/iu;

/**
 * One name of a path as it may be created below the folder that the user chose, or `undefined` where nothing is
 * left of it (`..`, `.`, `/`). Names come from strangers: no result can climb, be absolute or hold a separator.
 */
export function safeName(name: string, rules: NamingRules): string | undefined {
  let safe = name.replace(bidiControls, '').replace(forbiddenEverywhere, '').replaceAll('\ufffd', '_');
  if (rules.windows) safe = safe.replace(forbiddenOnWindows, '_').replace(/[. ]+$/u, '');
  if (safe === '' || safe === '.' || safe === '..') return undefined;
  if (rules.windows && reservedOnWindows.test(safe)) safe = `_${safe}`;
  return shorten(safe);
}

/** A name split at its own separators first: `foo/../bar` in one name is three names, of which two are safe. */
export function safePath(names: readonly string[], rules: NamingRules): string[] {
  return names.flatMap((name) => name.split('/')).flatMap((name) => safeName(name, rules) ?? []);
}

/** Cuts to `maxNameBytes` of UTF-8 and keeps the extension, so that players still know the file. */
function shorten(name: string): string {
  const encoder = new TextEncoder();
  if (encoder.encode(name).length <= maxNameBytes) return name;
  const extension = /\.[^.]{1,10}$/u.exec(name)?.[0] ?? '';
  let stem = '';
  let bytes = encoder.encode(extension).length;
  for (const character of name) {
    bytes += encoder.encode(character).length;
    if (bytes > maxNameBytes) break;
    stem += character;
  }
  return stem + extension;
}

/** Equal names in one torrent (equal too when only the case differs: two systems of three cannot tell them apart). */
export class DuplicatePathsError extends Error {
  override readonly name = 'DuplicatePathsError';
}

/** As libtorrent: more equal names than this are an attack, not an accident. */
const maxDuplicates = 50;

/**
 * Gives each path a name of its own: the second `a/b.txt` becomes `a/b.1.txt`. A file that is named like a folder of
 * another file is renamed too.
 * @throws DuplicatePathsError when more than 50 files share one path
 */
export function setApart(paths: readonly (readonly string[])[]): string[][] {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let depth = 1; depth < path.length; depth++) folders.add(fold(path.slice(0, depth)));
  }
  const taken = new Set<string>();
  const nextNumber = new Map<string, number>();
  return paths.map((path) => {
    const key = fold(path);
    for (let number = nextNumber.get(key) ?? 0; ; number++) {
      if (number > maxDuplicates)
        throw new DuplicatePathsError(`More than ${maxDuplicates} files share one path`);
      const unique = number === 0 ? [...path] : numbered(path, number);
      const candidate = fold(unique);
      if (taken.has(candidate) || folders.has(candidate)) continue;
      taken.add(candidate);
      nextNumber.set(key, number + 1);
      return unique;
    }
  });
}

function fold(path: readonly string[]): string {
  return path.join('/').normalize('NFC').toLowerCase();
}

function numbered(path: readonly string[], number: number): string[] {
  const name = path.at(-1) ?? '';
  const dot = name.lastIndexOf('.');
  const renamed = dot > 0 ? `${name.slice(0, dot)}.${number}${name.slice(dot)}` : `${name}.${number}`;
  return [...path.slice(0, -1), renamed];
}
