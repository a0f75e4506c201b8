import type { Database } from 'better-sqlite3';
import type { ItemKind } from '#shared/domain/library/item-id.ts';
import { makeSortKey } from '#shared/domain/library/sort-key.ts';
import { docId, docRange } from './doc-id.ts';
import { beginnings, inTitle, wholeWords } from './match.ts';

/** An item that may be what is meant. */
export interface Candidate {
  readonly kind: ItemKind;
  readonly row: number;
  /** How well it fits; 0: its title is just that. */
  readonly tier: number;
}

/** Of each kind; more are found for one letter than anybody reads, and all of them cannot be weighed in time. */
const maxPerKind = 200;

const tables: Readonly<Record<ItemKind, string>> = {
  artist: 'artist',
  album: 'album',
  show: 'show',
  playlist: 'playlist',
  video: 'video',
  track: 'track',
};

/** Questions from the narrowest to the widest; each is asked only while there is room. */
const tiersOf = (words: readonly string[]): string[] => [
  inTitle(wholeWords(words)),
  wholeWords(words),
  inTitle(beginnings(words)),
  beginnings(words),
];

/** Finds what the index has for some words, well-fitting first, kind by kind. */
export function makeCandidates(db: Database) {
  const match = db
    .prepare<[string, number, number, number], number>(
      'SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?',
    )
    .pluck();
  const bySort = Object.fromEntries(
    Object.entries(tables).map(([kind, table]) => [
      kind,
      db
        .prepare<[string, number], number>(
          `SELECT id FROM ${table} WHERE sort_key = ? AND is_hidden = 0 ORDER BY id LIMIT ?`,
        )
        .pluck(),
    ]),
  );

  function ask(kind: ItemKind, question: string): number[] {
    const { low, high } = docRange(kind);
    return match.all(question, low, high, maxPerKind).map((doc) => doc - docId(kind, 0));
  }

  return {
    /** @param text as it was typed; for what has no words but signs */
    find(kind: ItemKind, words: readonly string[], text: string): Candidate[] {
      const found = new Map<number, Candidate>();
      const take = (rows: readonly number[], tier: number) => {
        for (const row of rows) if (!found.has(row)) found.set(row, { kind, row, tier });
      };
      take(bySort[kind]?.all(makeSortKey(text), maxPerKind) ?? [], 0);
      if (words.length === 0) return [...found.values()];
      for (const [at, question] of tiersOf(words).entries())
        if (found.size < maxPerKind) take(ask(kind, question), at + 1);
      return [...found.values()];
    },
    /** @param alternatives for each word those that may have been meant: any of them, and so for every word */
    findAlike(kind: ItemKind, alternatives: readonly (readonly string[])[]): Candidate[] {
      const question = alternatives
        .map((words) => `(${words.map((word) => `"${word}"`).join(' OR ')})`)
        .join(' AND ');
      return ask(kind, question).map((row) => ({ kind, row, tier: tiersOf([]).length + 1 }));
    },
  };
}
