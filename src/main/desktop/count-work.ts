import type { Api } from '#shared/contract/api.ts';
import type { Handlers } from '#shared/contract/define.ts';

/**
 * Notes what is under way that ends when nobody reads any more. The other streams only tell how it stands, and are
 * opened again by the next page.
 */
export function countWork(handlers: Handlers<Api>): {
  readonly counted: Handlers<Api>;
  isBusy(): boolean;
} {
  let running = 0;

  function noted<I, C, O>(work: (input: I, context: C) => AsyncIterable<O>) {
    return async function* (input: I, context: C): AsyncGenerator<O> {
      running++;
      try {
        yield* work(input, context);
      } finally {
        running--;
      }
    };
  }

  return {
    isBusy: () => running > 0,
    counted: {
      ...handlers,
      'torrents.share': noted(handlers['torrents.share']),
      'profiles.leakTest': noted(handlers['profiles.leakTest']),
      'exposure.export': noted(handlers['exposure.export']),
    },
  };
}
