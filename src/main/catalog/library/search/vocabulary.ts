import type { Database } from 'better-sqlite3';

/** Three letters each, with a mark for where the word begins and ends. */
export function gramsOf(word: string): string[] {
  const letters = Array.from(`^${word}$`);
  return [...new Set(letters.slice(2).map((_, at) => letters.slice(at, at + 3).join('')))];
}

/** Shorter ones have too many neighbours. */
export const minTypoLength = 3;
/** Longer ones are digests and serial numbers, not words. */
const maxTypoLength = 24;

/** All words that were ever indexed. One that no item has any more costs a few bytes and finds nothing. */
export function makeVocabulary(db: Database) {
  const addWord = db.prepare<[string]>('INSERT INTO word (word) VALUES (?) ON CONFLICT DO NOTHING');
  const addGram = db.prepare<[string, number | bigint]>(
    'INSERT INTO word_gram (gram, word_id) VALUES (?, ?)',
  );

  return {
    add(words: Iterable<string>): void {
      for (const word of words) {
        if (word.length < minTypoLength || word.length > maxTypoLength || /^\d+$/u.test(word)) continue;
        const { changes, lastInsertRowid } = addWord.run(word);
        if (changes > 0) for (const gram of gramsOf(word)) addGram.run(gram, lastInsertRowid);
      }
    },
  };
}
