/*
 * Questions to the full-text index. Words come from `wordsOf`: letters and digits only, so that between quotes they can be
 * nothing but words.
 */

export const wholeWords = (words: readonly string[]): string =>
  words.map((word) => `"${word}"`).join(' AND ');
export const beginnings = (words: readonly string[]): string =>
  words.map((word) => `"${word}"*`).join(' AND ');
export const inTitle = (match: string): string => `{title} : (${match})`;
