// Runs in a process of its own whose sockets are tied to the loopback interface: tries every way out that Node has
// without the guard, and says what became of each.
import '../../../../src/main/network/guard/install.ts';
import dgram from 'node:dgram';
import dns from 'node:dns';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import { once, type EventEmitter } from 'node:events';
import { promisify } from 'node:util';
import { denialCounts } from '../../../../src/main/network/guard/denials.ts';
import { connectTcp } from '../../../../src/main/network/guard/tcp.ts';

const port = Number(process.argv.at(-2));
const host = '127.0.0.1';
const settled = (emitter: EventEmitter, event: string) => once(emitter, event);

const attempts: Readonly<Record<string, () => unknown>> = {
  'net.connect': () => settled(net.connect({ host, port }), 'connect'),
  'net.createConnection': () => settled(net.createConnection(port, host), 'connect'),
  'new net.Socket().connect': () => settled(new net.Socket().connect(port, host), 'connect'),
  'net.createServer().listen': () => settled(net.createServer().listen(0), 'listening'),
  'tls.connect': () => settled(tls.connect({ host, port }), 'secureConnect'),
  'http.get': () => settled(http.get({ host, port }), 'response'),
  'http.get with agent: false': () => settled(http.get({ host, port, agent: false }), 'response'),
  'https.get': () => settled(https.get({ host, port }), 'response'),
  'http2.connect': () => settled(http2.connect(`http://${host}:${port}`), 'connect'),
  'http.createServer().listen': () => settled(http.createServer().listen(0), 'listening'),
  'global fetch': () => fetch(`http://${host}:${port}/`),
  'global WebSocket': () =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`ws://${host}:${port}/`);
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error('It failed.'));
    }),
  'dgram send': () =>
    new Promise((resolve, reject) => {
      const socket = dgram.createSocket('udp4').on('error', reject);
      socket.send('x', port, host, (error, bytes) => (error === null ? resolve(bytes) : reject(error)));
    }),
  'dgram bind': () => settled(dgram.createSocket('udp4').bind(0), 'listening'),
  'dgram connect': () => {
    const socket = dgram.createSocket('udp4');
    socket.connect(port, host);
    return settled(socket, 'connect');
  },
  'dns.lookup': () => promisify(dns.lookup)('localhost'),
  'dns.promises.lookup': () => dns.promises.lookup('localhost'),
  'dns.promises.resolve4': () => dns.promises.resolve4('localhost'),
  'new dns.Resolver().resolve4': () => {
    const resolver = new dns.Resolver();
    return promisify(resolver.resolve4.bind(resolver))('localhost');
  },
  'a socket of the guard, connected a second time': async () => {
    const socket = connectTcp({ host, port: 1 });
    await once(socket, 'error').catch(() => undefined);
    await settled(socket.connect(port, host), 'connect');
  },
  'a socket of the guard to a name': () => settled(connectTcp({ host: 'localhost', port }), 'connect'),
};

const results: Record<string, string> = {};
for (const [name, attempt] of Object.entries(attempts)) {
  // eslint-disable-next-line @typescript-eslint/require-await -- what throws at once fails like what throws later
  results[name] = await (async () => attempt())().then(
    () => 'got out',
    (error: unknown) => `stopped: ${error instanceof Error ? error.message : String(error)}`,
  );
}
const allowed = connectTcp({ host, port });
await once(allowed, 'connect');
process.stdout.write(JSON.stringify({ results, denied: denialCounts() }), () => process.exit(0));
