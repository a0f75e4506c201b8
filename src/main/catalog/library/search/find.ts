import type { Database } from 'better-sqlite3';
import type { Hit } from '#shared/contract/library-items.ts';
import { wordsOf } from '#shared/domain/library/fold.ts';
import type { ItemKind } from '#shared/domain/library/item-id.ts';
import { makeCandidates, type Candidate } from './candidates.ts';
import { makeHits } from './hits.ts';
import { makeNearWords } from './near-words.ts';
import { forgivenSlips, slipsBetween } from './distance.ts';

/** Where both fit as well: few things that hold much before many that are parts of them. */
const kindsInOrder: readonly ItemKind[] = ['artist', 'album', 'show', 'playlist', 'video', 'track'];
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
  const { read, sizes } = makeHits(db);

  /** Of those that fit as well, the one with the shortest title: the words are more of it. */
  function best(found: readonly Candidate[], limit: number): Candidate[] {
    const size = sizes(found);
    return found
      .toSorted(
        (one, other) =>
          one.tier - other.tier ||
          kindsInOrder.indexOf(one.kind) - kindsInOrder.indexOf(other.kind) ||
          size(one) - size(other) ||
          one.row - other.row,
      )
      .slice(0, limit);
  }

  function alike(words: readonly string[], kinds: readonly ItemKind[], limit: number): Hit[] {
    const alternatives = words.map((word) => [word, ...nearWords(word).map((near) => near.word)]);
    if (alternatives.every((options) => options.length === 1)) return [];
    const found = kinds.flatMap((kind) => candidates.findAlike(kind, alternatives));
    const slips = (hit: Hit) => {
      const own = wordsOf([hit.title, hit.artist, hit.album].join(' '));
      const least = (word: string) =>
        Math.min(forgivenSlips(word) + 1, ...own.map((other) => slipsBetween(word, other)));
      return words.reduce((sum, word) => sum + least(word), 0);
    };
    return read(best(found, 2 * limit))
      .map((hit) => ({ hit, slips: slips(hit) }))
      .toSorted((one, other) => one.slips - other.slips)
      .map(({ hit }) => hit);
  }

  return ({ text, kinds = kindsInOrder, limit }) => {
    const words = [...new Set(wordsOf(text))].slice(0, maxWords);
    const inOrder = kindsInOrder.filter((kind) => kinds.includes(kind));
    const found = inOrder.flatMap((kind) => candidates.find(kind, words, text));
    const hits = read(best(found, limit));
    if (hits.length >= Math.min(fewHits, limit) || words.length === 0) return hits;
    const known = new Set(hits.map(({ id }) => id));
    const more = alike(words, inOrder, limit).filter(({ id }) => !known.has(id));
    return [...hits, ...more].slice(0, limit);
  };
}
