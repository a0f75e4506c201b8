import { describe, expect, test } from 'vitest';
import { collectionKey } from '../../../src/renderer/ui/collection/collection-keys.ts';
import { fromRows } from '../../../src/renderer/ui/collection/collection.ts';
import { coverMeasures } from '../../../src/renderer/ui/collection/cover-measures.ts';
import { fittingColumns, type RowColumn } from '../../../src/renderer/ui/collection/row-columns.ts';
import { placeholderOf } from '../../../src/renderer/ui/placeholder.ts';

const key = (name: string, held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe('a key in a list of items', () => {
  test.each([
    ['ArrowLeft', {}, { kind: 'move', to: 'left', extend: false }],
    ['End', { shiftKey: true }, { kind: 'move', to: 'last', extend: true }],
    ['Enter', {}, { kind: 'open' }],
    ['Enter', { ctrlKey: true }, { kind: 'play' }],
    ['a', { ctrlKey: true }, { kind: 'select-all' }],
    ['ArrowUp', { altKey: true }, { kind: 'shift', by: -1 }],
    ['F10', { shiftKey: true }, { kind: 'menu' }],
    ['m', {}, { kind: 'type', letter: 'm' }],
  ])('%s with %j is %j', (name, held, wish) => {
    expect(collectionKey(key(name, held), false)).toEqual(wish);
  });

  test('leaves the space bar to the player, unless a name is being typed', () => {
    expect(collectionKey(key(' '), false)).toBeUndefined();
    expect(collectionKey(key(' '), true)).toEqual({ kind: 'type', letter: ' ' });
  });

  test('leaves the slash and the question mark to the page', () => {
    expect(collectionKey(key('/'), false)).toBeUndefined();
    expect(collectionKey(key('?'), false)).toBeUndefined();
  });
});

test('a range of rows has no headings in it', async () => {
  const rows = fromRows([
    { id: 'one', name: 'Disc 1', isHeading: true },
    { id: 'a', name: 'A' },
    { id: 'two', name: 'Disc 2', isHeading: true },
    { id: 'b', name: 'B' },
  ]);
  expect(await rows.idsBetween(0, 3)).toEqual(['a', 'b']);
});

describe('a grid of covers', () => {
  test.each([480, 700, 1060, 1700, 2350, 3620])(
    'at %i px fills the width with covers of a good size',
    (width) => {
      const { columns, coverHeight, gap, side } = coverMeasures({ width, shape: 'square' });
      const cell = (width - 2 * side - gap * (columns - 1)) / columns;
      expect(coverHeight).toBe(Math.round(cell - 12));
      expect(coverHeight).toBeGreaterThan(105);
      expect(coverHeight).toBeLessThan(260);
    },
  );

  test('makes posters higher than they are wide, and screens wider', () => {
    const of = (shape: 'square' | 'poster' | 'screen') => coverMeasures({ width: 1060, shape });
    expect(of('poster').coverHeight).toBe(Math.round(of('square').coverHeight * 1.5));
    expect(of('screen').columns).toBeLessThan(of('square').columns);
  });
});

test('columns go, the most dispensable first, until the rest fits; those that stay always stay', () => {
  const column = (id: string, dispensable: number): RowColumn => ({
    id,
    label: id,
    width: '100px',
    minWidth: 100,
    dispensable,
  });
  const columns = [column('title', 0), column('artist', 1), column('year', 3), column('plays', 2)];
  const idsAt = (width: number) => fittingColumns(columns, width).map(({ id }) => id);
  expect(idsAt(500)).toEqual(['title', 'artist', 'year', 'plays']);
  expect(idsAt(400)).toEqual(['title', 'artist', 'plays']);
  expect(idsAt(10)).toEqual(['title']);
  expect(idsAt(0)).toHaveLength(4);
});

describe('a picture made from a title', () => {
  test('has the first letters of its first two words, without an article', () => {
    expect(placeholderOf('The Harbour Tapes').letters).toBe('HT');
    expect(placeholderOf('élan').letters).toBe('É');
    expect(placeholderOf('“…”').letters).toBe('');
  });

  test('is always the same for the same title, and another for another', () => {
    expect(placeholderOf('Harbour')).toEqual(placeholderOf('Harbour'));
    expect(placeholderOf('Harbour').hue).not.toBe(placeholderOf('Rivers').hue);
  });
});
