import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { Playable } from '#shared/contract/player.ts';
import type { ItemId } from '#shared/domain/library/item-id.ts';
import { toAppError, useApi } from '../api/index.ts';
import { makePlayFacts } from './player/play-facts.ts';
import {
  appended,
  emptyQueue,
  entryAt,
  insertedNext,
  moved,
  placeAfter,
  placeBefore,
  replaced,
  without,
  withShuffle,
  type PlayQueue,
} from './player/play-queue.ts';
import { rememberedHabits, rememberHabits } from './player/remembered.ts';
import type { WhatPlays } from './player/what-plays.ts';

/** A time in the file before which *previous* begins the same again; seconds. */
const startsOverAfterSeconds = 4;

/** How far it is; what the part of the page that makes the sound says. */
export interface Progress {
  readonly positionSeconds: number;
  /** Null: not known. */
  readonly durationSeconds: number | null;
  /** Stretches that need not be waited for. */
  readonly buffered: readonly { readonly from: number; readonly to: number }[];
  readonly isWaiting: boolean;
}

const nothingYet: Progress = { positionSeconds: 0, durationSeconds: null, buffered: [], isWaiting: false };

/** A wish to be somewhere else; each one is a new object. */
export interface Seek {
  readonly toSeconds: number;
}

/**
 * What plays, what is next, and how. Views ask here; the sound itself is made in features/player, which follows this store and
 * reports into it.
 */
export const usePlayerStore = defineStore('player', () => {
  const client = useApi();
  const habits = rememberedHabits();
  const known = makePlayFacts(client);

  const queue = shallowRef<PlayQueue<WhatPlays>>({ ...emptyQueue, isShuffled: habits.isShuffled });
  const isPlaying = ref(false);
  const repeat = ref(habits.repeat);
  const volume = ref(habits.volume);
  const isMuted = ref(habits.isMuted);
  const loudness = ref(habits.loudness);
  const speed = ref(1);
  const audioTrack = ref(0);
  /** -1: none. */
  const subtitle = ref(-1);
  const isFull = ref(false);
  const isQueueShown = ref(false);

  const progress = shallowRef<Progress>(nothingYet);
  const opened = shallowRef<Playable>();
  /** Why what is current does not play, as a sentence. */
  const trouble = shallowRef<string>();
  const seekWish = shallowRef<Seek>();
  const soundWish = shallowRef<{ readonly audioTrack: number }>();
  /** Grows when the current one is to begin anew, though it stays the same. */
  const turn = ref(0);

  const entry = computed(() => entryAt(queue.value, queue.value.at));
  const following = computed(() => {
    const place = placeAfter(queue.value, { repeat: repeat.value, isAsked: false });
    return place === undefined ? undefined : entryAt(queue.value, place);
  });
  /** Of the library; null: nothing of it is played. */
  const current = computed(() => (entry.value?.what.kind === 'item' ? entry.value.what.id : null));
  const facts = computed(() => entry.value && known.of(entry.value.what));
  const hasVideo = computed(() => opened.value?.mediaType?.startsWith('video/') === true);
  const isShuffled = computed(() => queue.value.isShuffled);

  function begin(next: PlayQueue<WhatPlays>): void {
    queue.value = next;
    turn.value++;
    isPlaying.value = next.at >= 0;
  }

  function playAll(what: readonly WhatPlays[], startAt?: number): void {
    begin(replaced(queue.value, what, { startAt, random: Math.random }));
  }

  const itemsOf = (ids: readonly ItemId[]) => ids.map((id): WhatPlays => ({ kind: 'item', id }));

  /**
   * Tracks and videos, in the place of what was in the queue.
   * @param startAt which of these is heard first; without it the first, or any while shuffling
   */
  function play(ids: readonly ItemId[], startAt?: number): void {
    playAll(itemsOf(ids), startAt);
  }

  /** A file of a torrent, also while it downloads. */
  function playTorrentFile(torrentId: string, title: string, file?: number): void {
    playAll([{ kind: 'torrent-file', torrentId, file, title }]);
  }

  function enqueue(ids: readonly ItemId[]): void {
    if (queue.value.order.length === 0) play(ids);
    else queue.value = appended(queue.value, itemsOf(ids));
  }

  function playNext(ids: readonly ItemId[]): void {
    if (queue.value.order.length === 0) play(ids);
    else queue.value = insertedNext(queue.value, itemsOf(ids));
  }

  function goTo(place: number): void {
    begin({ ...queue.value, at: place });
  }

  /** @param isAsked by a person; else because the one before is over */
  function next(isAsked = true): void {
    const place = placeAfter(queue.value, { repeat: repeat.value, isAsked });
    if (place === undefined) isPlaying.value = false;
    else goTo(place);
  }

  function previous(): void {
    if (progress.value.positionSeconds > startsOverAfterSeconds) seek(0);
    else goTo(placeBefore(queue.value, { repeat: repeat.value }));
  }

  function toggle(): void {
    if (entry.value !== undefined) isPlaying.value = !isPlaying.value;
  }

  function seek(toSeconds: number): void {
    const end = progress.value.durationSeconds ?? Number.POSITIVE_INFINITY;
    seekWish.value = { toSeconds: Math.min(Math.max(0, toSeconds), end) };
  }

  function remove(key: number): void {
    const isCurrent = entry.value?.key === key;
    queue.value = without(queue.value, key);
    if (!isCurrent) return;
    turn.value++;
    if (queue.value.at < 0) isPlaying.value = false;
  }

  function clear(): void {
    begin({ ...emptyQueue, isShuffled: isShuffled.value, nextKey: queue.value.nextKey });
    isFull.value = false;
    isQueueShown.value = false;
  }

  function setShuffle(isOn: boolean): void {
    queue.value = withShuffle(queue.value, isOn, Math.random);
  }

  /** @throws AppError when it was not saved */
  async function setFavourite(isFavourite: boolean): Promise<void> {
    const what = entry.value?.what;
    if (what?.kind !== 'item') return;
    known.change(what.id, { isFavourite });
    try {
      await client['library.setFavourite']({ ids: [what.id], isFavourite });
    } catch (failure) {
      known.change(what.id, { isFavourite: !isFavourite });
      throw toAppError(failure);
    }
  }

  watch(entry, (now) => {
    if (now !== undefined) known.want([now.what]);
  });
  watch([volume, isMuted, repeat, isShuffled, loudness], () => {
    rememberHabits({
      volume: volume.value,
      isMuted: isMuted.value,
      repeat: repeat.value,
      isShuffled: isShuffled.value,
      loudness: loudness.value,
    });
  });

  return {
    queue,
    entry,
    current,
    following,
    facts,
    factsOf: known.of,
    wantFacts: known.want,
    isPlaying,
    isShuffled,
    repeat,
    volume,
    isMuted,
    loudness,
    speed,
    audioTrack,
    subtitle,
    isFull,
    isQueueShown,
    hasVideo,
    progress,
    opened,
    trouble,
    seekWish,
    soundWish,
    turn,
    play,
    playTorrentFile,
    enqueue,
    playNext,
    goTo,
    next,
    previous,
    toggle,
    seek,
    remove,
    move: (key: number, to: number) => void (queue.value = moved(queue.value, key, to)),
    clear,
    setShuffle,
    setFavourite,
    /** Another sound of the same film, by index. */
    chooseSound: (track: number) => void (soundWish.value = { audioTrack: track }),
  };
});
