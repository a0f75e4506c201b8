import { computed, shallowRef, watch, type Ref } from 'vue';
import type { Torrent } from '#shared/contract/torrent.ts';
import { isWaitReason } from '#shared/domain/torrent-state.ts';
import type { TorrentTable } from '../../state/torrents.ts';
import { keepExisting, nothingSelected, type Selection } from '../../ui/collection/selection.ts';
import { isAnyRunning } from './is-any-running.ts';

/** The selection, kept to rows that are on the screen, and what it allows. */
export function useSelected(rows: Readonly<Ref<readonly Torrent[]>>, table: () => TorrentTable | undefined) {
  const selection = shallowRef<Selection>(nothingSelected);

  watch(rows, (now) => {
    // Most beats change figures only: the rows are only listed when somebody could be missing.
    if (selection.value === nothingSelected) return;
    const listed = new Set(now.map(({ id }) => id));
    selection.value = keepExisting(selection.value, (id) => listed.has(id));
  });

  const ids = computed(() => [...selection.value.ids]);
  const torrents = computed(() => ids.value.flatMap((id) => table()?.byId.get(id) ?? []));
  const canPause = computed(() => isAnyRunning(torrents.value));
  // A blocked one may be waiting for just this word.
  const canResume = computed(() =>
    torrents.value.some((torrent) => torrent.state === 'blocked' || !isAnyRunning([torrent])),
  );
  const canStartNow = computed(() =>
    torrents.value.some(({ state, reasonCode }) => state === 'paused' || isWaitReason(reasonCode)),
  );
  return { selection, ids, torrents, canPause, canResume, canStartNow };
}
