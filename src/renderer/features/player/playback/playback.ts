import type { Api } from '#shared/contract/api.ts';
import type { Client } from '#shared/contract/define.ts';
import type { Playable } from '#shared/contract/player.ts';
import { isCancelled, toAppError } from '../../../api/index.ts';
import type { Text } from '../../../i18n/index.ts';
import type { useMessagesStore } from '../../../state/messages.ts';
import type { usePlayerStore } from '../../../state/player.ts';
import type { Entry } from '../../../state/player/play-queue.ts';
import type { WhatPlays } from '../../../state/player/what-plays.ts';
import type { Deck } from './deck.ts';
import type { Decks } from './decks.ts';
import { resumePoint } from './keep-position.ts';
import type { MediaOpener } from './open-media.ts';
import { makeNextPreparer } from './prepare-next.ts';
import { makeReporter } from './report-progress.ts';
import { whenBack } from './when-back.ts';

export interface PlaybackParts {
  readonly store: ReturnType<typeof usePlayerStore>;
  readonly client: Client<Api>;
  readonly messages: ReturnType<typeof useMessagesStore>;
  readonly t: Text['t'];
  readonly media: MediaOpener;
  readonly decks: Decks;
}

/** Plays one place of the queue after the other, and says so where one does not play. */
export function makePlayback({ store, client, messages, t, media, decks }: PlaybackParts) {
  let playing: Entry<WhatPlays> | undefined;
  let opening = new AbortController();
  /** One after the other that did not play: a queue of which nothing plays comes to an end. */
  let failures = 0;
  /** Where the reading of what plays broke off. */
  let brokenOff: { readonly key: number; readonly atSeconds: number } | undefined;

  const next = makeNextPreparer({ store, media, decks });
  const { report, leave, ended } = makeReporter({
    ...{ store, client, decks },
    playing: () => playing,
    onNearEnd: () => void next.prepare(playing?.key, opening.signal),
    onEndOfPart: finish,
  });

  const titleNow = () => store.facts?.title ?? store.opened?.title ?? '';

  async function begin(entry: Entry<WhatPlays> | undefined): Promise<void> {
    leave();
    opening.abort();
    opening = new AbortController();
    const { signal } = opening;
    playing = entry;
    store.trouble = undefined;
    if (brokenOff?.key !== entry?.key) brokenOff = undefined;
    if (entry === undefined) {
      decks.empty();
      store.opened = undefined;
      report();
      return;
    }
    const prepared = next.take(entry.key);
    if (prepared !== undefined) {
      take(prepared.deck, prepared.playable);
      return;
    }
    decks.hush();
    try {
      playOpened(entry, await media.open(entry, store.audioTrack, signal), signal);
    } catch (failure) {
      await notOpened(entry, failure, signal);
    }
  }

  function playOpened(entry: Entry<WhatPlays>, playable: Playable, signal: AbortSignal): void {
    if (signal.aborted) return;
    const reason = media.whyNot(playable);
    store.opened = playable;
    if (reason !== undefined) {
      fail(reason);
      return;
    }
    store.trouble = undefined;
    const deck = decks.deckFor(playable);
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
    decks.hush();
    store.trouble = message;
    messages.say('failed', t('player.trouble.title', { title: titleNow() }), message);
    try {
      playOpened(entry, await whenBack(() => media.open(entry, store.audioTrack, signal), signal), signal);
    } catch (other) {
      if (opening.signal === signal && !isCancelled(other)) fail(toAppError(other).message);
    }
  }

  /**
   * In the middle: asked again, the core says whether the drive went away or another file is in its place.
   * @param otherwise where it is still the same
   */
  async function breakOff(held: Playable, otherwise: () => void): Promise<void> {
    if (playing === undefined) {
      otherwise();
      return;
    }
    const entry = playing;
    const { signal } = opening;
    brokenOff = { key: entry.key, atSeconds: decks.active().progress().positionSeconds };
    try {
      const playable = await media.open(entry, store.audioTrack, signal);
      if (signal.aborted) return;
      if (playable.url === held.url) otherwise();
      else playOpened(entry, playable, signal);
    } catch (failure) {
      await notOpened(entry, failure, signal);
    }
  }

  function take(deck: Deck, playable: Playable): void {
    store.opened = playable;
    store.subtitle = -1;
    decks.take(deck);
    if (store.isPlaying) decks.start();
    report();
  }

  function fail(sentence: string): void {
    failures++;
    decks.hush();
    store.trouble = sentence;
    messages.say('failed', t('player.trouble.title', { title: titleNow() }), sentence);
    const isAlone = failures >= store.queue.order.length;
    if (isAlone || store.following?.key === playing?.key) store.isPlaying = false;
    else store.next(false);
  }

  /** It was heard to its end. */
  function finish(): void {
    if (playing === undefined) return;
    failures = 0;
    ended(playing.what);
    const before = playing;
    // Nothing is left to be told of it.
    playing = undefined;
    next.playOn(store.following?.key);
    store.next(false);
    if (store.entry?.key === before.key && !store.isPlaying) playing = before;
  }

  /** Goes on where it was, with another sound. */
  async function changeSound(track: number): Promise<void> {
    const entry = playing;
    if (entry === undefined) return;
    const { positionSeconds } = decks.active().progress();
    const playable = await media.open(entry, track, opening.signal).catch((failure: unknown) => {
      if (!isCancelled(failure)) messages.say('failed', toAppError(failure).message);
      return undefined;
    });
    if (playable === undefined || playing?.key !== entry.key) return;
    const reason = media.whyNot(playable);
    if (reason !== undefined) {
      messages.say('failed', reason);
      return;
    }
    const active = decks.active();
    active.load(playable, positionSeconds);
    const { subtitle } = store;
    take(active, playable);
    store.subtitle = subtitle;
    store.audioTrack = track;
  }

  return {
    begin,
    breakOff,
    changeSound,
    fail,
    finish,
    leave,
    report,
    /** It is heard: what went wrong before does not count any more. */
    plays() {
      failures = 0;
      brokenOff = undefined;
    },
    stop: () => opening.abort(),
  };
}
