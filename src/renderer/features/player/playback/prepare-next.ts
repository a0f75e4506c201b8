import type { Playable } from '#shared/contract/player.ts';
import type { usePlayerStore } from '../../../state/player.ts';
import type { Deck } from './deck.ts';
import type { Decks } from './decks.ts';
import { resumePoint } from './keep-position.ts';
import type { MediaOpener } from './open-media.ts';

/** What was opened ahead of time, for one place of the queue. */
interface Prepared {
  readonly key: number;
  readonly playable: Playable;
  readonly deck: Deck;
}

interface PreparerParts {
  readonly store: ReturnType<typeof usePlayerStore>;
  readonly media: MediaOpener;
  readonly decks: Decks;
}

/** Opens what follows before it is its turn, so that it begins without a pause. */
export function makeNextPreparer({ store, media, decks }: PreparerParts) {
  let prepared: Prepared | undefined;
  /** The place of the queue that is being opened. */
  let preparing: number | undefined;

  return {
    async prepare(playingKey: number | undefined, signal: AbortSignal): Promise<void> {
      const entry = store.following;
      if (entry === undefined || entry.key === playingKey || prepared?.key === entry.key) return;
      if (preparing === entry.key) return;
      preparing = entry.key;
      try {
        const playable = await media.open(entry, 0, signal);
        if (store.following?.key !== entry.key || media.whyNot(playable) !== undefined) return;
        const deck = decks.deckFor(playable);
        if (deck === decks.active()) return;
        const isSameFile = playable.url === decks.active().held()?.url;
        if (!isSameFile) {
          deck.load(playable, resumePoint(playable));
          deck.element.preload = 'auto';
          decks.setLevels();
        }
        prepared = { key: entry.key, playable, deck };
      } catch {
        // When its turn comes it is opened again, and then a person hears why not.
      } finally {
        if (preparing === entry.key) preparing = undefined;
      }
    },

    /** Where it is the next part of the file that was heard, the same element plays on. */
    playOn(key: number | undefined): void {
      const active = decks.active();
      if (prepared !== undefined && prepared.key === key && active.playsOnInto(prepared.playable))
        prepared = { ...prepared, deck: active };
    },

    /** What was prepared for a place of the queue, loaded; it is handed out once. */
    take(key: number): Prepared | undefined {
      if (prepared?.key !== key) return undefined;
      const taken = prepared;
      prepared = undefined;
      if (taken.deck.held() !== taken.playable) taken.deck.load(taken.playable, resumePoint(taken.playable));
      return taken;
    },
  };
}
