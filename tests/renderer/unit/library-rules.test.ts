import { describe, expect, test } from 'vitest';
import { filterQuery, isFiltered, noFilters } from '../../../src/renderer/features/library/browse/filters.ts';
import { movedBefore, movedBy, without } from '../../../src/renderer/features/library/lists/entry-order.ts';
import {
  comparisonsOf,
  draftOf,
  newCondition,
  ruleFields,
  ruleOf,
} from '../../../src/renderer/features/library/lists/rule-draft.ts';
import { menuSubject } from '../../../src/renderer/features/library/menu/menu-subject.ts';
import { withHeadings } from '../../../src/renderer/features/library/pages/headed-rows.ts';
import { wordMatcher } from '../../../src/renderer/features/palette/entry.ts';
import { playlistRuleSchema, type PlaylistRule } from '../../../src/shared/contract/library-items.ts';
import { exampleAlbum, exampleTrack } from '../../support/in-memory-core-library-items.ts';

const rule: PlaylistRule = {
  match: 'any',
  conditions: [
    { field: 'genre', is: 'contains', value: 'Folk' },
    { field: 'year', is: 'at-least', value: 1970 },
    { field: 'favourite', is: 'equals', value: false },
  ],
  sort: 'random',
  isDescending: true,
  limit: 50,
};

describe('a rule that is being written', () => {
  test('comes out as it went in', () => {
    expect(ruleOf(draftOf(rule))).toEqual({ rule });
  });

  test.each(ruleFields)('of %s is one that the contract takes, with each comparison offered', (field) => {
    for (const is of comparisonsOf(field)) {
      const condition = { ...newCondition(field), is };
      if (condition.value === '') condition.value = '12';
      const made = ruleOf({ ...draftOf(null), conditions: [condition] });
      expect(playlistRuleSchema.safeParse('rule' in made ? made.rule : made).success).toBe(true);
    }
  });

  test('tells which conditions say nothing yet', () => {
    const draft = draftOf(rule);
    const [first, second] = draft.conditions;
    if (first === undefined || second === undefined) throw new Error('no conditions');
    first.value = '  ';
    second.value = '19x';
    draft.limit = '0';
    expect(ruleOf(draft)).toEqual({ faults: new Set([first.key, second.key, 'limit']) });
  });
});

describe('the order of a list', () => {
  const order = [0, 1, 2, 3, 4];

  test('takes what is dragged to where it is dropped, in the order it had', () => {
    expect(movedBefore(order, new Set([0, 3]), 2)).toEqual([1, 0, 3, 2, 4]);
    expect(movedBefore(order, new Set([1]), 5)).toEqual([0, 2, 3, 4, 1]);
    expect(movedBefore(order, new Set([1, 2]), 2)).toEqual(order);
  });

  test('takes a step up or down, and none beyond its ends', () => {
    expect(movedBy(order, new Set([2]), -1)).toEqual([0, 2, 1, 3, 4]);
    expect(movedBy(order, new Set([2]), 1)).toEqual([0, 1, 3, 2, 4]);
    expect(movedBy(order, new Set([0, 1]), -1)).toBe(order);
    expect(movedBy(order, new Set([4]), 1)).toBe(order);
    expect(movedBy(order, new Set([1, 3]), 1)).toEqual([0, 2, 4, 1, 3]);
  });

  test('closes up when something is taken out', () => {
    expect(without(order, new Set([1, 4]))).toEqual([0, 2, 3]);
  });
});

describe('the filters of a list', () => {
  test('ask for nothing when they are no matter', () => {
    expect(filterQuery(noFilters)).toEqual({});
    expect(isFiltered(noFilters)).toBe(false);
    expect(isFiltered({ ...noFilters, text: '  ' })).toBe(false);
  });

  test('ask for ten years when a decade is chosen', () => {
    const filters = { ...noFilters, decade: '1970', isFavourite: true };
    expect(filterQuery(filters)).toEqual({ fromYear: 1970, toYear: 1979, isFavourite: true });
    expect(isFiltered(filters)).toBe(true);
  });
});

test('a heading stands before each run of files that have the same one', () => {
  const album = exampleAlbum(0, 4);
  const tracks = [0, 1, 2, 3].map((index) => exampleTrack(album, 0, index));
  const rows = withHeadings(tracks, ({ discNumber }) => `Disc ${discNumber ?? 0}`);
  expect(rows.map(({ isHeading, name }) => (isHeading === true ? name : '·'))).toEqual([
    'Disc 1',
    '·',
    '·',
    'Disc 2',
    '·',
    '·',
  ]);
});

describe('the menu of items', () => {
  const album = exampleAlbum(2, 2);
  const track = exampleTrack(album, 2, 0);

  test('leads from a single track to its album and artist, and from several nowhere', () => {
    expect(menuSubject([track.id], [track])).toMatchObject({ albumId: album.id, file: track });
    expect(menuSubject([track.id, album.id], [track, album])).toMatchObject({
      albumId: null,
      artistId: null,
    });
  });

  test('calls them favourites only when all of them are', () => {
    const marked = { ...track, isFavourite: true };
    expect(menuSubject([track.id], [marked]).isFavourite).toBe(true);
    expect(menuSubject([track.id, album.id], [marked, { ...album, isFavourite: false }]).isFavourite).toBe(
      false,
    );
  });
});

test('a search finds every word anywhere, whatever its accents', () => {
  const matches = wordMatcher('tomas ils');
  expect(matches('Ilse & Tomás')).toBe(true);
  expect(matches('Ilse')).toBe(false);
  expect(wordMatcher('')('anything')).toBe(true);
});
