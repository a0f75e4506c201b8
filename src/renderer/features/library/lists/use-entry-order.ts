import { computed, shallowRef, watch, type Ref } from 'vue';
import type { Playlist, Track, Video } from '#shared/contract/library-items.ts';
import { useText } from '../../../i18n/index.ts';
import { announce } from '../../../ui/announcer.ts';
import { useLibraryCommands } from '../use-library-commands.ts';
import { movedBefore, movedBy, without } from './entry-order.ts';

interface Entry {
  readonly position: number;
  readonly item: Track | Video;
}

interface Answer {
  readonly playlist: Playlist;
  readonly entries: readonly Entry[];
}

/** What a list holds, in an order that is shown at once and then kept by the core. */
export function useEntryOrder(
  answer: Readonly<Ref<Answer | undefined>>,
  /** Positions are counted anew in each answer: tells where each of the old ones is now, if it is. */
  renumbered: (placeOf: ReadonlyMap<number, number>) => void,
) {
  const commands = useLibraryCommands();
  const { t } = useText();
  /** Undefined: as the core has told. */
  const order = shallowRef<readonly number[]>();
  watch(answer, () => {
    const asked = order.value;
    order.value = undefined;
    if (asked !== undefined) renumbered(new Map(asked.map((position, index) => [position, index])));
  });

  const isByHand = computed(() => answer.value?.playlist.rule === null);
  const told = computed(() => answer.value?.entries ?? []);
  const entries = computed(() => {
    if (order.value === undefined) return told.value;
    const byPosition = new Map(told.value.map((entry) => [entry.position, entry]));
    return order.value.flatMap((position) => byPosition.get(position) ?? []);
  });

  async function keep(next: readonly number[]): Promise<void> {
    const list = answer.value?.playlist;
    if (list === undefined || !isByHand.value) return;
    order.value = next;
    // Refused: it stands as it stood.
    if (!(await commands.setOrder(list.id, next))) order.value = undefined;
  }

  const now = () => entries.value.map(({ position }) => position);
  return {
    entries,
    isByHand,
    moveBefore: (moving: ReadonlySet<number>, before: number) => keep(movedBefore(now(), moving, before)),
    async moveBy(moving: ReadonlySet<number>, by: -1 | 1): Promise<void> {
      // Positions are those of the last answer: a second step before the next one would start from the wrong place.
      if (order.value !== undefined) return;
      const next = movedBy(now(), moving, by);
      if (next.every((position, index) => position === now()[index])) return;
      const place = next.findIndex((position) => moving.has(position)) + 1;
      await keep(next);
      announce(t('lists.moved', { place, total: next.length }));
    },
    takeAway: (gone: ReadonlySet<number>) => keep(without(now(), gone)),
  };
}
