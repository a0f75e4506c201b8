/*
 * Names as they are compared: without case, accents, signs and widths, so that `Björk`, `BJORK` and `Bjo\u0308rk` are one.
 */

/** Letters that Unicode does not take apart. */
const alike: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
};
const apart = /[ßæœøðþłđħıŋ]/gu;
/** Written without spaces: each letter is a word, or nothing inside a name would be found. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const word = /[\p{L}\p{N}]+/gu;
/** Nobody types more, and no index should hold more. */
const maxWordLength = 64;

/** The words of a text, folded, in order. Nothing but letters and digits: safe in any query language. */
export function wordsOf(text: string): string[] {
  // Apostrophes are left out of words and not between them: `Don't` is what people type as `dont`.
  const folded = text
    .normalize('NFKD')
    .replace(/[\p{M}'’ʼ`]/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(apart, (letter) => alike[letter] ?? letter)
    .replace(unspaced, ' $& ');
  return (folded.match(word) ?? []).map((found) =>
    found.length > maxWordLength ? Array.from(found).slice(0, maxWordLength).join('') : found,
  );
}

/** Equal for two spellings of one name. A name of signs only (`!!!`) is itself. */
export function foldName(text: string): string {
  const words = wordsOf(text);
  return words.length > 0 ? words.join(' ') : text.normalize('NFKC').trim().toLowerCase();
}
