import type { PlaylistRule } from '#shared/contract/library-items.ts';
import { useText } from '../../../i18n/index.ts';

/** A rule as a sentence. */
export function useRuleWords(): (rule: PlaylistRule) => string {
  const { t, formats } = useText();
  return ({ match, conditions, limit }) => {
    const parts = conditions.map((condition) => {
      const field = t(`lists.field.${condition.field}`);
      if (typeof condition.value === 'boolean')
        return t(condition.value ? 'lists.is.yes' : 'lists.is.no', { field });
      const value = typeof condition.value === 'number' ? String(condition.value) : `“${condition.value}”`;
      return `${field} ${t(`lists.is.${condition.is}`)} ${value}`;
    });
    const all = match === 'all' ? formats.value.list(parts) : parts.join(` ${t('lists.or')} `);
    return limit === null ? all : `${all}, ${t('lists.atMost', { limit: formats.value.number(limit) })}`;
  };
}
