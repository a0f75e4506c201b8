import type { Database } from 'better-sqlite3';
import type { ItemKind } from '#shared/domain/library/item-id.ts';
import { makeSortKey } from '#shared/domain/library/sort-key.ts';
import { docRange, itemOfDoc } from './doc-id.ts';
import { beginnings, inTitle, wholeWords } from './match.ts';

/** An item that may be what is meant. */
export interface Candidate {
  readonly kind: ItemKind;
  readonly row: number;
}

/** More are found for one letter than anybody reads, and all of them cannot be weighed in time. */
const maxOfAll = 200;
/** Asked for apart, each kind by itself but those of which there are few; the members lie side by side in the index. */
const groups: readonly (readonly ItemKind[])[] = [
  ['artist'],
  ['album'],
  ['show', 'playlist', 'video'],
  ['track'],
];

/** Where the widest question finds too much: narrower ones, the narrowest first. */
const narrowerOf = (words: readonly string[]): string[] => [
  inTitle(wholeWords(words)),
  wholeWords(words),
  inTitle(beginnings(words)),
];

/** Finds what the index has for some words; if not all of it, then what fits best. */
export function makeCandidates(db: Database) {
  const match = db
    .prepare<[string, number, number, number], number>(
      'SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?',
    )
    .pluck();
  const named = new Map(
    groups
      .flat()
      .map((kind) => [
        kind,
        db
          .prepare<[string, number], number>(
            `SELECT id FROM ${kind} WHERE sort_key = ? AND is_hidden = 0 ORDER BY id LIMIT ?`,
          )
          .pluck(),
      ]),
  );

  /** @param kinds what lies between them in the index is found as well */
  function ask(kinds: readonly ItemKind[], question: string): number[] {
    const ranges = kinds.map(docRange);
    const low = Math.min(...ranges.map((range) => range.low));
    const high = Math.max(...ranges.map((range) => range.high));
    return match.all(question, low, high, maxOfAll);
  }

  function findIn(kinds: readonly ItemKind[], words: readonly string[]): Iterable<number> {
    const all = ask(kinds, beginnings(words));
    if (all.length < maxOfAll) return all;
    const found = new Set<number>();
    for (const question of narrowerOf(words)) {
      if (found.size >= maxOfAll) return found;
      for (const doc of ask(kinds, question)) found.add(doc);
    }
    return new Set([...found, ...all]);
  }

  const asItems = (docs: readonly number[], kinds: readonly ItemKind[]): Candidate[] =>
    docs.map(itemOfDoc).filter(({ kind }) => kinds.includes(kind));

  return {
    find(kinds: readonly ItemKind[], words: readonly string[]): Candidate[] {
      // Mostly one question is enough: beginnings of words are gathered anew by each.
      const all = ask(kinds, beginnings(words));
      if (all.length < maxOfAll) return asItems(all, kinds);
      const wanted = groups.filter((group) => group.some((kind) => kinds.includes(kind)));
      return asItems(
        wanted.flatMap((group) => [...findIn(group, words)]),
        kinds,
      );
    },
    /** Whose whole name is this text, also one of signs alone. */
    findNamed(kinds: readonly ItemKind[], text: string): Candidate[] {
      const key = makeSortKey(text);
      return kinds.flatMap((kind) =>
        (named.get(kind)?.all(key, maxOfAll) ?? []).map((row) => ({ kind, row })),
      );
    },
    /** @param alternatives for each word those that may have been meant: any of them, and so for every word */
    findAlike(kinds: readonly ItemKind[], alternatives: readonly (readonly string[])[]): Candidate[] {
      const question = alternatives
        .map((words) => `(${words.map((word) => `"${word}"`).join(' OR ')})`)
        .join(' AND ');
      return asItems(ask(kinds, question), kinds);
    },
  };
}
