import type { Handlers } from '#shared/contract/define.ts';
import { AppError } from '#shared/contract/errors.ts';
import { libraryApi } from '#shared/contract/library.ts';

/** Of a core without a library: each of its questions is answered with that. */
export function noLibrary(): Handlers<typeof libraryApi> {
  const refuse = () => Promise.reject(new AppError('not-found', 'There is no library here.'));
  const answers = Object.entries(libraryApi).map(([name, { kind }]) => [
    name,
    kind === 'call' ? refuse : () => ({ [Symbol.asyncIterator]: () => ({ next: refuse }) }),
  ]);
  return Object.fromEntries(answers) as Handlers<typeof libraryApi>; // one for each name, and each only fails
}
