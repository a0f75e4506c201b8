import { computed } from 'vue';
import { useText } from '../../../i18n/index.ts';

export function useMusicTabs() {
  const { t } = useText();
  return computed(() => [
    { to: '/library/music/albums', label: t('library.albums.title') },
    { to: '/library/music/artists', label: t('library.artists.title') },
    { to: '/library/music/tracks', label: t('library.tracks.title') },
  ]);
}
