import { once } from 'node:events';
import dgram from 'node:dgram';
import net from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installDoor } from '../../../src/main/network/guard/door.ts';
import { connectTcp, listenTcp } from '../../../src/main/network/guard/tcp.ts';
import { setTripwire } from '../../../src/main/network/guard/tripwire.ts';
import { openUdp } from '../../../src/main/network/guard/udp.ts';

// What Windows does, on the loopback interface, where 127.0.0.5 is as good an address as 127.0.0.1.
const own = '127.0.0.5';
const outsideTcp = net.createServer((socket) => socket.end(socket.remoteAddress ?? ''));
const outsideUdp = dgram.createSocket('udp4');

beforeAll(async () => {
  outsideTcp.listen(0, '127.0.0.1');
  outsideUdp.bind(0, '127.0.0.1');
  await Promise.all([once(outsideTcp, 'listening'), once(outsideUdp, 'listening')]);
  installDoor({
    proxy: null,
    userAgent: 'test',
    binding: {
      kind: 'interface',
      name: 'lo',
      index: 1,
      address4: own,
      address6: null,
      hadRoute4: false,
      hadRoute6: false,
      onlyTo: null,
      dnsServers: [],
      dnsOverHttps: null,
    },
    sockets: { kind: 'address', indexOf: () => 1 },
  });
  setTripwire();
});
afterAll(() => {
  outsideTcp.close();
  outsideUdp.close();
});

const portOf = (server: net.Server) => (server.address() as net.AddressInfo).port; // TCP and listening

test('a connection comes from the address of the interface', async () => {
  const socket = connectTcp({ host: '127.0.0.1', port: portOf(outsideTcp) });
  const [said] = (await once(socket, 'data')) as [Buffer];
  expect(said.toString()).toBe(own);
});

test('a family that the interface has no address of is not used', async () => {
  const [error] = (await once(connectTcp({ host: '::1', port: 1 }), 'error')) as [Error];
  expect(error).toMatchObject({ code: 'EDENIED', reason: 'ipv6' });
});

test('a datagram comes from the address of the interface, also when nobody has bound the socket', async () => {
  const socket = openUdp({ type: 'udp4' });
  socket.send('hello', outsideUdp.address().port, '127.0.0.1');
  const [, from] = (await once(outsideUdp, 'message')) as [Buffer, dgram.RemoteInfo];
  expect(from.address).toBe(own);
  socket.close();
});

test('a listener is reached at the address of the interface and at no other', async () => {
  const server = net.createServer((socket) => socket.end('in'));
  listenTcp(server, 0);
  await once(server, 'listening');
  expect(server.address()).toMatchObject({ address: own });
  const socket = connectTcp({ host: own, port: portOf(server) });
  expect(String(((await once(socket, 'data')) as [Buffer])[0])).toBe('in');
  const elsewhere = connectTcp({ host: '127.0.0.1', port: portOf(server) });
  await expect(once(elsewhere, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  server.close();
});
