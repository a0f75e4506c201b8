import { isSubtitleOf, languageInName } from '../../media/index.ts';

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
  return isSubtitleOf(film, name) ? { language: languageInName(name, film) } : undefined;
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
