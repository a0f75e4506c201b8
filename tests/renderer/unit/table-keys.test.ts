import { describe, expect, test } from 'vitest';
import { keyWish } from '../../../src/renderer/features/transfers/table/table-keys.ts';

function press(
  key: string,
  held: { ctrl?: boolean; shift?: boolean; alt?: boolean } = {},
  isTypingName = false,
) {
  const { ctrl = false, shift = false, alt = false } = held;
  return keyWish({ key, ctrlKey: ctrl, metaKey: false, shiftKey: shift, altKey: alt }, isTypingName);
}

describe('a key in the table', () => {
  test('moves, and with Shift selects more', () => {
    expect(press('ArrowDown')).toEqual({ kind: 'move', to: 'down', extend: false });
    expect(press('End', { shift: true })).toEqual({ kind: 'move', to: 'last', extend: true });
  });

  test('pauses or resumes when it is the space bar, unless a name is being typed', () => {
    expect(press(' ')).toEqual({ kind: 'pause-or-resume' });
    expect(press(' ', {}, true)).toEqual({ kind: 'type', letter: ' ' });
  });

  test('opens, asks to remove, opens the menu, selects all', () => {
    expect(press('Enter')).toEqual({ kind: 'open' });
    expect(press('Delete')).toEqual({ kind: 'remove' });
    expect(press('F10', { shift: true })).toEqual({ kind: 'menu' });
    expect(press('ContextMenu')).toEqual({ kind: 'menu' });
    expect(press('a', { ctrl: true })).toEqual({ kind: 'select-all' });
  });

  test('is left to the page where it is not for the table', () => {
    for (const key of ['/', '?', 'Tab', 'Escape', 'F5']) expect(press(key)).toBeUndefined();
    expect(press('k', { ctrl: true })).toBeUndefined();
    expect(press('1', { alt: true })).toBeUndefined();
  });

  test('is a letter of any script', () => {
    expect(press('ж')).toEqual({ kind: 'type', letter: 'ж' });
  });
});
