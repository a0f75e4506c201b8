import { api, type Api } from '#shared/contract/api.ts';
import type { Client } from '#shared/contract/define.ts';
import { AppError } from '#shared/contract/errors.ts';

type AnyMethod = (...given: unknown[]) => unknown;

/** One client for the life of the page: each call goes to the connection of that moment, or fails with `disconnected`. */
export function routedClient(current: () => Client<Api> | undefined): Client<Api> {
  const disconnected = () => new AppError('disconnected', 'Warren is not reachable.');

  const methods = Object.entries(api).map(([name, spec]): [string, AnyMethod] => {
    // The same name in Client<Api> has the same shape; a lookup by string cannot say so.
    const method = () => current()?.[name as keyof Api] as AnyMethod | undefined;
    if (spec.kind === 'call') {
      return [name, (...given) => method()?.(...given) ?? Promise.reject(disconnected())];
    }
    return [
      name,
      async function* (...given) {
        const open = method();
        if (open === undefined) throw disconnected();
        yield* open(...given) as AsyncIterable<unknown>;
      },
    ];
  });
  // Client<Api> is this mapping, name by name; Object.fromEntries cannot say so.
  return Object.fromEntries(methods) as unknown as Client<Api>;
}
