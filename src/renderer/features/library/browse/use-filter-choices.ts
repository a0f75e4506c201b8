import { computed } from 'vue';
import { useApi } from '../../../api/index.ts';
import { useText } from '../../../i18n/index.ts';
import { useAsked } from './use-asked.ts';

/** What can be chosen from: all genres, labels and decades. */
export function useFilterChoices() {
  const client = useApi();
  const { t } = useText();
  const { value } = useAsked(
    () => 'all',
    async (_key, signal) => {
      const [genres, labels] = await Promise.all([
        client['library.genres'](undefined, { signal }),
        client['library.labels'](undefined, { signal }),
      ]);
      return { genres, labels };
    },
  );
  const genres = computed(() => [
    { value: '', label: t('library.filter.anyGenre') },
    ...(value.value?.genres ?? []).map(({ name }) => ({ value: name, label: name })),
  ]);
  const labels = computed(() => [
    { value: '', label: t('library.filter.anyLabel') },
    ...(value.value?.labels ?? []).map((label) => ({ value: label, label })),
  ]);
  const decades = computed(() => [
    { value: '', label: t('library.filter.anyYear') },
    ...decadesUntil(new Date().getFullYear()).map((decade) => ({
      value: String(decade),
      label: t('library.filter.decade', { from: String(decade), to: String(decade + 9) }),
    })),
  ]);
  return { genres, labels, decades };
}

function decadesUntil(year: number): number[] {
  const last = Math.floor(year / 10) * 10;
  return Array.from({ length: (last - 1900) / 10 + 1 }, (_, at) => last - at * 10);
}
