import { foldName } from './fold.ts';

/** Left out at the beginning, as on the shelves of shops; not what people search by. */
const articles = new Set('the a an der die das le la les l el los las il lo gli'.split(' '));
const maxLength = 80;

/** Of what has no name: after all that have. The highest there is, in code points and in UTF-8. */
export const lastSortKey = '\u{10FFFF}';

/**
 * Text that sorts by its code points as people expect of names: no leading article, no case, no accents, and
 * `Part 2` before `Part 10`.
 * @param sortName as a tag gives it (`Beatles, The`); used as it is
 */
export function makeSortKey(name: string | null, sortName: string | null = null): string {
  const given = sortName?.trim();
  if (given !== undefined && given !== '') return key(foldName(given));
  if (name === null || name.trim() === '') return lastSortKey;
  // Before folding, which would take the apostrophe of `L'Amour` away.
  const words = foldName(name.replace(/^(\s*l)['’]/iu, '$1 ')).split(' ');
  const [first = '', ...rest] = words;
  return key(rest.length > 0 && articles.has(first) ? rest.join(' ') : words.join(' '));
}

function key(folded: string): string {
  return folded.replace(/\d+/gu, countable).slice(0, maxLength);
}

/** How long a number is goes before its digits, so that text order is the order of numbers. */
function countable(digits: string): string {
  const number = digits.replace(/^0+(?=\d)/u, '');
  return number.length < 9
    ? `${number.length}${number}`
    : `9${String(number.length).padStart(2, '0')}${number}`;
}
