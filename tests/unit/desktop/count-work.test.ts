import { expect, test } from 'vitest';
import { countWork } from '../../../src/main/desktop/count-work.ts';
import { inMemoryHandlers } from '../../support/in-memory-core-handlers.ts';
import { makeWorld } from '../../support/in-memory-core-world.ts';

const signal = new AbortController().signal;

test('a page is busy while something is under way that would end with it', async () => {
  const handlers = inMemoryHandlers(makeWorld([]));
  const { counted, isBusy } = countWork({
    ...handlers,
    async *'exposure.export'() {
      yield await Promise.resolve({ part: 'one' });
      yield { part: 'two' };
    },
  });
  const work = counted['exposure.export']({ format: 'json', redaction: 'none' }, { signal });
  const reading = work[Symbol.asyncIterator]();
  expect(isBusy()).toBe(false);
  expect(await reading.next()).toEqual({ done: false, value: { part: 'one' } });
  expect(isBusy()).toBe(true);
  await reading.return?.();
  expect(isBusy()).toBe(false);
});

test('what only tells how it stands keeps no page', async () => {
  const { counted, isBusy } = countWork(inMemoryHandlers(makeWorld([])));
  const reading = counted['torrents.watch']({}, { signal })[Symbol.asyncIterator]();
  await reading.next();
  expect(isBusy()).toBe(false);
  await reading.return?.();
});
