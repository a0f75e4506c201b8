import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { EngineOptions } from '../../../src/shared/contract/engine-door.ts';

const options: EngineOptions = {
  profile: 'Loop',
  binding: {
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
  },
  proxy: null,
  listenPort: 0,
  trackers: false,
  dht: false,
  dhtBootstrap: [],
  pex: false,
  lan: false,
  webSeeds: false,
  peerNames: false,
  webRtc: false,
  utp: false,
  encryption: 'allowed',
  identity: { peerId: 'profile', clientName: true },
  version: '0.0.0',
};
const script = join(import.meta.dirname, 'support', 'past-the-guard.ts');

async function tryEverything(binding: EngineOptions['binding']) {
  const connected: number[] = [];
  const server = createServer((socket) => connected.push(socket.remotePort ?? 0)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // TCP and listening
  const given = [script, String(port), JSON.stringify({ ...options, binding })];
  const { stdout } = await promisify(execFile)(process.execPath, given);
  server.close();
  const said = JSON.parse(stdout) as { results: Record<string, string>; denied: Record<string, number> };
  return { ...said, connections: connected.length };
}

test('in a bound process nothing gets out but by the guard, and what was tried is counted', async () => {
  const { results, denied, connections } = await tryEverything(options.binding);
  expect(Object.entries(results).filter(([, result]) => !result.startsWith('stopped: '))).toEqual([]);
  expect(Object.keys(results).length).toBeGreaterThan(20);
  // The last one, by the guard, shows that there was somewhere to get to.
  expect(connections).toBe(1);
  expect(denied.native).toBeGreaterThan(15);
  expect(denied.name).toBe(1);
});
