import { isSubtitleOf, languageInName, type InnerSubtitle } from '../../media/index.ts';

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

/** Of one within the film, as its maker named it. */
export function innerSubtitleLabel({ language, title, isForced }: InnerSubtitle, index: number): string {
  const name = language === null ? undefined : languageName(language);
  const parts = [...new Set([name, title ?? undefined])].filter((part) => part !== undefined);
  const label = parts.length === 0 ? `Subtitles ${index + 1}` : parts.join(' – ');
  return isForced && !/forced/iu.test(label) ? `${label} (forced)` : label;
}

/** Two of the same name are told apart by a number. */
export function toldApart<T extends { readonly label: string }>(named: readonly T[]): T[] {
  const times = new Map<string, number>();
  return named.map((one) => {
    const time = (times.get(one.label) ?? 0) + 1;
    times.set(one.label, time);
    return time === 1 ? one : { ...one, label: `${one.label} ${time}` };
  });
}
