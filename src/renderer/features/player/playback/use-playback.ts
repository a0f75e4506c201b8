import { effectScope, onMounted, onScopeDispose, watch, type Ref } from 'vue';
import { useApi } from '../../../api/index.ts';
import { useText } from '../../../i18n/index.ts';
import { useMessagesStore } from '../../../state/messages.ts';
import { usePlayerStore } from '../../../state/player.ts';
import { makeDecks, type Decks } from './decks.ts';
import { listenToDecks } from './listen-to-decks.ts';
import { makeMediaOpener } from './open-media.ts';
import { makePlayback, type PlaybackParts } from './playback.ts';

/** What a file says of its length may be a little more than is in it, seconds. */
const earlySeconds = 5;

type Store = PlaybackParts['store'];
type Playback = ReturnType<typeof makePlayback>;

/**
 * Makes the sound: follows the store and reports into it. Two elements take turns for what is only heard, one, which is in the
 * page, shows what is seen.
 */
export function usePlayback(video: Readonly<Ref<HTMLVideoElement | null>>): void {
  const [store, client, messages, { t }] = [usePlayerStore(), useApi(), useMessagesStore(), useText()];
  const scope = effectScope();

  function playWith(element: HTMLVideoElement): void {
    const decks = makeDecks(element, store);
    const media = makeMediaOpener({ client, t, video: element });
    const playback = makePlayback({ store, client, messages, t, media, decks });
    const life = new AbortController();
    const onBroken = () => playback.fail(t('player.trouble.broken'));
    followElements({ store, decks, playback, onBroken, signal: life.signal });
    followStore({ store, decks, playback });
    // The page was drawn anew, as in another language.
    if (store.entry !== undefined) void playback.begin(store.entry);
    onScopeDispose(() => {
      playback.leave();
      life.abort();
      playback.stop();
      decks.close();
    });
  }

  onMounted(() => {
    const element = video.value;
    if (element !== null) scope.run(() => playWith(element));
  });
}

interface ElementParts {
  readonly store: Store;
  readonly decks: Decks;
  readonly playback: Playback;
  readonly onBroken: () => void;
  readonly signal: AbortSignal;
}

function followElements({ store, decks, playback, onBroken, signal }: ElementParts): void {
  listenToDecks(
    decks,
    {
      onProgress: playback.report,
      onPlaying: playback.plays,
      onEnded(deck) {
        const held = deck.held();
        // What is made on the way has no length: where its drive goes, it only ends early.
        const isEarly = held?.how === 'remuxed' && (deck.left() ?? 0) > earlySeconds;
        if (isEarly) void playback.breakOff(held, playback.finish);
        else playback.finish();
      },
      onError(deck) {
        const held = deck.held();
        if (deck.element.error !== null && held !== undefined) void playback.breakOff(held, onBroken);
      },
      onPlay: () => (store.isPlaying = true),
      onPause(deck) {
        const { element } = deck;
        if (decks.wasHushed(element)) return;
        if (!element.ended && deck.held() !== undefined && element.error === null) store.isPlaying = false;
        playback.leave();
      },
    },
    signal,
  );
  addEventListener('pagehide', playback.leave, { signal });
}

/** What a person wishes holds at once, before anything else is done: hence `sync`. */
function followStore({ store, decks, playback }: Omit<ElementParts, 'onBroken' | 'signal'>): void {
  watch(
    () => store.turn,
    () => {
      store.audioTrack = 0;
      void playback.begin(store.entry);
    },
    { flush: 'sync' },
  );
  watch(
    () => store.soundWish,
    (wish) => {
      if (wish !== undefined) void playback.changeSound(wish.audioTrack);
    },
  );
  watch(
    () => store.isPlaying,
    (isPlaying) => {
      const active = decks.active();
      if (!isPlaying) active.element.pause();
      else if (active.held() !== undefined && active.element.paused) decks.start();
      else if (store.trouble !== undefined && store.entry !== undefined) void playback.begin(store.entry);
    },
    { flush: 'sync' },
  );
  watch(
    () => store.seekWish,
    (wish) => {
      const active = decks.active();
      if (wish !== undefined && active.held() !== undefined) active.seek(wish.toSeconds);
      playback.report();
    },
    { flush: 'sync' },
  );
  watch([() => store.volume, () => store.isMuted, () => store.loudness], decks.setLevels, {
    immediate: true,
  });
  watch(
    () => store.speed,
    (speed) => {
      decks.active().element.playbackRate = speed;
    },
  );
}
