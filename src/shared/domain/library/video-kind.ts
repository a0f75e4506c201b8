import type { VideoFacts } from './media-facts.ts';
import { stemOf } from './folder-names.ts';
import { episodeOf, hasReleaseWords, titleAndYearOf } from './video-name.ts';

/** What a video is to people, and what it is called then. */
export type VideoIs =
  | { readonly kind: 'movie'; readonly title: string; readonly year: number | null }
  | {
      readonly kind: 'episode';
      readonly title: string;
      readonly year: number | null;
      readonly show: string;
      readonly season: number;
      readonly episode: number;
    }
  | {
      readonly kind: 'home';
      readonly title: string;
      readonly year: number | null;
      /** ISO 8601 */
      readonly recordedAt: string | null;
    };

/** Names that cameras and phones give. */
const cameraName =
  /^(?:(?:img|vid|mvi|mov|dsc[nf]?|dscf|pxl|mah|clip|video|wp|trim|snapchat|signal|gopr|g[hxplo]\d{2}|dji|insta360|r?vid|cimg|sam|hni|p\d{3})[\s._-]*\d{3,}.*|c\d{4}|\d{5}|p\d{7}|\d{8}[\s._-]\d{6}.*|(?:whatsapp video|screen ?recording|bildschirmaufnahme|screencast).*)$/iu;
const dateInName =
  /(?<!\d)(?<year>(?:19|20)\d{2})[-_.]?(?<month>0[1-9]|1[0-2])[-_.]?(?<day>0[1-9]|[12]\d|3[01])(?!\d)/u;
const leadingDate = /^(?:19|20)\d{2}[-_.](?:0[1-9]|1[0-2])[-_.](?:0[1-9]|[12]\d|3[01])(?!\d)/u;
const homeFolder =
  /^(?:home ?(?:videos?|movies?)|dcim|camera(?: roll)?|\d{3}(?:canon|_pana|msdcf|nikon|gopro|apple).*)$/iu;
const movieFolder = /^(?:movies?|films?|filme|spielfilme|cinema)$/iu;

/**
 * Whether a video is a film, an episode of a show, or something people took themselves. By its name first: what cameras
 * write inside (`recordedAt`) is also in much that no camera took.
 * @param path below the library folder
 */
export function whatVideoIs(path: string, facts: VideoFacts): VideoIs {
  const stem = stemOf(path);
  const folders = path.split('/').slice(0, -1);
  const ownTitle = titleInside(facts, stem);

  const episode = episodeOf(path);
  if (episode !== undefined && episode.show !== null) {
    const { season, episode: number, show } = episode;
    const { title: showTitle, year } = titleAndYearOf(show);
    const title = ownTitle ?? episode.title ?? `Episode ${number}`;
    return { kind: 'episode', title, year: facts.year ?? year, show: showTitle, season, episode: number };
  }

  if (isHome({ stem, folders, facts })) {
    const recordedAt = facts.recordedAt ?? dateFrom(stem);
    const taken = recordedAt === null ? null : new Date(recordedAt).getUTCFullYear();
    return { kind: 'home', title: ownTitle ?? stem, year: facts.year ?? taken, recordedAt };
  }

  const named = titleAndYearOf(stem);
  const around = titleAndYearOf(folders.at(-1) ?? '');
  // `Title (1999)/disc.mkv`: the folder knows what the file does not say.
  const byFolder = named.year === null && around.year !== null;
  const title = ownTitle ?? (byFolder ? around.title : named.title);
  return { kind: 'movie', title, year: facts.year ?? named.year ?? around.year };
}

function isHome({
  stem,
  folders,
  facts,
}: {
  readonly stem: string;
  readonly folders: readonly string[];
  readonly facts: VideoFacts;
}): boolean {
  if (folders.some((folder) => movieFolder.test(folder.trim()))) return false;
  if (cameraName.test(stem) || leadingDate.test(stem)) return true;
  if (folders.some((folder) => homeFolder.test(folder.trim()))) return true;
  const saysFilm =
    facts.title !== null ||
    facts.year !== null ||
    titleAndYearOf(stem).year !== null ||
    hasReleaseWords(stem);
  return facts.recordedAt !== null && !saysFilm;
}

/** The title that the file gives itself, unless it is what a release or a program calls itself. */
function titleInside({ title }: VideoFacts, stem: string): string | null {
  const text = title?.trim() ?? '';
  return text === '' || text === stem || hasReleaseWords(text) ? null : text;
}

function dateFrom(stem: string): string | null {
  const found = dateInName.exec(stem)?.groups;
  if (found === undefined) return null;
  const { year = '', month = '', day = '' } = found;
  return `${year}-${month}-${day}T00:00:00.000Z`;
}
