import { onScopeDispose } from 'vue';
import { isLayerOpen, isTyping } from '../../ui/keyboard.ts';

/** What the keyboard can ask for on every screen. */
export interface ShortcutActions {
  readonly search: () => void;
  readonly filter: () => void;
  readonly help: () => void;
  /** 0-based, in the order of the side bar. */
  readonly go: (place: number) => void;
}

export function useShortcuts({ search, filter, help, go }: ShortcutActions): void {
  function press(event: KeyboardEvent): void {
    if (event.defaultPrevented || isLayerOpen()) return;
    const hasControl = event.ctrlKey || event.metaKey;
    const place = event.altKey && !hasControl ? /^Digit([1-4])$/.exec(event.code)?.[1] : undefined;
    if (hasControl && event.key.toLowerCase() === 'k') search();
    else if (place !== undefined) go(Number(place) - 1);
    else if (hasControl || event.altKey || isTyping(event.target)) return;
    else if (event.key === '/') filter();
    else if (event.key === '?') help();
    else return;
    event.preventDefault();
  }

  window.addEventListener('keydown', press);
  onScopeDispose(() => window.removeEventListener('keydown', press));
}
