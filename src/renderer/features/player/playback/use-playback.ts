import { effectScope, onMounted, onScopeDispose, watch, type Ref } from 'vue';
import type { Api } from '#shared/contract/api.ts';
import type { Client } from '#shared/contract/define.ts';
import type { Playable } from '#shared/contract/player.ts';
import { isCancelled, toAppError, useApi } from '../../../api/index.ts';
import { useText, type Text } from '../../../i18n/index.ts';
import { useMessagesStore } from '../../../state/messages.ts';
import { usePlayerStore } from '../../../state/player.ts';
import type { Entry } from '../../../state/player/play-queue.ts';
import type { WhatPlays } from '../../../state/player/what-plays.ts';
import { makeDeck, type Deck } from './deck.ts';
import { makePositionKeeper, resumePoint } from './keep-position.ts';
import { gainOf } from './loudness.ts';
import { makeSoundGraph } from './sound-graph.ts';
import { whenBack } from './when-back.ts';

/** How long before the end the next one is opened, so that it begins without a pause; seconds. */
const preparesAtSeconds = 20;

/** What a file says of its length may be a little more than is in it, seconds. */
const earlySeconds = 5;

/** What was opened ahead of time, for one place of the queue. */
interface Prepared {
  readonly key: number;
  readonly playable: Playable;
  readonly deck: Deck;
}

interface PlaybackParts {
  readonly store: ReturnType<typeof usePlayerStore>;
  readonly client: Client<Api>;
  readonly messages: ReturnType<typeof useMessagesStore>;
  readonly t: Text['t'];
}

/**
 * Makes the sound: follows the store and reports into it. Two elements take turns for what is only heard, one, which is in the
 * page, shows what is seen.
 */
export function usePlayback(video: Readonly<Ref<HTMLVideoElement | null>>): void {
  const parts = {
    store: usePlayerStore(),
    client: useApi(),
    messages: useMessagesStore(),
    t: useText().t,
  };
  const scope = effectScope();
  onMounted(() => {
    const element = video.value;
    if (element !== null) scope.run(() => playWith(element, parts));
  });
}

function playWith(video: HTMLVideoElement, { store, client, messages, t }: PlaybackParts): void {
  const graph = makeSoundGraph();
  const positions = makePositionKeeper({
    save: (what, seconds) => {
      // The next one that is saved makes up for one that was not.
      if (what.kind === 'item')
        client['library.setPosition']({ id: what.id, seconds }).catch(() => undefined);
    },
    now: () => performance.now(),
  });

  const sounds = [makeDeck(new Audio()), makeDeck(new Audio())] as const;
  const pictures = makeDeck(video);
  const decks = [...sounds, pictures];
  let active: Deck = sounds[0];
  let playing: Entry<WhatPlays> | undefined;
  let prepared: Prepared | undefined;
  let opening = new AbortController();
  /** One after the other that did not play: a queue of which nothing plays comes to an end. */
  let failures = 0;
  /** Where the reading of what plays broke off. */
  let brokenOff: { readonly key: number; readonly atSeconds: number } | undefined;
  let endOfPart: ReturnType<typeof setTimeout> | undefined;

  /** The last one that a person asked for. Opened again, it does not undo that somebody has paused its transfer meanwhile. */
  let askedFor: number | undefined;

  function open({ key, what }: Entry<WhatPlays>, audioTrack: number, signal: AbortSignal): Promise<Playable> {
    if (what.kind === 'item') return client['player.open']({ id: what.id, audioTrack }, { signal });
    const { torrentId, file } = what;
    const resumes = askedFor !== key;
    askedFor = key;
    return client['player.openTorrentFile']({ torrentId, file, resumes, audioTrack }, { signal });
  }

  const deckFor = (playable: Playable): Deck => {
    if (playable.mediaType?.startsWith('video/') === true) return pictures;
    return active === sounds[0] ? sounds[1] : sounds[0];
  };

  function whyNot({ cannotPlay, mediaType }: Playable): string | undefined {
    if (cannotPlay !== null) return cannotPlay;
    const isKnown = mediaType !== null && video.canPlayType(mediaType) !== '';
    // A container that the browser does not name may still play: only a codec that it denies does not.
    return mediaType?.includes('codecs=') === true && !isKnown ? t('player.trouble.codec') : undefined;
  }

  async function begin(entry: Entry<WhatPlays> | undefined): Promise<void> {
    leave();
    opening.abort();
    opening = new AbortController();
    const { signal } = opening;
    playing = entry;
    store.trouble = undefined;
    if (brokenOff?.key !== entry?.key) brokenOff = undefined;
    if (entry === undefined) {
      for (const deck of decks) deck.empty();
      store.opened = undefined;
      report();
      return;
    }
    if (prepared?.key === entry.key) {
      const { playable, deck } = prepared;
      prepared = undefined;
      if (deck.held() !== playable) deck.load(playable, resumePoint(playable));
      take(deck, playable);
      return;
    }
    hush();
    try {
      playOpened(entry, await open(entry, store.audioTrack, signal), signal);
    } catch (failure) {
      await notOpened(entry, failure, signal);
    }
  }

  function playOpened(entry: Entry<WhatPlays>, playable: Playable, signal: AbortSignal): void {
    if (signal.aborted) return;
    const reason = whyNot(playable);
    store.opened = playable;
    if (reason !== undefined) {
      fail(reason);
      return;
    }
    store.trouble = undefined;
    const deck = deckFor(playable);
    deck.load(playable, brokenOff?.key === entry.key ? brokenOff.atSeconds : resumePoint(playable));
    take(deck, playable);
  }

  /** Where the drive is away nothing else is tried in its place: it stands still until the drive is back. */
  async function notOpened(entry: Entry<WhatPlays>, failure: unknown, signal: AbortSignal): Promise<void> {
    if (signal.aborted || isCancelled(failure)) return;
    const { code, message } = toAppError(failure);
    if (code !== 'drive-away') {
      fail(message);
      return;
    }
    hush();
    store.trouble = message;
    messages.say('failed', t('player.trouble.title', { title: titleNow() }), message);
    try {
      playOpened(entry, await whenBack(() => open(entry, store.audioTrack, signal), signal), signal);
    } catch (other) {
      if (opening.signal === signal && !isCancelled(other)) fail(toAppError(other).message);
    }
  }

  /**
   * In the middle: asked again, the core says whether the drive went away or another file is in its place.
   * @param otherwise where it is still the same
   */
  async function breakOff(entry: Entry<WhatPlays>, held: Playable, otherwise: () => void): Promise<void> {
    const { signal } = opening;
    brokenOff = { key: entry.key, atSeconds: active.progress().positionSeconds };
    try {
      const playable = await open(entry, store.audioTrack, signal);
      if (signal.aborted) return;
      if (playable.url === held.url) otherwise();
      else playOpened(entry, playable, signal);
    } catch (failure) {
      await notOpened(entry, failure, signal);
    }
  }

  function take(deck: Deck, playable: Playable): void {
    const before = active;
    active = deck;
    store.opened = playable;
    store.subtitle = -1;
    setLevels();
    deck.element.playbackRate = store.speed;
    if (before !== deck) before.empty();
    if (store.isPlaying) start();
    report();
  }

  function start(): void {
    graph.wake();
    active.element.play().catch((error: unknown) => {
      const wasRefused = error instanceof DOMException && error.name === 'NotAllowedError';
      // What else there is comes as an event of the element, or because another file was put into it.
      if (wasRefused) store.isPlaying = false;
    });
  }

  function fail(sentence: string): void {
    failures++;
    hush();
    store.trouble = sentence;
    messages.say('failed', t('player.trouble.title', { title: titleNow() }), sentence);
    const isAlone = failures >= store.queue.order.length;
    if (isAlone || store.following?.key === playing?.key) store.isPlaying = false;
    else store.next(false);
  }

  /** Paused by us, not by a person: what was wished for stays. */
  const hushed = new Set<HTMLMediaElement>();
  function hush(): void {
    if (active.element.paused) return;
    hushed.add(active.element);
    active.element.pause();
  }

  const titleNow = () => store.facts?.title ?? store.opened?.title ?? '';

  function setLevels(): void {
    for (const deck of decks) {
      const gain = gainOf(deck.held()?.replayGain ?? null, store.loudness);
      graph.setLevel(deck.element, store.volume ** 2 * gain);
      deck.element.muted = store.isMuted;
    }
  }

  function report(): void {
    store.progress = active.progress();
    const held = active.held();
    if (held === undefined || playing === undefined || active.element.paused) return;
    positions.moved(playing.what, held, store.progress.positionSeconds);
    const left = active.left();
    if (left === undefined) return;
    if (held.part?.endSeconds != null && left <= 0) finish();
    else if (left < preparesAtSeconds) void prepare();
    clearTimeout(endOfPart);
    // The element tells four times a second, and of the end of a part nothing.
    if (held.part?.endSeconds != null && left > 0 && left < 0.5)
      endOfPart = setTimeout(report, (left / active.element.playbackRate) * 1000);
  }

  function leave(): void {
    const held = active.held();
    if (playing !== undefined && held !== undefined && held === store.opened && !active.element.ended)
      positions.left(playing.what, held, active.progress().positionSeconds);
  }

  function finish(): void {
    if (playing === undefined) return;
    failures = 0;
    positions.ended(playing.what);
    const ended = playing;
    // Nothing is left to be told of it.
    playing = undefined;
    const follower = store.following;
    if (prepared !== undefined && prepared.key === follower?.key && active.playsOnInto(prepared.playable))
      prepared = { ...prepared, deck: active };
    store.next(false);
    if (store.entry?.key === ended.key && !store.isPlaying) playing = ended;
  }

  let preparing: number | undefined;
  async function prepare(): Promise<void> {
    const entry = store.following;
    if (entry === undefined || entry.key === playing?.key || prepared?.key === entry.key) return;
    if (preparing === entry.key) return;
    preparing = entry.key;
    try {
      const playable = await open(entry, 0, opening.signal);
      if (store.following?.key !== entry.key || whyNot(playable) !== undefined) return;
      const deck = deckFor(playable);
      if (deck === active) return;
      const isSameFile = playable.url === active.held()?.url;
      if (!isSameFile) {
        deck.load(playable, resumePoint(playable));
        deck.element.preload = 'auto';
        setLevels();
      }
      prepared = { key: entry.key, playable, deck };
    } catch {
      // When its turn comes it is opened again, and then a person hears why not.
    } finally {
      if (preparing === entry.key) preparing = undefined;
    }
  }

  const life = new AbortController();
  for (const deck of decks) {
    const { element } = deck;
    const listen = (name: string, listener: () => void) =>
      element.addEventListener(name, () => deck === active && listener(), { signal: life.signal });
    for (const name of [
      'timeupdate',
      'progress',
      'durationchange',
      'waiting',
      'playing',
      'seeked',
      'canplay',
    ])
      listen(name, report);
    listen('ended', () => {
      const held = deck.held();
      // What is made on the way has no length: where its drive goes, it only ends early.
      const isEarly = held?.how === 'remuxed' && (active.left() ?? 0) > earlySeconds;
      if (isEarly && playing !== undefined) void breakOff(playing, held, finish);
      else finish();
    });
    listen('playing', () => {
      failures = 0;
      brokenOff = undefined;
    });
    listen('error', () => {
      const held = deck.held();
      if (element.error === null || held === undefined) return;
      const isBroken = () => fail(t('player.trouble.broken'));
      if (playing === undefined) isBroken();
      else void breakOff(playing, held, isBroken);
    });
    // The system's own controls (a floating window, keys of a keyboard) act on the element.
    listen('pause', () => {
      if (hushed.delete(element)) return;
      if (!element.ended && deck.held() !== undefined && element.error === null) store.isPlaying = false;
      leave();
    });
    listen('play', () => (store.isPlaying = true));
  }
  addEventListener('pagehide', leave, { signal: life.signal });

  watch(
    () => store.turn,
    () => {
      store.audioTrack = 0;
      void begin(store.entry);
    },
    { flush: 'sync' },
  );
  watch(
    () => store.soundWish,
    (wish) => {
      if (playing !== undefined && wish !== undefined) void changeSound(playing, wish.audioTrack);
    },
  );

  /** Goes on where it was, with another sound. */
  async function changeSound(entry: Entry<WhatPlays>, track: number): Promise<void> {
    const { positionSeconds } = active.progress();
    const playable = await open(entry, track, opening.signal).catch((failure: unknown) => {
      if (!isCancelled(failure)) messages.say('failed', toAppError(failure).message);
      return undefined;
    });
    if (playable === undefined || playing?.key !== entry.key) return;
    const reason = whyNot(playable);
    if (reason !== undefined) {
      messages.say('failed', reason);
      return;
    }
    active.load(playable, positionSeconds);
    const { subtitle } = store;
    take(active, playable);
    store.subtitle = subtitle;
    store.audioTrack = track;
  }

  watch(
    () => store.isPlaying,
    (isPlaying) => {
      if (!isPlaying) active.element.pause();
      else if (active.held() !== undefined && active.element.paused) start();
      else if (store.trouble !== undefined && store.entry !== undefined) void begin(store.entry);
    },
    { flush: 'sync' },
  );
  watch(
    () => store.seekWish,
    (wish) => {
      if (wish !== undefined && active.held() !== undefined) active.seek(wish.toSeconds);
      report();
    },
    { flush: 'sync' },
  );
  watch([() => store.volume, () => store.isMuted, () => store.loudness], setLevels, { immediate: true });
  watch(
    () => store.speed,
    (speed) => {
      active.element.playbackRate = speed;
    },
  );

  // The page was drawn anew, as in another language.
  if (store.entry !== undefined) void begin(store.entry);

  onScopeDispose(() => {
    leave();
    life.abort();
    opening.abort();
    for (const deck of decks) deck.empty();
    graph.close();
  });
}
