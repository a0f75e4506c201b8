import { computed } from 'vue';
import { useText } from '../../../i18n/index.ts';

export function useVideoTabs() {
  const { t } = useText();
  return computed(() => [
    { to: '/library/video/movies', label: t('library.movies.title') },
    { to: '/library/video/shows', label: t('library.shows.title') },
    { to: '/library/video/home', label: t('library.home.title') },
  ]);
}
