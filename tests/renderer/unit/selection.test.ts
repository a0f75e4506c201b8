import { describe, expect, test } from 'vitest';
import {
  keepExisting,
  moveTo,
  nothingSelected,
  selectAll,
  selectOnly,
  selectTo,
  toggleOne,
} from '../../../src/renderer/ui/collection/selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const idsOf = ({ ids }: { ids: ReadonlySet<string> }) => [...ids].sort();

describe('the selection', () => {
  test('is one row after a click', () => {
    expect(idsOf(selectOnly('c'))).toEqual(['c']);
  });

  test('grows and shrinks by one with Ctrl', () => {
    const two = toggleOne(selectOnly('a'), 'd');
    expect(idsOf(two)).toEqual(['a', 'd']);
    expect(idsOf(toggleOne(two, 'a'))).toEqual(['d']);
  });

  test('is a range with Shift, in either direction, from where it began', () => {
    const down = selectTo(selectOnly('b'), 'd', order);
    expect(idsOf(down)).toEqual(['b', 'c', 'd']);
    expect(idsOf(selectTo(down, 'a', order))).toEqual(['a', 'b']);
  });

  test('begins anew where the row it began at is gone', () => {
    expect(idsOf(selectTo(selectOnly('gone'), 'd', order))).toEqual(['d']);
  });

  test('goes with the arrows and stops at the ends', () => {
    expect(moveTo(selectOnly('e'), { index: 5, extend: false, order }).active).toBe('e');
    expect(moveTo(nothingSelected, { index: 0, extend: false, order }).active).toBe('a');
  });

  test('grows with Shift and arrows', () => {
    expect(idsOf(moveTo(selectOnly('b'), { index: 2, extend: true, order }))).toEqual(['b', 'c']);
  });

  test('is everything after Ctrl A, and the keyboard stays where it was', () => {
    const all = selectAll(selectOnly('c'), order);
    expect(all.ids.size).toBe(5);
    expect(all.active).toBe('c');
  });

  test('lets go of rows that are gone, and is the same object when none is', () => {
    const two = toggleOne(selectOnly('a'), 'd');
    expect(keepExisting(two, () => true)).toBe(two);
    const left = keepExisting(two, (id) => id !== 'd');
    expect(idsOf(left)).toEqual(['a']);
    expect(left.active).toBeUndefined();
  });
});
