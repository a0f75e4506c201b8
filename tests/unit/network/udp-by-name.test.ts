import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { auditSockets } from '../../../src/main/network/guard/audit.ts';
import { installDoor, type Door } from '../../../src/main/network/guard/door.ts';
import { openUdp } from '../../../src/main/network/guard/udp.ts';
import { makeUdpByName } from '../../../src/main/network/guard/udp-by-name.ts';
import { loadBoundSockets } from '../../../src/main/network/system/load-bound-sockets.ts';
import type { EngineBinding } from '../../../src/shared/contract/engine-door.ts';
import { until } from '../../support/until.ts';

const binding: EngineBinding = {
  kind: 'interface',
  name: 'lo',
  index: 1,
  address4: '127.0.0.1',
  address6: null,
  hadRoute4: false,
  hadRoute6: false,
  // What the tests call far away is outside of it.
  onlyTo: ['127.0.0.0/16'],
  dnsServers: [],
  dnsOverHttps: null,
};
let door: Door;
beforeAll(() => {
  const sockets = loadBoundSockets(process.platform);
  door = installDoor({ binding, proxy: null, userAgent: 'test', sockets });
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});
const open: Socket[] = [];

/** Somebody at an address of this computer who hears everything and answers, or does not. */
async function startHost(address: string, port: number, answers: boolean) {
  const heard: string[] = [];
  const socket = createSocket('udp4', (data: Buffer, from: RemoteInfo) => {
    heard.push(data.toString());
    if (answers) socket.send(`yes, ${data.toString()}`, from.port, from.address);
  });
  open.push(socket);
  socket.bind(port, address);
  await once(socket, 'listening');
  return { heard, port: socket.address().port };
}

function startSender(addresses: readonly string[]) {
  const said: string[] = [];
  const socket = makeUdpByName({ resolve: () => Promise.resolve(addresses), patienceMs: 30 })(
    openUdp({ type: 'udp4' }),
    4,
  );
  open.push(socket);
  socket.on('message', (data) => said.push(data.toString()));
  return { said, socket };
}

describe('a packet to a name', () => {
  test('goes to one address after the other until somebody answers, and then to that one only', async () => {
    const dead = await startHost('127.0.0.2', 0, false);
    const { port } = dead;
    const alive = await startHost('127.0.0.3', port, true);
    const unasked = await startHost('127.0.0.4', port, true);
    const { said, socket } = startSender(['127.0.0.2', '127.0.0.3', '127.0.0.4']);

    socket.send(Buffer.from('..hello'), 2, 5, port, 'tracker.test');
    await until(() => said.length === 1, { what: 'the second address answers' });
    // As bittorrent-tracker gives it, with the port as text.
    const again = Buffer.from('again');
    Reflect.apply(socket.send, socket, [again, 0, again.length, String(port), 'tracker.test']);
    await until(() => said.length === 2, { what: 'it answers again' });

    expect(said).toEqual(['yes, hello', 'yes, again']);
    expect([dead.heard, alive.heard, unasked.heard]).toEqual([['hello'], ['hello', 'again'], []]);
    // Our own socket is tied; those of the hosts are not ours.
    expect(auditSockets(binding, door.sockets)).toEqual({ sockets: 4, unexplained: 3 });
  });

  test('begins with the address that answered the last time', async () => {
    const dead = await startHost('127.0.0.2', 0, false);
    const alive = await startHost('127.0.0.3', dead.port, true);
    const byName = makeUdpByName({
      resolve: () => Promise.resolve(['127.0.0.2', '127.0.0.3']),
      patienceMs: 30,
    });
    for (const word of ['once', 'twice']) {
      const socket = byName(openUdp({ type: 'udp4' }), 4);
      open.push(socket);
      socket.send(word, dead.port, 'tracker.test');
      await once(socket, 'message');
    }
    expect([dead.heard, alive.heard]).toEqual([['once'], ['once', 'twice']]);
  });

  test('never goes to an address that this door must not talk to', async () => {
    const far = await startHost('127.7.0.1', 0, true);
    const near = await startHost('127.0.0.3', far.port, true);
    const { said, socket } = startSender(['127.7.0.1', '127.0.0.3']);
    socket.send('hello', far.port, 'tracker.test');
    await until(() => said.length === 1, { what: 'the address in the local network answers' });
    expect([far.heard, near.heard]).toEqual([[], ['hello']]);

    const lost = startSender(['127.7.0.1']);
    lost.socket.send('hello', far.port, 'tracker.test');
    const [error] = (await once(lost.socket, 'error')) as [Error];
    expect(error.message).toBe('Not sent: not-local');
    expect(far.heard).toEqual([]);
  });

  test('that nobody knows is an error, told to whoever sent it', async () => {
    const { socket } = startSender(['::1']);
    const error = await new Promise((resolve) => socket.send('hello', 7, 'tracker.test', resolve));
    expect(error).toMatchObject({ code: 'ENOTFOUND' });
  });
});
