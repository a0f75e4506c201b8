import type { Database } from 'better-sqlite3';
import type { Hit } from '#shared/contract/library-items.ts';
import { wordsOf } from '#shared/domain/library/fold.ts';
import type { ItemKind } from '#shared/domain/library/item-id.ts';
import { makeCandidates } from './candidates.ts';
import { forgivenSlips, slipsBetween } from './distance.ts';
import { makeHits } from './hits.ts';
import { makeNearWords } from './near-words.ts';
import { fairlyFirst, kindsInOrder, makeRank } from './rank.ts';

/** With fewer hits than this it may have been mistyped. */
const fewHits = 3;
/** Nobody types more; each costs a look into the index. */
const maxWords = 12;

export interface SearchWish {
  readonly text: string;
  /** Undefined: all. */
  readonly kinds?: readonly ItemKind[] | undefined;
  readonly limit: number;
}

/** Finds items by their names: all words, or their beginnings; when that finds little, also words that are nearly so. */
export function makeSearch(db: Database): (wish: SearchWish) => Hit[] {
  const candidates = makeCandidates(db);
  const nearWords = makeNearWords(db);
  const rank = makeRank(db);
  const readHits = makeHits(db);

  function alike(words: readonly string[], kinds: readonly ItemKind[], limit: number): Hit[] {
    const alternatives = nearWords(words);
    if (alternatives.every((options) => options.length === 1)) return [];
    const found = rank(candidates.findAlike(kinds, alternatives), words, words.join(' '));
    const slips = (hit: Hit) => {
      const own = wordsOf([hit.title, hit.artist, hit.album].join(' '));
      const least = (word: string) =>
        Math.min(forgivenSlips(word) + 1, ...own.map((other) => slipsBetween(word, other)));
      return words.reduce((sum, word) => sum + least(word), 0);
    };
    return readHits(found.slice(0, 2 * limit))
      .map((hit) => ({ hit, slips: slips(hit) }))
      .toSorted((one, other) => one.slips - other.slips)
      .map(({ hit }) => hit);
  }

  return ({ text, kinds = kindsInOrder, limit }) => {
    const words = [...new Set(wordsOf(text))].slice(0, maxWords);
    const found = candidates.findNamed(kinds, text);
    if (words.length > 0) found.push(...candidates.find(kinds, words));
    const hits = readHits(fairlyFirst(rank(found, words, text), limit));
    if (hits.length >= Math.min(fewHits, limit) || words.length === 0) return hits;
    const known = new Set(hits.map(({ id }) => id));
    const more = alike(words, kinds, limit).filter(({ id }) => !known.has(id));
    return [...hits, ...more].slice(0, limit);
  };
}
