import { computed, type ComputedRef } from 'vue';
import { useText } from '../../i18n/index.ts';
import { useErrorWords } from '../../i18n/use-error-words.ts';
import type { CardPhase } from './use-add-card.ts';

/** What is wrong with what was given to be added, as a sentence; empty: nothing, or it is not known yet. */
export function useSourceTrouble(phase: () => CardPhase): ComputedRef<string> {
  const { t } = useText();
  const errorWords = useErrorWords();
  return computed(() => {
    const now = phase();
    if (now.kind !== 'asking') return '';
    if (now.error !== undefined) {
      const { what, then } = errorWords(now.error);
      return `${what} ${then}`;
    }
    switch (now.fault) {
      case undefined:
        return '';
      case 'not-magnet':
        return t('adding.source.notMagnet');
      case 'no-info-hash':
        return t('adding.source.noInfoHash');
      case 'too-large':
        return t('adding.source.tooLarge');
      case 'unreadable':
        return t('adding.source.unreadable');
      default:
        return now.fault satisfies never;
    }
  });
}
