import type { Playable } from '#shared/contract/player.ts';
import type { usePlayerStore } from '../../../state/player.ts';
import { makeDeck, type Deck } from './deck.ts';
import { gainOf } from './loudness.ts';
import { makeSoundGraph } from './sound-graph.ts';

/** The elements that play, one of which is heard. Two take turns for what is only heard, one shows what is seen. */
export interface Decks {
  readonly all: readonly Deck[];
  active(): Deck;
  /** Which is to play it: never the one from which sound comes now. */
  deckFor(playable: Playable): Deck;
  /** From now on it is this one, as loud and as fast as the store says; the one before lets go of its file. */
  take(deck: Deck): void;
  start(): void;
  /** Pauses, though nobody has asked for it: what was wished for stays. */
  hush(): void;
  /** Whether the pause that an element tells of is ours; true once for each. */
  wasHushed(element: HTMLMediaElement): boolean;
  setLevels(): void;
  empty(): void;
  close(): void;
}

export function makeDecks(video: HTMLVideoElement, store: ReturnType<typeof usePlayerStore>): Decks {
  const graph = makeSoundGraph();
  const sounds = [makeDeck(new Audio()), makeDeck(new Audio())] as const;
  const pictures = makeDeck(video);
  const all = [...sounds, pictures];
  const hushed = new Set<HTMLMediaElement>();
  let active: Deck = sounds[0];

  function setLevels(): void {
    for (const deck of all) {
      const gain = gainOf(deck.held()?.replayGain ?? null, store.loudness);
      graph.setLevel(deck.element, store.volume ** 2 * gain);
      deck.element.muted = store.isMuted;
    }
  }

  function empty(): void {
    for (const deck of all) deck.empty();
  }

  return {
    all,
    active: () => active,
    deckFor(playable) {
      if (playable.mediaType?.startsWith('video/') === true) return pictures;
      return active === sounds[0] ? sounds[1] : sounds[0];
    },
    take(deck) {
      const before = active;
      active = deck;
      setLevels();
      deck.element.playbackRate = store.speed;
      if (before !== deck) before.empty();
    },
    start() {
      graph.wake();
      active.element.play().catch((error: unknown) => {
        const wasRefused = error instanceof DOMException && error.name === 'NotAllowedError';
        // What else there is comes as an event of the element, or because another file was put into it.
        if (wasRefused) store.isPlaying = false;
      });
    },
    hush() {
      if (active.element.paused) return;
      hushed.add(active.element);
      active.element.pause();
    },
    wasHushed: (element) => hushed.delete(element),
    setLevels,
    empty,
    close() {
      empty();
      graph.close();
    },
  };
}
