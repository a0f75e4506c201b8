import dgram from 'node:dgram';
import { EventEmitter, once } from 'node:events';
import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { installDoor, theDoor } from '../../../../src/main/network/guard/door.ts';
import { openPeerUdp, type OpenPeerUdp } from '../../../../src/main/network/guard/peer-udp.ts';
import type { Channel } from '../../../../src/main/ports/channel.ts';
import { findFreePort } from '../../../support/free-port.ts';
import { until } from '../../../support/until.ts';

beforeAll(() => {
  installDoor({ binding: { kind: 'any' }, proxy: null, userAgent: 'x', sockets: undefined });
});

async function open(onChannel: (channel: Channel) => void): Promise<OpenPeerUdp & { readonly port: number }> {
  const udp = openPeerUdp(onChannel);
  const port = await findFreePort();
  await udp.listen(port);
  return { ...udp, port };
}

const dial = (udp: OpenPeerUdp, port: number) =>
  new Promise<Channel>((resolve, reject) => {
    udp.dial('127.0.0.1', port, (result) => {
      if (result instanceof Error) reject(result);
      else resolve(result);
    });
  });

test('bytes go over loopback, whole and lent back', async () => {
  const whole = Promise.withResolvers<string>();
  const length = 20 * 1024 * 1024;
  const there = await open((channel) => {
    const sum = createHash('sha1');
    let left = length;
    channel.start({
      onBytes(bytes) {
        sum.update(bytes);
        left -= bytes.length;
        if (left === 0) whole.resolve(sum.digest('hex'));
      },
      onEnd: (error) => whole.reject(error ?? new Error('It hung up.')),
    });
  });
  const here = await open(() => undefined);
  const channel = await dial(here, there.port);
  channel.start({ onBytes: () => undefined, onEnd: () => undefined });
  const sum = createHash('sha1');
  let lent = 0;
  for (let i = 0; i < 80; i++) {
    const bytes = Buffer.alloc(256 * 1024, i);
    sum.update(bytes);
    lent++;
    channel.write(bytes, () => lent--);
  }
  expect(await whole.promise).toBe(sum.digest('hex'));
  expect(lent).toBe(0);
  expect(channel).toMatchObject({ kind: 'utp', remote: { address: '127.0.0.1', port: there.port } });
  here.close();
  there.close();
});

test('the DHT hears its messages and no uTP, and speaks from the same port, also before the port is there', async () => {
  const other = dgram.createSocket('udp4');
  other.bind(0, '127.0.0.1');
  await once(other, 'listening');
  const udp = openPeerUdp(() => undefined);
  const dht = udp.dhtSocket as dgram.Socket;
  const ping = Buffer.from('d1:ad2:id20:abcdefghij0123456789e1:q4:pinge');
  const heard: string[] = [];
  dht.on('message', (bytes: Buffer) => heard.push(bytes.toString()));
  dht.send(ping, 0, ping.length, other.address().port, '127.0.0.1', () => undefined);
  const port = await findFreePort();
  const said = once(other, 'message') as Promise<[Buffer, dgram.RemoteInfo]>;
  await udp.listen(port);
  const [bytes, from] = await said;
  expect({ bytes: bytes.toString(), port: from.port }).toEqual({ bytes: ping.toString(), port });
  expect(dht.address().port).toBe(port);

  const answered = once(dht, 'message');
  other.send(Buffer.from('01'.padEnd(40, '0'), 'hex'), port, '127.0.0.1');
  other.send(ping, port, '127.0.0.1');
  await answered;
  expect(heard).toEqual([ping.toString()]);
  const closed = once(dht as unknown as EventEmitter, 'close');
  dht.close();
  await closed;
  udp.close();
  other.close();
});

test('a port that is taken is an error with the code of the system', async () => {
  const udp = await open(() => undefined);
  const second = openPeerUdp(() => undefined);
  await expect(second.listen(udp.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  second.close();
  udp.close();
});

test('who dials the port that the outside reaches us on is answered from there, until it is another one', async () => {
  const accepted: Channel[] = [];
  const ended: (string | undefined)[] = [];
  const there = await open((channel) => {
    accepted.push(channel);
    channel.start({ onBytes: () => undefined, onEnd: (error) => void ended.push(error?.message) });
  });
  const here = await open(() => undefined);
  const outer = await findFreePort();
  await there.listenAlso(outer);
  // Asked for once more, as it is when a gateway says the same again: nobody is hung up on.
  const channel = await dial(here, outer);
  await there.listenAlso(outer);
  expect(channel.remote).toEqual({ address: '127.0.0.1', port: outer });
  channel.start({ onBytes: () => undefined, onEnd: () => undefined });
  channel.write(Buffer.from('hello'), () => undefined);
  await until(() => accepted.length > 0, { what: 'it is let in' });
  expect(ended).toEqual([]);

  await there.listenAlso(null);
  expect(ended).toEqual(['Peers reach us on another port.']);
  const other = openPeerUdp(() => undefined);
  await other.listen(outer);
  await dial(here, there.port);
  other.close();
  here.close();
  there.close();
});

test('a second port that is taken is an error, and the first goes on', async () => {
  const other = await open(() => undefined);
  const there = await open(() => undefined);
  await expect(there.listenAlso(other.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const here = await open(() => undefined);
  await dial(here, there.port);
  for (const udp of [here, there, other]) udp.close();
});

// Last: a door that is shut stays shut.
test('a door that shuts ends all connections at once, and no other begins', async () => {
  const ended: unknown[] = [];
  const listener = { onBytes: () => undefined, onEnd: (error?: Error) => void ended.push(error?.message) };
  const accepted = Promise.withResolvers<Channel>();
  const there = await open((channel) => accepted.resolve(channel));
  const here = await open(() => undefined);
  const channel = await dial(here, there.port);
  channel.start(listener);
  channel.write(Buffer.from('hello'), () => undefined);
  (await accepted.promise).start(listener);

  theDoor().close('interface-down', 'The interface is down.');
  expect(ended).toEqual(['The interface is down.', 'The interface is down.']);
  await expect(dial(here, there.port)).rejects.toMatchObject({ reason: 'door-closed' });
});
