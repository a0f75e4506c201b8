import type { Api } from '#shared/contract/api.ts';
import type { Handlers } from '#shared/contract/define.ts';

type Verbs = Pick<Handlers<Api>, 'torrents.list' | 'torrents.pause' | 'torrents.resume'>;

const never = new AbortController().signal;

/** Everything that is not paused yet. */
export async function pauseAll(handlers: Verbs): Promise<void> {
  const torrents = await handlers['torrents.list'](undefined, { signal: never });
  const ids = torrents.filter(({ state }) => state !== 'paused').map(({ id }) => id);
  await handlers['torrents.pause']({ ids }, { signal: never });
}

/** Everything that is paused, also what was paused one by one: nothing says which of them the person means. */
export async function resumeAll(handlers: Verbs): Promise<void> {
  const torrents = await handlers['torrents.list'](undefined, { signal: never });
  const ids = torrents.filter(({ state }) => state === 'paused').map(({ id }) => id);
  await handlers['torrents.resume']({ ids }, { signal: never });
}
