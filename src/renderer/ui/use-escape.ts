import { onScopeDispose } from 'vue';
import { isLayerOpen, isTyping } from './keyboard.ts';

/** Esc, wherever the keyboard is, unless a field or something that lies over the page has its own use for it. */
export function useEscape(leave: () => void): void {
  const listening = new AbortController();
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Escape' && !isTyping(event.target) && !isLayerOpen()) leave();
    },
    // Before anything closes: else the Esc that closes a menu would find none open and close this, too.
    { capture: true, signal: listening.signal },
  );
  onScopeDispose(() => listening.abort());
}
