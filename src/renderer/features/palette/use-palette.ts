import IconTransfer from '~icons/lucide/arrow-down-up';
import { computed, nextTick, ref, shallowRef, watch } from 'vue';
import { useRouter } from 'vue-router';
import { useText } from '../../i18n/index.ts';
import type { ItemId } from '#shared/domain/library/item-id.ts';
import { toAppError } from '../../api/index.ts';
import { useErrorWords } from '../../i18n/use-error-words.ts';
import { useMessagesStore } from '../../state/messages.ts';
import { usePaletteStore } from '../../state/palette.ts';
import { usePlayerStore } from '../../state/player.ts';
import { useTorrentsStore } from '../../state/torrents.ts';
import { useStandsFor } from '../../state/use-stands-for.ts';
import { paletteGroups, wordMatcher, type PaletteEntry } from './entry.ts';
import { useCommands } from './use-commands.ts';
import { useHits } from './use-hits.ts';

const mostTransfers = 6;

/** What is typed, what fits it, and which of that is chosen. */
export function usePalette({ help }: { help: () => void }) {
  const { t, formats } = useText();
  const router = useRouter();
  const palette = usePaletteStore();
  const torrents = useTorrentsStore();
  const player = usePlayerStore();
  const messages = useMessagesStore();
  const errorWords = useErrorWords();
  const standsFor = useStandsFor();
  const text = ref('');
  const active = shallowRef(0);
  const wanted = computed(() => text.value.trim());

  async function play(ids: readonly ItemId[]): Promise<void> {
    try {
      player.play([...(await standsFor(ids))]);
    } catch (failure) {
      const { what, then } = errorWords(toAppError(failure));
      messages.say('failed', what, then);
    }
  }

  const commands = useCommands({ help });
  const { entries: hits, isAsking } = useHits(
    () => wanted.value,
    (ids) => void play(ids),
  );

  const transfers = computed((): PaletteEntry[] => {
    if (wanted.value === '') return [];
    const matches = wordMatcher(wanted.value);
    const found: PaletteEntry[] = [];
    for (const { id, name, state, progress } of torrents.table?.byId.values() ?? []) {
      if (found.length >= mostTransfers) break;
      if (!matches(name)) continue;
      found.push({
        id: `transfer-${id}`,
        group: 'transfers',
        title: name,
        detail: `${t(`states.name.${state}`)} · ${formats.value.percent(progress)}`,
        icon: IconTransfer,
        open: () => void router.push({ name: 'transfers', params: { id } }),
      });
    }
    return found;
  });
  const groups = computed(() => {
    const matches = wordMatcher(wanted.value);
    const all = [
      ...hits.value,
      ...transfers.value,
      ...commands.value.filter(({ title, detail }) => matches(`${title} ${detail}`)),
    ];
    let from = 0;
    return paletteGroups.flatMap((group) => {
      const found = all.filter((entry) => entry.group === group);
      if (found.length === 0) return [];
      from += found.length;
      return [{ group, from: from - found.length, found }];
    });
  });
  const entries = computed(() => groups.value.flatMap(({ found }) => found));

  // Another text, another list: the best is on top. What comes late must not move what somebody is on.
  watch(wanted, () => {
    active.value = 0;
  });
  watch(entries, (now, before) => {
    const chosen = active.value === 0 ? undefined : before[active.value]?.id;
    const index = now.findIndex(({ id }) => id === chosen);
    active.value = Math.max(0, index);
  });

  function close(): void {
    palette.isOpen = false;
  }

  return {
    text,
    groups,
    entries,
    active,
    isAsking,
    close,
    idOf: (index: number) => `palette-option-${index}`,
    move(by: number): void {
      const { length } = entries.value;
      if (length === 0) return;
      const next = active.value + by;
      // One step goes round, a page stops at the ends.
      active.value = Math.abs(by) === 1 ? (next + length) % length : Math.min(length - 1, Math.max(0, next));
    },
    choose(index: number, how: 'open' | 'play'): void {
      const entry = entries.value[index];
      if (entry === undefined) return;
      close();
      const carryOut = how === 'play' && entry.play !== undefined ? entry.play : entry.open;
      // As long as it is open, it does not let the keyboard go anywhere else.
      void nextTick(carryOut);
    },
  };
}
