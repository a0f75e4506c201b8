// What `node:dns` is inside an engine process: names are asked through the binding.
import dns from 'node:dns';
import { lookupOne } from '../resolver.ts';

export * from 'node:dns';

type LookupArguments = Parameters<typeof lookupOne>;

/** `lookup(name, options?, cb)`, for one address. */
export function lookup(name: string, ...given: unknown[]): void {
  const callback = given.at(-1) as LookupArguments[2];
  const options = (typeof given[0] === 'object' ? given[0] : {}) as LookupArguments[1];
  lookupOne(name, options, callback);
}

export default { ...dns, lookup };
