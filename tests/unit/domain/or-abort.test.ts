import { expect, test } from 'vitest';
import { orAbort } from '../../../src/shared/domain/or-abort.ts';

test('gives what the work gives, and throws what it throws', async () => {
  const { signal } = new AbortController();
  await expect(orAbort(Promise.resolve(7), signal)).resolves.toBe(7);
  await expect(orAbort(Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken');
});

test('throws the reason of a signal that comes first, or has come before', async () => {
  const controller = new AbortController();
  const waiting = orAbort(new Promise(() => undefined), controller.signal);
  controller.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  await expect(orAbort(new Promise(() => undefined), controller.signal)).rejects.toThrow('enough');
});

test('work that fails after the signal troubles nobody', async () => {
  const late = Promise.withResolvers<undefined>();
  await expect(orAbort(late.promise, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  late.reject(new Error('late'));
  await expect(late.promise).rejects.toThrow('late');
});
