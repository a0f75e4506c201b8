import { watchEffect } from 'vue';
import { useText } from '../../i18n/index.ts';

type Place = 'library' | 'transfers' | 'privacy' | 'settings';

/** The window is called after the page it shows. */
export function usePageTitle(place: () => Place | undefined): void {
  const { t } = useText();
  watchEffect(() => {
    const name = place();
    document.title = `${name === undefined ? t('shell.notFound') : t(`shell.${name}`)} · Warren`;
  });
}
