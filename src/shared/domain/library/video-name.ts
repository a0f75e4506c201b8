import { stemOf } from './folder-names.ts';

/* What the name of a video's file says, as cameras, people and the makers of releases write it. */

export interface EpisodeName {
  /** Null: the file does not say, its folders may. */
  readonly show: string | null;
  readonly season: number;
  readonly episode: number;
  readonly title: string | null;
}

/** `Show.S01E02.Title`, `Show - s1e2`, `S01E02E03` (the first counts), `Show 1x02 Title` */
const episodePatterns = [
  /^(?<show>.*?)[\s._\-[(]*\bs(?<season>\d{1,4})[\s._-]*e(?<episode>\d{1,4})(?:[\s._-]*-?e?\d{1,4}(?!\d|[ip]\b))?(?<rest>.*)$/iu,
  /^(?<show>.*?)(?:^|[\s._\-[(])(?<season>\d{1,2})x(?<episode>\d{2,3})(?![\dp])(?<rest>.*)$/iu,
  /^(?<show>.*?)[\s._\-[(]*\bseason[\s._-]*(?<season>\d{1,3})[\s._,-]*(?:episode|ep)[\s._-]*(?<episode>\d{1,4})(?<rest>.*)$/iu,
];
const seasonFolder = /^(?:season|series|staffel|saison|s)[\s._-]*(\d{1,4})$/iu;
const specialsFolder = /^(?:specials?|extras?)$/iu;
const leadingNumber = /^(?:e|ep|episode|folge)?[\s._-]*(\d{1,3})(?!\d)(?<rest>.*)$/iu;

/** Words that releases append; the title ends before the first. */
const releaseWords =
  /(?:^|[\s._\-[(])(?:\d{3,4}[ip]|[48]k|uhd|x26[45]|h\.?26[45]|hevc|avc|av1|xvid|divx|blu-?ray|b[dr]rip|web-?(?:rip|dl)?|dvd(?:rip|scr)?|hdtv|hdrip|remux|remastered|proper|repack|extended|unrated|multi|dts|ac3|aac\d?|ddp?5|10bit|hdr10?)(?=$|[\s._\-\])]).*$/iu;

/** In brackets for certain, else the last that stands alone: `Blade Runner 2049 (2017)`, `1984.1984`. */
const yearPatterns = [
  /^(?<title>.+?)[\s._-]*[([](?<year>(?:18[89]|19\d|20\d)\d)[)\]]/u,
  /^(?<title>.+)[\s._-](?<year>(?:18[89]|19\d|20\d)\d)(?=$|[\s._-])/u,
];
const groupTag = /^\s*\[[^\]]*\]/u;

export function episodeOf(path: string): EpisodeName | undefined {
  const stem = stemOf(path);
  const folders = path.split('/').slice(0, -1);
  for (const pattern of episodePatterns) {
    const found = pattern.exec(stem)?.groups;
    if (found === undefined) continue;
    return {
      show: titleFrom(found.show ?? '') ?? showFromFolders(folders),
      season: Number(found.season),
      episode: Number(found.episode),
      title: titleFrom(found.rest ?? ''),
    };
  }
  const season = seasonOf(folders.at(-1) ?? '');
  const numbered = leadingNumber.exec(stem);
  const show = showFromFolders(folders);
  if (season === undefined || numbered === null || show === null) return undefined;
  return { show, season, episode: Number(numbered[1]), title: titleFrom(numbered.groups?.rest ?? '') };
}

function seasonOf(folder: string): number | undefined {
  if (specialsFolder.test(folder.trim())) return 0;
  const found = seasonFolder.exec(folder.trim());
  return found === null ? undefined : Number(found[1]);
}

/** `Show (2005)/Season 2` → `Show (2005)` */
function showFromFolders(folders: readonly string[]): string | null {
  const last = folders.at(-1);
  if (last === undefined) return null;
  const name = seasonOf(last) === undefined ? last : folders.at(-2);
  return name === undefined ? null : titleFrom(name);
}

/** `Title.(1999).1080p` → Title, 1999; `2001 A Space Odyssey` has no year but in its title. */
export function titleAndYearOf(stem: string): { readonly title: string; readonly year: number | null } {
  const found = yearPatterns
    .map((pattern) => pattern.exec(stem)?.groups)
    .find((groups) => groups !== undefined);
  const title = titleFrom(found?.title ?? stem) ?? stem.trim();
  return { title, year: found?.year === undefined ? null : Number(found.year) };
}

export function hasReleaseWords(text: string): boolean {
  return releaseWords.test(text);
}

/** Dots and underscores for spaces, release words and loose signs gone; null: nothing is left. */
function titleFrom(text: string): string | null {
  const cut = text.replace(groupTag, '').replace(releaseWords, '');
  const spaced = cut.trim().includes(' ') ? cut.replaceAll('_', ' ') : cut.replace(/[._]+/gu, ' ');
  const title = spaced
    .replace(/^[\s\-–—[({.,:;]+/u, '')
    .replace(/[\s\-–—[({,:;\])}]+$/u, (signs) =>
      /^[)\]}]/u.test(signs) && /[([{]/u.test(spaced) ? signs.charAt(0) : '',
    )
    .replace(/\s+/gu, ' ')
    .trim();
  return title === '' ? null : title;
}
