import { computed, watch, type Ref, type ShallowRef } from 'vue';
import { useRoute } from 'vue-router';
import { useCardsStore } from '../../state/cards.ts';
import { useTorrentsStore } from '../../state/torrents.ts';
import { selectOnly, type Selection } from '../../ui/collection/selection.ts';
import { useEscape } from '../../ui/use-escape.ts';
import type { useTransferCommands } from './commands.ts';
import type { TableHandle } from './table/table-handle.ts';

interface Options {
  readonly selection: ShallowRef<Selection>;
  readonly table: Readonly<Ref<TableHandle | null>>;
  readonly commands: Pick<ReturnType<typeof useTransferCommands>, 'openDetails' | 'closeDetails'>;
  /** The details take the whole page, so they do not follow the keyboard. */
  readonly isCompact: Readonly<Ref<boolean>>;
}

/** The transfer whose details are open, which is the one that the address names, and how it goes with what is selected. */
export function useOpenTransfer({ selection, table, commands, isCompact }: Options) {
  const route = useRoute();
  const torrents = useTorrentsStore();
  const cards = useCardsStore();

  const openId = computed(() => {
    const { id } = route.params;
    return typeof id === 'string' && id !== '' ? id : undefined;
  });
  const openTorrent = computed(() =>
    openId.value === undefined ? undefined : torrents.table?.byId.get(openId.value),
  );

  function selectAndShow(id: string): void {
    selection.value = selectOnly(id);
    table.value?.show(id);
  }

  /** What is open follows the keyboard, and what is opened from elsewhere (a notice, a link) gets selected. */
  function select(next: Selection): void {
    selection.value = next;
    const isElsewhere = next.active !== undefined && next.active !== openId.value;
    if (openId.value !== undefined && isElsewhere && !isCompact.value) void commands.openDetails(next.active);
  }
  watch(
    [openId, () => torrents.table === undefined],
    ([id]) => {
      if (id === undefined || selection.value.active === id || openTorrent.value === undefined) return;
      selectAndShow(id);
    },
    { flush: 'post', immediate: true },
  );
  watch(
    () => cards.addedId,
    (id) => {
      if (id !== undefined && torrents.table?.byId.has(id) === true) selectAndShow(id);
    },
    { flush: 'post' },
  );

  function close(): void {
    void commands.closeDetails();
    table.value?.focus();
  }
  useEscape(() => {
    if (openTorrent.value !== undefined) close();
  });

  return { openTorrent, select, close };
}
