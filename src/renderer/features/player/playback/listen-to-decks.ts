import type { Deck } from './deck.ts';
import type { Decks } from './decks.ts';

interface Listener {
  /** Whatever may have changed how far it is, or how much of it has come. */
  onProgress(): void;
  onPlaying(): void;
  onEnded(deck: Deck): void;
  /** The element gave up on its file. */
  onError(deck: Deck): void;
  /** Here or by the system's own controls: a floating window, keys of a keyboard. */
  onPlay(): void;
  onPause(deck: Deck): void;
}

const progressEvents = [
  'timeupdate',
  'progress',
  'durationchange',
  'waiting',
  'playing',
  'seeked',
  'canplay',
] as const;

/** What the elements tell, as long as it comes from the one that is heard. */
export function listenToDecks(decks: Decks, listener: Listener, signal: AbortSignal): void {
  for (const deck of decks.all) {
    const on = (name: string, tell: () => void) =>
      deck.element.addEventListener(name, () => deck === decks.active() && tell(), { signal });
    for (const name of progressEvents) on(name, () => listener.onProgress());
    on('playing', () => listener.onPlaying());
    on('ended', () => listener.onEnded(deck));
    on('error', () => listener.onError(deck));
    on('play', () => listener.onPlay());
    on('pause', () => listener.onPause(deck));
  }
}
