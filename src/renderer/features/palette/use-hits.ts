import IconAlbum from '~icons/lucide/disc-3';
import IconArtist from '~icons/lucide/mic-vocal';
import IconList from '~icons/lucide/list-music';
import IconShow from '~icons/lucide/tv';
import IconTrack from '~icons/lucide/music';
import IconVideo from '~icons/lucide/clapperboard';
import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import { useRouter } from 'vue-router';
import type { Hit } from '#shared/contract/library-items.ts';
import type { ItemId } from '#shared/domain/library/item-id.ts';
import { useApi } from '../../api/index.ts';
import { useText } from '../../i18n/index.ts';
import { useLibraryStore } from '../../state/library.ts';
import type { PaletteEntry } from './entry.ts';

const icons = {
  album: IconAlbum,
  artist: IconArtist,
  track: IconTrack,
  video: IconVideo,
  show: IconShow,
  playlist: IconList,
} as const;

/** How long after the last letter the library is asked, ms. */
const pauseMs = 80;
const mostHits = 12;

/** What the library finds for a text. What was found before stays until the next answer. */
export function useHits(text: () => string, play: (ids: readonly ItemId[]) => void) {
  const client = useApi();
  const router = useRouter();
  const library = useLibraryStore();
  const { t } = useText();
  const hits = shallowRef<readonly Hit[]>([]);
  const isAsking = shallowRef(false);
  let asking = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(wanted: string): Promise<void> {
    const { signal } = asking;
    try {
      const found = await client['library.search']({ text: wanted, limit: mostHits }, { signal });
      if (!signal.aborted) hits.value = found;
    } catch {
      // The other groups are still there, and the next letter asks again.
      if (!signal.aborted) hits.value = [];
    }
    if (!signal.aborted) isAsking.value = false;
  }

  watch(text, (now) => {
    asking.abort();
    asking = new AbortController();
    clearTimeout(timer);
    isAsking.value = now !== '';
    if (now === '') hits.value = [];
    else timer = setTimeout(() => void ask(now), pauseMs);
  });
  onScopeDispose(() => {
    asking.abort();
    clearTimeout(timer);
  });

  function entryOf({ kind, id, title, artist, album, year, artwork }: Hit): PaletteEntry {
    const beside = [artist, kind === 'track' ? album : year].filter((part) => part !== null);
    return {
      id,
      group: 'library',
      title,
      detail: [t(`palette.kind.${kind}`), ...beside].join(' · '),
      icon: icons[kind],
      artwork: library.artwork(artwork),
      // A track has no page: to open it is to play it.
      open: () => {
        if (kind === 'track') play([id]);
        else void router.push(`/library/${kind}/${id}`);
      },
      play: () => play([id]),
    };
  }

  const entries = computed(() => hits.value.map(entryOf));
  return { entries, isAsking };
}
