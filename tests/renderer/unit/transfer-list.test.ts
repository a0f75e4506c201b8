import { describe, expect, test } from 'vitest';
import {
  columns,
  comparison,
  fitting,
  leastWidth,
  nextSorting,
  sortedAtFirst,
} from '../../../src/renderer/features/transfers/list/columns.ts';
import { countByFilter, filterOf, matcher } from '../../../src/renderer/features/transfers/list/filters.ts';
import { nameKind } from '../../../src/renderer/features/transfers/list/name-kind.ts';
import { makeTypeAhead } from '../../../src/renderer/ui/collection/type-ahead.ts';
import { torrentStates } from '../../../src/shared/domain/torrent-state.ts';
import { exampleTorrent } from '../../support/in-memory-core-examples.ts';

describe('sorting', () => {
  test('counts as people do: disc 2 comes before disc 10', () => {
    const rows = [exampleTorrent(1, { name: 'Disc 10' }), exampleTorrent(2, { name: 'Disc 2' })];
    const sorted = rows.toSorted(comparison({ column: 'name', isDescending: false }));
    expect(sorted.map(({ name }) => name)).toEqual(['Disc 2', 'Disc 10']);
  });

  test('leaves rows that are equal in a column the newest first, whichever way it goes', () => {
    const older = exampleTorrent(1, { ratio: 1, addedAt: '2026-01-01T00:00:00.000Z' });
    const newer = exampleTorrent(2, { ratio: 1, addedAt: '2026-02-01T00:00:00.000Z' });
    for (const isDescending of [true, false]) {
      expect([older, newer].toSorted(comparison({ column: 'ratio', isDescending }))[0]).toBe(newer);
    }
  });

  test('goes from the largest figure to the smallest, then the other way, then back to the newest first', () => {
    const first = nextSorting(sortedAtFirst, 'sizeBytes');
    const second = nextSorting(first, 'sizeBytes');
    expect([first, second, nextSorting(second, 'sizeBytes')]).toEqual([
      { column: 'sizeBytes', isDescending: true },
      { column: 'sizeBytes', isDescending: false },
      sortedAtFirst,
    ]);
  });

  test('begins with A for names', () => {
    expect(nextSorting(sortedAtFirst, 'name')).toEqual({ column: 'name', isDescending: false });
  });
});

describe('columns', () => {
  const shown = ['name', 'state', 'downloadBps', 'uploadBps', 'sizeBytes', 'ratio', 'profile'] as const;

  test('are all there when there is room', () => {
    expect(fitting(shown, leastWidth(shown))).toEqual(shown);
  });

  test('go one by one when there is not, and never the name nor the state', () => {
    expect(fitting(shown, leastWidth(shown) - 1)).toEqual(shown.filter((id) => id !== 'ratio'));
    expect(fitting(shown, 100)).toEqual(['name', 'state']);
  });

  test('of figures have a fixed width, so that nothing moves when they change', () => {
    const figures = Object.values(columns).filter(({ isFigure }) => isFigure);
    expect(figures.every(({ width }) => /^\d+px$/.test(width))).toBe(true);
  });
});

describe('filters', () => {
  test('find every torrent under exactly one of them', () => {
    const torrents = torrentStates.map((state, number) => exampleTorrent(number, { state }));
    const { all, ...others } = countByFilter(torrents);
    expect(all).toBe(torrentStates.length);
    expect(Object.values(others).reduce((sum, count) => sum + count, 0)).toBe(all);
  });

  test('count what is checked before it was ever complete as downloading', () => {
    expect(filterOf({ state: 'checking', completedAt: null })).toBe('downloading');
    expect(filterOf({ state: 'checking', completedAt: '2026-01-01T00:00:00.000Z' })).toBe('seeding');
  });

  test('match every word anywhere in the name, whatever its case', () => {
    const torrent = exampleTorrent(1, { name: 'Slow Rivers – Live at the Mill' });
    expect(matcher('MILL slow', 'all')(torrent)).toBe(true);
    expect(matcher('mill fast', 'all')(torrent)).toBe(false);
  });

  test('find a torrent by its infohash', () => {
    const torrent = exampleTorrent(1);
    expect(matcher(torrent.infoHash, 'all')(torrent)).toBe(true);
  });
});

describe('jumping to a name', () => {
  const names = ['Alba', 'Barn Owls', 'Blue Hour', 'Bluebird', 'Cosmos'];

  test('finds what begins with the letters typed quickly', () => {
    const ahead = makeTypeAhead();
    expect(ahead.type('b', { now: 0, from: 0, names })).toBe(1);
    expect(ahead.type('l', { now: 100, from: 1, names })).toBe(2);
    expect(ahead.type('u', { now: 200, from: 2, names })).toBe(2);
  });

  test('goes on to the next with the same letter', () => {
    const ahead = makeTypeAhead();
    expect(ahead.type('b', { now: 0, from: 0, names })).toBe(1);
    expect(ahead.type('b', { now: 100, from: 1, names })).toBe(2);
    expect(ahead.type('b', { now: 200, from: 2, names })).toBe(3);
    expect(ahead.type('b', { now: 300, from: 3, names })).toBe(1);
  });

  test('forgets after a pause, so that a space is not part of a name then', () => {
    const ahead = makeTypeAhead();
    ahead.type('b', { now: 0, from: 0, names });
    expect(ahead.isTyping(500)).toBe(true);
    expect(ahead.isTyping(5000)).toBe(false);
    expect(ahead.type('c', { now: 5000, from: 1, names })).toBe(4);
  });

  test('finds nothing where nothing fits', () => {
    expect(makeTypeAhead().type('x', { now: 0, from: 0, names })).toBe(-1);
  });
});

test('a name tells its picture by its ending, and several files are a folder', () => {
  expect(nameKind('Bunny.MKV', 1)).toBe('video');
  expect(nameKind('Goldberg Variations', 32)).toBe('folder');
  expect(nameKind('constructor', 1)).toBe('file');
});
