/** What a key asks of the table. Pure, so that every key can be tested without a page. */
export type KeyWish =
  | {
      readonly kind: 'move';
      readonly to: 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last';
      readonly extend: boolean;
    }
  | { readonly kind: 'select-all' }
  | { readonly kind: 'toggle-one' }
  | { readonly kind: 'pause-or-resume' }
  | { readonly kind: 'open' }
  | { readonly kind: 'remove' }
  | { readonly kind: 'menu' }
  | { readonly kind: 'type'; readonly letter: string };

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const moves = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'first',
  End: 'last',
} as const;

/** `isTypingName`: a word is being typed, and a space is part of it. */
export function keyWish(
  { key, ctrlKey, metaKey, shiftKey, altKey }: Key,
  isTypingName: boolean,
): KeyWish | undefined {
  const hasControl = ctrlKey || metaKey;
  if (altKey) return undefined;
  if (key in moves) {
    // One of the keys above: `in` does not narrow a string.
    return { kind: 'move', to: moves[key as keyof typeof moves], extend: shiftKey };
  }
  if (hasControl) {
    if (key.toLowerCase() === 'a') return { kind: 'select-all' };
    return key === ' ' ? { kind: 'toggle-one' } : undefined;
  }
  if (key === ' ' && !isTypingName) return { kind: 'pause-or-resume' };
  if (key === 'Enter') return { kind: 'open' };
  if (key === 'Delete') return { kind: 'remove' };
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return { kind: 'menu' };
  // `/` and `?` belong to the whole page.
  // Names of keys (`Tab`, `F5`) are longer than any character.
  if (/^.$/u.test(key) && key !== '/' && key !== '?') return { kind: 'type', letter: key };
  return undefined;
}
