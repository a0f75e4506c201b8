import * as z from 'zod';
import type { CallContext, Contract, Handlers, Procedure, Stream } from './define.ts';
import { AppError } from './errors.ts';

/** Own names only: `toString` and `constructor` are on every object. */
export function findMethod(contract: Contract, method: string): Procedure | Stream {
  const spec = Object.hasOwn(contract, method) ? contract[method] : undefined;
  if (spec === undefined) throw new AppError('not-found', `There is no method "${method.slice(0, 80)}".`);
  return spec;
}

/**
 * Checks the input and asks the handler.
 * @throws AppError `not-found` or `invalid-input` before the handler is asked, else whatever the handler throws
 */
export async function dispatchCall<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  { method, input, signal }: { readonly method: string; readonly input: unknown } & CallContext,
): Promise<unknown> {
  const spec = findMethod(contract, method);
  const checked = checkInput(spec, input);
  // Handlers<C> maps this very name to a handler of this very kind and input; TypeScript cannot follow a lookup by string.
  const handler = handlers[method] as (input: unknown, context: CallContext) => Promise<unknown>;
  return handler(checked, { signal });
}

/** As {@link dispatchCall} for a stream; nothing runs before the first item is asked for. */
export function dispatchStream<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  { method, input, signal }: { readonly method: string; readonly input: unknown } & CallContext,
): AsyncIterator<unknown> {
  const spec = findMethod(contract, method);
  const checked = checkInput(spec, input);
  // As above.
  const handler = handlers[method] as (input: unknown, context: CallContext) => AsyncIterable<unknown>;
  return handler(checked, { signal })[Symbol.asyncIterator]();
}

function checkInput(spec: Procedure | Stream, input: unknown): unknown {
  const checked = spec.input.safeParse(input);
  if (!checked.success) throw new AppError('invalid-input', z.prettifyError(checked.error));
  return checked.data;
}
