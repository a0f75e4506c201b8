import { watchEffect } from 'vue';
import { useText } from '../../i18n/index.ts';

type Place = 'library' | 'transfers' | 'privacy' | 'settings';

/** The window is called after the page it shows; `start` is none yet. */
export function usePageTitle(place: () => Place | 'start' | undefined): void {
  const { t } = useText();
  watchEffect(() => {
    const name = place();
    document.title =
      name === 'start'
        ? 'Warren'
        : `${name === undefined ? t('shell.notFound') : t(`shell.${name}`)} · Warren`;
  });
}
