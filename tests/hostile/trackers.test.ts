import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { startHonestLeecher } from '../support/honest-leecher.ts';
import { until } from '../support/until.ts';
import { encodeUdpReply, httpReply, udpReply } from './inputs/tracker-replies.ts';
import { endless, manyInputs, seeded } from './seed.ts';
import { madeOf, startTarget } from './target.ts';

/** Trackers of one torrent; each is asked when it starts and when it stops. */
const trackersEach = 40;
const datagramsEach = 12;

interface HostileTracker extends AsyncDisposable {
  readonly port: number;
  /** Replies so far. */
  readonly replies: number;
}

async function startHttpTracker(): Promise<HostileTracker> {
  const all = endless(httpReply);
  const sockets = new Set<Socket>();
  let replies = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.once('data', () => {
      replies++;
      socket.end(all.next().value);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port, // listening on a TCP port
    get replies() {
      return replies;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

async function startUdpTracker(): Promise<HostileTracker> {
  const all = endless(udpReply);
  let replies = 0;
  const socket = createSocket('udp4');
  socket.on('message', (question, { port, address }) => {
    if (question.length < 16) return;
    const transaction = question.readUInt32BE(12);
    // The right answer to "connect", so that the question after it comes; only then something wrong.
    if (question.readUInt32BE(8) === 0) {
      const right = Buffer.alloc(16);
      right.writeUInt32BE(transaction, 4);
      socket.send(right, port, address);
      return;
    }
    for (let sent = 0; sent < datagramsEach; sent++) {
      replies++;
      socket.send(encodeUdpReply(all.next().value, transaction), port, address);
    }
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    get replies() {
      return replies;
    },
    [Symbol.asyncDispose]: () => new Promise((resolve) => void socket.close(() => resolve())),
  };
}

test('whatever trackers answer, the engine goes on and peers are served', { timeout: 400_000 }, async () => {
  await using http = await startHttpTracker();
  await using udp = await startUdpTracker();
  await using target = await startTarget();
  using leecher = await startHonestLeecher({ torrent: target.seeding, port: target.port, from: '127.0.0.1' });
  const urls = Array.from({ length: trackersEach }, (_, n) => [
    `http://127.0.0.1:${http.port}/${n}/announce`,
    `udp://127.0.0.1:${udp.port}/${n}`,
  ]).flat();
  const torrents = ['a', 'b', 'c'].map((name) => madeOf(name, 3, urls));
  for (const torrent of torrents) await target.addTorrent(torrent);
  const ids = torrents.map(({ infoHash }) => infoHash);
  const replies = () => http.replies + udp.replies;

  await seeded(target, async () => {
    while (http.replies < manyInputs(1_500) || udp.replies < manyInputs(5_500)) {
      const before = replies();
      await target.warren.call('torrents.pause', { ids });
      await target.warren.call('torrents.resume', { ids });
      await until(() => replies() > before + trackersEach, { what: 'trackers are asked again' });
      target.isUnharmed();
      await leecher.isServed();
    }
  });
  expect(leecher).toMatchObject({ wrongBlocks: 0, isConnected: true });
});
