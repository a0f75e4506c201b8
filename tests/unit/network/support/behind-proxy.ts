// Runs in a process of its own whose door leads to a proxy: tries every way that an engine has, and some that it must not
// have, and says what became of each.
import '../../../../src/main/network/guard/install.ts';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import realDgram from 'node:dgram';
import realNet from 'node:net';
import { denialCounts } from '../../../../src/main/network/guard/denials.ts';
import { askOverHttps } from '../../../../src/main/network/guard/dns-over-https.ts';
import { probeDoor } from '../../../../src/main/network/guard/probe.ts';
import dgram from '../../../../src/main/network/guard/modules/dgram.ts';
import * as fetching from '../../../../src/main/network/guard/modules/fetch.ts';
import http from '../../../../src/main/network/guard/modules/http.ts';
import net from '../../../../src/main/network/guard/modules/net.ts';
import { proxyPasswordVariable } from '../../../../src/shared/contract/engine-arguments.ts';

const [echoPort = 0, webPort = 0, dnsPort = 0] = process.argv.slice(2, 5).map(Number);
const host = '127.0.0.1';
const large = Buffer.alloc(4_000_000, 'warren ');

async function echo(to: string): Promise<string> {
  const socket = net.connect({ host: to, port: echoPort });
  await once(socket, 'connect');
  const far = `${socket.remoteAddress ?? 'a name'} ${socket.remotePort ?? 0}`;
  socket.write('hello');
  const [said] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return `${far}: ${said.toString()}`;
}

/** More than any buffer holds, in both directions at once, to the last byte. */
async function echoMuch(): Promise<string> {
  const socket = net.connect({ host, port: echoPort });
  const parts: Buffer[] = [];
  socket.end(large); // written before it is connected
  for await (const part of socket) {
    parts.push(part as Buffer); // no encoding is set
    await new Promise((resolve) => setImmediate(resolve)); // a reader that is slower than the network
  }
  return hash('sha1', Buffer.concat(parts)) === hash('sha1', large) ? 'all of it' : 'something else';
}

const attempts: Readonly<Record<string, () => unknown>> = {
  'a peer': () => echo(host),
  'a peer by name': () => echo('peer.test'),
  'much, to a peer': echoMuch,
  'a web server by name': async () => (await fetching.fetch(`http://web.test:${webPort}/`)).text(),
  'an HTTP client': async () => {
    const [response] = (await once(http.get({ host: 'web.test', port: webPort }), 'response')) as [
      { statusCode: number },
    ];
    return response.statusCode;
  },
  'a server with TLS': async () =>
    (await askOverHttps(`https://${host}:${dnsPort}/dns-query`, { name: 'song.test', type: 'A' })).addresses,
  'a peer that is not there': () => echo('nobody.test'),
  probe: async () => (await probeDoor()).verdict,
  listen: async () => {
    const server = net.createServer();
    server.listen(0);
    await once(server, 'listening');
    return (server.address() as realNet.AddressInfo).port; // as TCP servers say it
  },
  'UDP sent': () =>
    new Promise((resolve, reject) => {
      dgram
        .createSocket('udp4')
        .send('x', echoPort, host, (error) => (error ? reject(error) : resolve('sent')));
    }),
  'UDP to a name': () =>
    new Promise((_resolve, reject) => {
      dgram.createSocket('udp4').once('error', reject).send('x', 0, 1, echoPort, 'peer.test');
    }),
  'UDP bound': async () => {
    const socket = dgram.createSocket('udp4');
    socket.bind(0);
    await once(socket, 'listening');
    return 'bound';
  },
  'past the guard: TCP': () => once(realNet.connect({ host, port: echoPort }), 'connect'),
  'past the guard: UDP': () => {
    realDgram.createSocket('udp4').send('x', echoPort, host);
  },
  'past the guard: fetch': () => fetch(`http://${host}:${webPort}/`),
};

const results: Record<string, unknown> = {};
for (const [name, attempt] of Object.entries(attempts)) {
  // eslint-disable-next-line @typescript-eslint/require-await -- what throws at once fails like what throws later
  results[name] = await (async () => attempt())().catch(
    (error: unknown) => `stopped: ${error instanceof Error ? error.message : String(error)}`,
  );
}
const isForgotten = process.env[proxyPasswordVariable] === undefined;
process.stdout.write(JSON.stringify({ results, denied: denialCounts(), isForgotten }), () => process.exit(0));
