import { once } from 'node:events';
import dgram from 'node:dgram';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import bencode from 'bencode';
import WebTorrent from 'webtorrent';
import { expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { hearObservedAddresses } from '../../../src/main/engine/swarm/observed-addresses.ts';
import { until } from '../../support/until.ts';

const infoHash = 'a'.repeat(40);

interface Surroundings {
  readonly trackers?: readonly string[];
  /** `host:port` of the only DHT node that is known. */
  readonly dhtNode?: string;
}

/** A client on loopback with one torrent, which writes down who said what. */
async function startClient({ trackers = [], dhtNode }: Surroundings = {}) {
  const heard: string[] = [];
  const client = new WebTorrent({
    peerId: Buffer.from(`-WN0100-${Math.random().toString().slice(2, 14).padEnd(12, '0')}`).toString('hex'),
    userAgent: 'Warren/test',
    torrentPort: 0,
    dhtPort: 0,
    dht: dhtNode === undefined ? false : { bootstrap: [dhtNode] },
    // Trackers over WebSockets are asked only where there is WebRTC.
    tracker: trackers.length > 0 ? { rtcConfig: { iceServers: [] } } : false,
    utPex: false,
    lsd: false,
    natUpnp: false,
    natPmp: false,
    utp: false,
    secure: 0,
    webSeeds: false,
  });
  client.on('error', (error) => void heard.push(error.message));
  const observed = hearObservedAddresses(client, (address, by) => void heard.push(`${by} ${address}`));
  await once(client, 'listening');
  const torrent = client.add({ infoHash, announce: [...trackers], urlList: [] }, {});
  torrent.on('warning', () => undefined);
  torrent.on('infoHash', () =>
    queueMicrotask(() => {
      const tracker = torrent.discovery?.tracker;
      if (tracker) observed.fromTracker(tracker);
    }),
  );
  return {
    observed,
    client,
    torrent,
    heard,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => client.destroy(resolve)),
  };
}

test('what peers say of our address is heard, once for each that says it', async () => {
  await using one = await startClient();

  for (const peer of ['192.0.2.1', '192.0.2.1', '192.0.2.2'])
    one.observed.fromPeer(peer, Uint8Array.of(198, 51, 100, 7));
  one.observed.fromPeer('192.0.2.3', Uint8Array.of(1, 2, 3));

  expect(one.heard).toEqual(['peer 198.51.100.7', 'peer 198.51.100.7']);
});

test('what an HTTP tracker says is heard, once however often it says so', async () => {
  let asked = 0;
  const tracker = http.createServer((_, response) => {
    asked += 1;
    const address = asked < 4 ? Buffer.from([198, 51, 100, 2]) : Buffer.from([198, 51, 100, 3]);
    response.end(bencode.encode({ interval: 1, peers: Buffer.alloc(0), 'external ip': address }));
  });
  tracker.listen(0, '127.0.0.1');
  await once(tracker, 'listening');
  const { port } = tracker.address() as AddressInfo; // TCP and listening
  await using ours = await startClient({ trackers: [`http://127.0.0.1:${port}/announce`] });
  await until(() => ours.torrent.discovery?.tracker, { what: 'trackers are asked' });
  await until(
    () => {
      ours.torrent.discovery?.tracker?._trackers[0]?.announce({ uploaded: 0, downloaded: 0, left: 1 });
      return asked >= 5;
    },
    { what: 'it has announced again and again' },
  );
  await until(() => ours.heard.length > 1, { what: 'the second address is heard' });
  expect(ours.heard).toEqual(['tracker 198.51.100.2', 'tracker 198.51.100.3']);
  tracker.close();
});

// simple-peer waits five seconds for candidates that came before it looked, and only then announces.
test('what a WebSocket tracker says is heard, as text or as bytes', { timeout: 30_000 }, async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  server.on('connection', (socket) => {
    socket.on('message', (text: Buffer) => {
      const { info_hash } = JSON.parse(text.toString()) as { info_hash: string };
      for (const said of ['2001:db8::7', String.fromCharCode(198, 51, 100, 9), 'nonsense', 7])
        socket.send(
          JSON.stringify({ action: 'announce', info_hash, complete: 0, interval: 60, 'external ip': said }),
        );
    });
  });
  const { port } = server.address() as AddressInfo; // TCP and listening
  await using ours = await startClient({ trackers: [`ws://127.0.0.1:${port}`] });
  await until(() => ours.heard.length >= 2, { what: 'it is heard', timeoutMs: 20_000 });
  expect(ours.heard).toEqual(['tracker 2001:db8::7', 'tracker 198.51.100.9']);
  for (const socket of server.clients) socket.terminate();
  server.close();
});

test('what DHT nodes answer is heard, what they send without having been asked is not', async () => {
  const node = dgram.createSocket('udp4').bind(0, '127.0.0.1');
  await once(node, 'listening');
  node.on('message', (bytes, { port }) => {
    const { t, y } = bencode.decode(bytes) as { t: Uint8Array; y: Uint8Array };
    if (Buffer.from(y).toString() !== 'q') return;
    const answer = (transaction: Uint8Array, ip: number[]) =>
      node.send(
        bencode.encode({
          t: transaction,
          y: 'r',
          r: { id: Buffer.alloc(20, 1), nodes: '' },
          ip: Buffer.from(ip),
        }),
        port,
        '127.0.0.1',
      );
    answer(Buffer.from([255, 255]), [203, 0, 113, 66, 1, 2]);
    answer(t, [198, 51, 100, 4, 0x1a, 0xe1]);
  });
  await using ours = await startClient({ dhtNode: `127.0.0.1:${node.address().port}` });
  await until(() => ours.heard.length > 0, { what: 'the node is asked' });
  expect(ours.heard).toEqual(['dht 198.51.100.4']);
  node.close();
});
