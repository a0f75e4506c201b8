/** What a key asks of a grid or a table of items. Pure, so that every key can be tested without a page. */
export type CollectionKey =
  | {
      readonly kind: 'move';
      readonly to: 'left' | 'right' | 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last';
      readonly extend: boolean;
    }
  | { readonly kind: 'select-all' }
  | { readonly kind: 'toggle-one' }
  | { readonly kind: 'open' }
  | { readonly kind: 'play' }
  | { readonly kind: 'remove' }
  /** The selected ones themselves go up or down, where they have an order of their own. */
  | { readonly kind: 'shift'; readonly by: -1 | 1 }
  | { readonly kind: 'menu' }
  | { readonly kind: 'type'; readonly letter: string };

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const moves = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'first',
  End: 'last',
} as const;

/** `isTypingName`: a word is being typed, and a space is part of it. Else the space bar is for the player. */
export function collectionKey(
  { key, ctrlKey, metaKey, shiftKey, altKey }: Key,
  isTypingName: boolean,
): CollectionKey | undefined {
  const hasControl = ctrlKey || metaKey;
  if (altKey) {
    if (key === 'ArrowUp') return { kind: 'shift', by: -1 };
    return key === 'ArrowDown' ? { kind: 'shift', by: 1 } : undefined;
  }
  if (key in moves) {
    // One of the keys above: `in` does not narrow a string.
    return { kind: 'move', to: moves[key as keyof typeof moves], extend: shiftKey };
  }
  if (hasControl) {
    if (key.toLowerCase() === 'a') return { kind: 'select-all' };
    if (key === 'Enter') return { kind: 'play' };
    return key === ' ' ? { kind: 'toggle-one' } : undefined;
  }
  if (key === 'Enter') return { kind: 'open' };
  if (key === 'Delete') return { kind: 'remove' };
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return { kind: 'menu' };
  if (key === ' ' && !isTypingName) return undefined;
  // `/` and `?` belong to the whole page. Names of keys (`Tab`, `F5`) are longer than any character.
  if (/^.$/u.test(key) && key !== '/' && key !== '?') return { kind: 'type', letter: key };
  return undefined;
}
