import { onScopeDispose, shallowRef, watch } from 'vue';
import type * as z from 'zod';
import type { Api } from '#shared/contract/api.ts';
import type { Forecast } from '#shared/contract/forecast.ts';
import { useApi } from '../../api/index.ts';

export type ForecastQuestion = z.input<Api['exposure.forecast']['input']>;

/** While somebody types, the core is asked when they pause. */
const pauseMs = 200;

/** Who would learn what; undefined while that is not known, and where the core cannot tell. */
export function useForecast(question: () => ForecastQuestion | undefined) {
  const client = useApi();
  const forecast = shallowRef<Forecast>();
  let asking = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(asked: ForecastQuestion): Promise<void> {
    asking = new AbortController();
    const { signal } = asking;
    try {
      const answer = await client['exposure.forecast'](asked, { signal });
      if (!signal.aborted) forecast.value = answer;
    } catch {
      // The sentence above still tells what is known here; what is wrong with the source is told when it is added.
      if (!signal.aborted) forecast.value = undefined;
    }
  }

  watch(
    () => JSON.stringify(question() ?? null),
    (_, before) => {
      const asked = question();
      asking.abort();
      clearTimeout(timer);
      if (asked === undefined) forecast.value = undefined;
      else timer = setTimeout(() => void ask(asked), before === undefined ? 0 : pauseMs);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    clearTimeout(timer);
    asking.abort();
  });
  return forecast;
}
