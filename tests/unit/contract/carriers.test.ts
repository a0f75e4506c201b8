import { describe, expect, test } from 'vitest';
import { connect } from '../../../src/shared/contract/connect.ts';
import { until } from '../../support/until.ts';
import { carriers } from './support/carriers.ts';
import { sample } from './support/sample.ts';

describe.each(Object.entries(carriers))('over a %s', (_name, open) => {
  const connected = async () => {
    const served = await open();
    const { client, gone } = connect(sample, served.link, { checkOutputs: true });
    return { served, client, gone, [Symbol.asyncDispose]: () => served[Symbol.asyncDispose]() };
  };

  test('a call is answered, also one that answers nothing', async () => {
    await using world = await connected();
    await expect(world.client.add({ a: 2, b: 3 })).resolves.toBe(5);
    await expect(world.client.nothing()).resolves.toBeUndefined();
  });

  test('what is wrong with a call fails that call alone, with a code', async () => {
    await using world = await connected();
    const { client } = world;
    await expect(client.add({ a: 'x' as never, b: 1 })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(client.refuse()).rejects.toMatchObject({ code: 'disk-full', message: 'No room.' });
    await expect(client.wrong()).rejects.toMatchObject({ code: 'internal' });
    await expect(client.add({ a: 1, b: 1 })).resolves.toBe(2);
  });

  test('an accident says nothing of where it happened', async () => {
    await using world = await connected();
    const error = await world.client.crash().catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'internal' });
    expect(String(error)).not.toContain('/home/user');
  });

  test('a stream arrives whole and in order', async () => {
    await using world = await connected();
    expect(await Array.fromAsync(world.client.count({ to: 200 }))).toEqual(
      Array.from({ length: 200 }, (_, n) => n + 1),
    );
  });

  test('a call that is cancelled fails at once', async () => {
    await using world = await connected();
    const controller = new AbortController();
    const hanging = world.client.hang(undefined, { signal: controller.signal });
    controller.abort();
    await expect(hanging).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('when the other end vanishes, every open and every later call fails with "disconnected"', async () => {
    await using world = await connected();
    const { client, served, gone } = world;
    await client.nothing();
    const hanging = expect(client.hang()).rejects.toMatchObject({ code: 'disconnected' });
    await served.vanish();
    await hanging;
    await gone;
    await expect(client.add({ a: 1, b: 1 })).rejects.toMatchObject({ code: 'disconnected' });
    await expect(Array.fromAsync(client.count({ to: 1 }))).rejects.toMatchObject({ code: 'disconnected' });
  });

  test.each([
    ['no object', 'garbage'],
    ['an unknown kind of frame', { t: 'steal', i: 1 }],
    ['a call without a name', { t: 'call', i: 7 }],
    ['a negative number', { t: 'call', i: -1, m: 'add' }],
    ['an acknowledgement of the future', { t: 'ack', i: 0, n: 1_000_000 }],
    ['a name of every object', { t: 'call', i: 999_999, m: 'toString' }],
    ['a cancellation of what is not there', { t: 'cancel', i: 12_345 }],
  ])('%s harms nobody', async (_what, raw) => {
    await using world = await connected();
    world.served.sendRaw(raw);
    await expect(world.client.add({ a: 1, b: 2 })).resolves.toBe(3);
  });

  test('a reader that leaves a stream ends its producer', async () => {
    await using world = await connected();
    const { seen } = world.served;
    for await (const n of world.client.count({ to: 1_000_000 })) if (n === 3) break;
    await expect(world.client.nothing()).resolves.toBeUndefined();
    if (seen !== undefined) await until(() => seen.ended === 1, { what: 'the producer has ended' });
  });
});

describe('credit', () => {
  test('a reader that stalls costs a handful of items, whatever the carrier', async () => {
    for (const name of ['message port', 'websocket'] as const) {
      await using served = await carriers[name]();
      const { client } = connect(sample, served.link, { checkOutputs: false });
      const reading = client.big();
      await reading.next();
      const before = served.seen?.produced;
      for (let n = 0; n < 20; n++) await client.nothing();
      expect(served.seen?.produced).toBe(before);
      expect(before).toBeLessThanOrEqual(4);
      await reading.return();
    }
  });

  test('an acknowledgement of items that were never sent does not open the window', async () => {
    await using served = await carriers['message port']();
    served.sendRaw({ t: 'call', i: 5000, m: 'count', p: { to: 100 } });
    served.sendRaw({ t: 'ack', i: 5000, n: 1_000_000 });
    const { client } = connect(sample, served.link, { checkOutputs: false });
    for (let n = 0; n < 20; n++) await client.nothing();
    expect(served.seen?.produced).toBeLessThanOrEqual(8);
  });

  test('a peer cannot hold more than 64 calls open', async () => {
    await using served = await carriers['message port']();
    const { client } = connect(sample, served.link, { checkOutputs: false });
    const controller = new AbortController();
    const hanging = Array.from({ length: 64 }, () => client.hang(undefined, { signal: controller.signal }));
    await expect(client.nothing()).rejects.toMatchObject({ code: 'too-many-requests' });
    controller.abort();
    await Promise.allSettled(hanging);
    await expect(client.nothing()).resolves.toBeUndefined();
  });
});
