import { shallowReactive } from 'vue';
import { toAppError } from '../../api/index.ts';
import { useText } from '../../i18n/index.ts';
import { useErrorWords } from '../../i18n/use-error-words.ts';
import { useSettingsStore, type SettingsChange } from '../../state/settings.ts';
import { announce } from '../../ui/announcer.ts';

/** Saves one field at a time, and keeps what went wrong beside the field it went wrong with. */
export function useSaving() {
  const settings = useSettingsStore();
  const errorWords = useErrorWords();
  const { t } = useText();
  const errors = shallowReactive(new Map<string, string>());
  /** Fields that were saved last, for a small sign beside them. */
  const saved = shallowReactive(new Set<string>());

  const save = (field: string, change: SettingsChange) => attempt(field, () => settings.change(change));

  async function attempt(field: string, work: () => Promise<void>): Promise<void> {
    errors.delete(field);
    try {
      await work();
      saved.clear();
      saved.add(field);
      announce(t('settings.saved'));
    } catch (failure) {
      const { what, then, detail } = errorWords(toAppError(failure));
      errors.set(field, detail ?? `${what} ${then}`);
    }
  }

  /** What was typed cannot be meant: it is not sent. */
  function refuse(field: string, why: string): void {
    saved.delete(field);
    errors.set(field, why);
  }

  const errorAt = (field: string) => errors.get(field) ?? '';
  const wasSaved = (field: string) => saved.has(field) && !errors.has(field);
  return { save, attempt, refuse, errorAt, wasSaved };
}
