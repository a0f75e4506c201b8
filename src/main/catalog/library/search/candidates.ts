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
type Group = readonly ItemKind[];
/** Asked for apart, each kind by itself but those of which there are few; as they lie in the index. */
const groups: readonly Group[] = [['artist'], ['album'], ['show', 'playlist', 'video'], ['track']];

function spanOf(kinds: readonly ItemKind[]): { readonly low: bigint; readonly high: bigint } {
  const ranges = kinds.map(docRange).toSorted((one, other) => (one.low < other.low ? -1 : 1));
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (first === undefined || last === undefined) throw new Error('Some kind is asked for.');
  return { low: first.low, high: last.high };
}

/** Finds what the index has for some words; if not all of it, then what fits best. */
export function makeCandidates(db: Database) {
  const match = db
    .prepare<[string, bigint, bigint, number], number>(
      'SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?',
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

  /** The first so many. @param kinds what lies between them in the index is found as well */
  function ask(kinds: readonly ItemKind[], question: string, limit = maxOfAll): number[] {
    const { low, high } = spanOf(kinds);
    return match.all(question, low, high, limit);
  }

  /**
   * For beginnings of words the index first gathers everything that begins so, whatever range is asked for. So they are asked
   * for seldom: for a group along with all that follow, as far as the limit reaches.
   * @returns for a group its first ones: all of them where they are fewer than can be weighed
   */
  function makeAskedAlong(wanted: readonly Group[], question: string): (at: number) => number[] {
    const limit = wanted.length * maxOfAll;
    let known: number[] = [];
    let reachesTo = -1n;
    return (at) => {
      const group = wanted[at] ?? [];
      const { low, high } = spanOf(group);
      const own = () => known.filter((doc) => doc >= low && doc <= high).slice(0, maxOfAll);
      if (reachesTo >= high || own().length >= maxOfAll) return own();
      const rest = wanted.slice(at).flat();
      known = ask(rest, question, limit);
      reachesTo = known.length < limit ? spanOf(rest).high : BigInt(known.at(-1) ?? 0) - 1n;
      return own();
    };
  }

  /** All of a group, or where it holds more than can be weighed what fits narrower questions, the narrowest first. */
  function findAll(wanted: readonly Group[], words: readonly string[]): number[] {
    const begun = makeAskedAlong(wanted, beginnings(words));
    const titlesBegun = makeAskedAlong(wanted, inTitle(beginnings(words)));
    // Whole words are looked up at once. Where they do not find too much, the wider question is needed in any case.
    const isTooMuch = ask(wanted.flat(), wholeWords(words)).length >= maxOfAll;
    return wanted.flatMap((group, at) => {
      if (!isTooMuch && begun(at).length < maxOfAll) return begun(at);
      const found = new Set(ask(group, inTitle(wholeWords(words))));
      if (found.size < maxOfAll) for (const doc of ask(group, wholeWords(words))) found.add(doc);
      if (found.size >= maxOfAll) return [...found];
      const all = begun(at);
      if (all.length < maxOfAll) return all;
      for (const doc of titlesBegun(at)) found.add(doc);
      return [...new Set([...found, ...(found.size < maxOfAll ? all : [])])];
    });
  }

  const asItems = (docs: readonly number[], kinds: readonly ItemKind[]): Candidate[] =>
    docs.map(itemOfDoc).filter(({ kind }) => kinds.includes(kind));

  return {
    find(kinds: readonly ItemKind[], words: readonly string[]): Candidate[] {
      const wanted = groups
        .map((group) => group.filter((kind) => kinds.includes(kind)))
        .filter((group) => group.length > 0);
      return wanted.length === 0 ? [] : asItems(findAll(wanted, words), kinds);
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
      return kinds.length === 0 ? [] : asItems(ask(kinds, question), kinds);
    },
  };
}
