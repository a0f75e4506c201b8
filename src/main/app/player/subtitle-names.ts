import { isSubtitleName } from '../../media/index.ts';

const stem = (name: string) => name.replace(/\.[^.]+$/u, '');

/** What stands between the name of a film and the end of its subtitles' name: `Film.en.srt` → `en`. */
function tagOf(film: string, name: string): string | undefined {
  const start = stem(film).toLowerCase();
  const rest = stem(name).toLowerCase();
  if (!isSubtitleName(name) || !rest.startsWith(start)) return undefined;
  const tag = rest.slice(start.length);
  return tag === '' || /^[._ -]/u.test(tag) ? tag.replace(/^[._ -]+/u, '') : undefined;
}

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** ISO 639 or BCP 47 → its name in English; undefined for what is no language. */
export function languageName(code: string): string | undefined {
  try {
    return languageNames.of(code);
  } catch {
    return undefined;
  }
}

/** Whether a file beside a film holds its subtitles, by their names, and in which language. */
export function subtitleBeside(film: string, name: string): { readonly language: string | null } | undefined {
  const tag = tagOf(film, name);
  if (tag === undefined) return undefined;
  const [first = ''] = tag.split(/[._ ]/u);
  return {
    language: /^[a-z]{2,3}(-[a-z]{2,4})?$/u.test(first) && languageName(first) !== undefined ? first : null,
  };
}

/** What a person chooses it by. */
export function subtitleLabel({
  name,
  language,
}: {
  readonly name: string;
  readonly language: string | null;
}): string {
  return (language === null ? undefined : languageName(language)) ?? name;
}
