import type { Database } from 'better-sqlite3';
import { forgivenSlips, slipsBetween } from './distance.ts';
import { gramsOf, minTypoLength } from './vocabulary.ts';

interface NearWord {
  readonly word: string;
  readonly slips: number;
}

/** Those with the most trigrams in common are looked at, and the nearest of them taken. */
const maxLookedAt = 80;
const maxTaken = 6;

/** Words of the library that may have been meant by one that finds nothing. */
export function makeNearWords(db: Database) {
  const alike = db
    .prepare<[string, number], string>(
      `
      SELECT w.word FROM (
        SELECT word_id, count(*) AS common FROM word_gram WHERE gram IN (SELECT value FROM json_each(?))
        GROUP BY word_id ORDER BY common DESC LIMIT ?) found
      JOIN word w ON w.id = found.word_id`,
    )
    .pluck();
  const known = db
    .prepare<[string], string>('SELECT word FROM word WHERE word IN (SELECT value FROM json_each(?))')
    .pluck();

  function near(word: string): NearWord[] {
    if (word.length < minTypoLength) return [];
    const most = forgivenSlips(word);
    const found = new Set([
      ...known.all(JSON.stringify(swapsOf(word))),
      ...alike.all(JSON.stringify(gramsOf(word)), maxLookedAt),
    ]);
    return [...found]
      .map((other) => ({ word: other, slips: slipsBetween(word, other) }))
      .filter(({ slips }) => slips <= most)
      .toSorted((one, other) => one.slips - other.slips)
      .slice(0, maxTaken);
  }

  /**
   * For each word those that may have been meant, itself first. Words that the library has are taken as they are, unless it
   * has all of them.
   */
  return (words: readonly string[]): string[][] => {
    const own = new Set(known.all(JSON.stringify(words)));
    return words.map((word) =>
      own.has(word) && own.size < words.length ? [word] : [word, ...near(word).map((other) => other.word)],
    );
  };
}

/** Two letters swapped leave a short word without a trigram in common. */
function swapsOf(word: string): string[] {
  const letters = Array.from(word);
  return letters
    .slice(1)
    .map((letter, at) =>
      [...letters.slice(0, at), letter, letters[at] ?? '', ...letters.slice(at + 2)].join(''),
    );
}
