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
  const withGrams = db
    .prepare<[string], number>('SELECT word_id FROM word_gram WHERE gram IN (SELECT value FROM json_each(?))')
    .pluck();
  const named = db
    .prepare<[string], string>('SELECT w.word FROM json_each(?) j CROSS JOIN word w ON w.id = j.value')
    .pluck();
  const known = db
    .prepare<[string], string>('SELECT word FROM word WHERE word IN (SELECT value FROM json_each(?))')
    .pluck();

  function alike(word: string): string[] {
    const ids = mostOften(withGrams.all(JSON.stringify(gramsOf(word))), maxLookedAt);
    return named.all(JSON.stringify(ids));
  }

  function near(word: string): NearWord[] {
    if (word.length < minTypoLength) return [];
    const most = forgivenSlips(word);
    const found = new Set([...known.all(JSON.stringify(swapsOf(word))), ...alike(word)]);
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

/** Counted here and not by SQLite, whose sorting for GROUP BY takes longer than all the rest. */
function mostOften(ids: readonly number[], limit: number): number[] {
  const times = new Map<number, number>();
  for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1);
  const byTimes: number[][] = [];
  for (const [id, count] of times) (byTimes[count] ??= []).push(id);
  const most: number[] = [];
  for (let count = byTimes.length - 1; count > 0 && most.length < limit; count--)
    // Of those that are level the oldest, so that the same is found every time.
    most.push(...(byTimes[count] ?? []).toSorted((one, other) => one - other));
  return most.slice(0, limit);
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
