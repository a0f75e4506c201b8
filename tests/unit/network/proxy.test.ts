import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer as createWebServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { toEngineArguments } from '../../../src/shared/contract/engine-arguments.ts';
import type { EngineOptions } from '../../../src/shared/contract/engine-door.ts';
import type { Proxy } from '../../../src/shared/contract/proxy.ts';
import { startDnsOverHttps } from '../../support/dns-over-https.ts';
import { proxyAddress, startHttpProxy, startSocksProxy } from '../../support/proxies.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { describeWith } from '../../support/tools.ts';

const script = join(import.meta.dirname, 'support', 'behind-proxy.ts');
const credentials = { user: 'mara', password: 'p@ss:w"ord' };
const names = { 'peer.test': '127.0.0.1', 'web.test': '127.0.0.1' };

const overLoopback: EngineOptions['binding'] = {
  kind: 'interface',
  name: 'lo',
  index: 1,
  address4: '127.0.0.1',
  address6: null,
  hadRoute4: false,
  hadRoute6: false,
  onlyTo: null,
  dnsServers: [],
  dnsOverHttps: null,
};

const optionsFor = (proxy: Proxy, binding: EngineOptions['binding']): EngineOptions => ({
  profile: 'Behind',
  binding,
  proxy,
  listenPort: 0,
  trackers: true,
  dht: false,
  dhtBootstrap: [],
  pex: false,
  lan: false,
  webSeeds: true,
  peerNames: true,
  webRtc: false,
  utp: false,
  encryption: 'allowed',
  identity: { peerId: 'profile', clientName: false },
  version: '0.0.0',
});

interface Outcome {
  readonly results: Record<string, unknown>;
  readonly denied: Record<string, number>;
  readonly isForgotten: boolean;
}

/** Peers, a web server and a UDP socket that write down who came, and the engine's side tried against them. */
async function makeInternet() {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await makeTempFolder());
  const visitors: string[] = [];
  const userAgents: (string | undefined)[] = [];
  const peer = createServer((socket) => {
    visitors.push(socket.remoteAddress ?? '');
    socket.on('error', () => undefined);
    socket.pipe(socket);
  }).listen(0, '127.0.0.1');
  const web = createWebServer((request, response) => {
    visitors.push(request.socket.remoteAddress ?? '');
    userAgents.push(request.headers['user-agent']);
    response.end('a web page');
  }).listen(0, '127.0.0.1');
  const udp = createSocket('udp4', (_data, { address }) => visitors.push(`${address} by UDP`));
  await Promise.all([once(peer, 'listening'), once(web, 'listening')]);
  const portOf = (server: typeof peer | typeof web) => (server.address() as AddressInfo).port; // TCP and listening
  udp.bind(portOf(peer), '127.0.0.1');
  await once(udp, 'listening');
  const dns = stack.use(await startDnsOverHttps(folder.path, { 'song.test': '192.0.2.7' }));
  stack.defer(() => {
    udp.close();
    peer.close();
    web.closeAllConnections();
    web.close();
  });
  const owned = stack.move();
  return {
    visitors,
    userAgents,
    async tryEverything(proxy: Proxy, binding: EngineOptions['binding'] = { kind: 'any' }): Promise<Outcome> {
      const { argument, environment } = toEngineArguments(optionsFor(proxy, binding));
      expect(argument).not.toContain('p@ss');
      const ports = [portOf(peer), portOf(web), new URL(dns.url).port].map(String);
      const { stdout } = await promisify(execFile)(process.execPath, [script, ...ports, argument], {
        env: { ...process.env, ...environment, NODE_EXTRA_CA_CERTS: dns.certificateFile },
      });
      return JSON.parse(stdout) as Outcome;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

const kinds = [
  { kind: 'socks5', start: startSocksProxy },
  { kind: 'http', start: startHttpProxy },
] as const;
const bindings = [
  { where: 'any network', binding: { kind: 'any' } },
  { where: 'one interface', binding: overLoopback },
] as const;

describeWith(['openssl'], 'behind a proxy', () => {
  test.each(kinds.flatMap((kind) => bindings.map((binding) => ({ ...kind, ...binding }))))(
    'everything goes through it ($kind, $where), names as names, and nothing else goes anywhere',
    async ({ kind, start, binding }) => {
      await using internet = await makeInternet();
      await using proxy = await start({ credentials, names });
      const at = { kind, host: '127.0.0.1', port: proxy.port, ...credentials };

      const { results, denied, isForgotten } = await internet.tryEverything(at, binding);

      expect(results).toMatchObject({
        'a peer': expect.stringMatching(/^127\.0\.0\.1 \d+: hello$/u) as unknown,
        'a peer by name': expect.stringMatching(/^a name \d+: hello$/u) as unknown,
        'much, to a peer': 'all of it',
        'a web server by name': 'a web page',
        'an HTTP client': 200,
        'a server with TLS': ['192.0.2.7'],
        probe: 'answered',
        listen: 1,
      });
      for (const [name, result] of Object.entries(results))
        if (/UDP|past|not there/u.test(name)) expect(result, name).toMatch(/^stopped: /u);
      expect(denied.proxy).toBe(3);
      expect(new Set(internet.visitors)).toEqual(new Set([proxyAddress]));
      expect(proxy.asked.map((place) => place.replace(/:\d+$/u, ''))).toEqual(
        expect.arrayContaining(['127.0.0.1', 'peer.test', 'web.test', 'nobody.test']),
      );
      expect(isForgotten).toBe(true);
      // The profile says no client name; a web seed of WebTorrent would say one.
      expect(internet.userAgents[0]).toBe('curl/7.81.0');
    },
  );

  test.each(kinds)('nothing goes anywhere when it is down ($kind)', async ({ kind, start }) => {
    await using internet = await makeInternet();
    const { port, [Symbol.asyncDispose]: stop } = await start();
    await stop();

    const { results } = await internet.tryEverything({ kind, host: '127.0.0.1', port });

    const { probe, listen, ...others } = results;
    expect({ probe, listen }).toEqual({ probe: 'silent', listen: 1 });
    for (const [name, result] of Object.entries(others)) expect(result, name).toMatch(/^stopped: /u);
    expect(internet.visitors).toEqual([]);
  });

  test.each(kinds)(
    'nothing goes anywhere when it refuses us, and no error tells the password ($kind)',
    async ({ kind, start }) => {
      await using internet = await makeInternet();
      await using proxy = await start({ credentials, names });
      const at = { kind, host: '127.0.0.1', port: proxy.port, user: 'mara', password: 'p@ss, no' };

      const { results } = await internet.tryEverything(at);

      expect(results['a peer']).toMatch(/^stopped: The (SOCKS|HTTP) proxy/u);
      expect(JSON.stringify(results)).not.toContain('p@ss');
      expect(proxy.refused).toBeGreaterThan(3);
      expect(internet.visitors).toEqual([]);
    },
  );
});
