import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { fullBitfield } from '../support/gated-seeder.ts';
import type { MadeTorrent } from '../support/made-torrent.ts';
import {
  handshake,
  handshakeBytes,
  makeCutter,
  messageId,
  numbers,
  openRawPeer,
  speaksPlain,
} from '../support/raw-peer.ts';
import { message } from '../support/scripted-seeder.ts';

/** Peers that come and go: one address where all torrents can be had, and visitors that take a block and leave. */
export interface Crowd extends AsyncDisposable {
  readonly address: string;
  /** Blocks that visitors were given. */
  readonly taken: number;
  /** While it is away it hangs up on whoever calls. */
  isAway: boolean;
  /** Hangs up on everybody who downloads from it. */
  hangUp(): void;
  /** Somebody comes for a torrent and leaves, politely or not, with a block or without. */
  visit(torrent: MadeTorrent, how: 'politely' | 'at once' | 'with a reset'): Promise<void>;
}

const host = '127.0.2.1';
/** A visitor that is not served has other plans, ms. */
const longestVisitMs = 500;

export async function makeCrowd(
  torrents: readonly MadeTorrent[],
  warrensPort: () => Promise<number>,
): Promise<Crowd> {
  const byHash = new Map(torrents.map((torrent) => [torrent.infoHash, torrent]));
  const sockets = new Set<Socket>();
  let taken = 0;
  let visits = 0;

  const server = createServer((socket) => {
    if (crowd.isAway) return void socket.destroy();
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    let received = Buffer.alloc(0);
    socket.on('data', function onData(chunk) {
      received = Buffer.concat([received, chunk]);
      if (received.length < handshakeBytes) return;
      socket.off('data', onData);
      const torrent = byHash.get(received.toString('hex', 28, 48));
      if (torrent === undefined) return void socket.destroy();
      seed(socket, torrent);
      socket.emit('data', received);
    });
  }).listen(0, host);
  await once(server, 'listening');

  const crowd: Crowd = {
    isAway: false,
    address: `${host}:${(server.address() as AddressInfo).port}`, // listening on a TCP port
    get taken() {
      return taken;
    },
    hangUp() {
      for (const socket of sockets) socket.destroy();
    },
    async visit({ infoHash }, how) {
      visits++;
      const { promise: served, resolve } = Promise.withResolvers<'served' | 'left'>();
      using peer = await openRawPeer({
        port: await warrensPort(),
        from: `127.0.3.${1 + (visits % 250)}`,
        onMessage(id) {
          if (id === messageId.unchoke) peer.send(numbers(messageId.request, 0, 0, 16_384));
          if (id !== messageId.piece) return;
          taken++;
          resolve('served');
        },
      });
      peer.send(handshake(infoHash, `-XX0001-${String(visits).padStart(12, '0')}`, speaksPlain));
      if (how === 'at once') return;
      peer.send(message(messageId.interested));
      const timer = setTimeout(resolve, longestVisitMs, 'left');
      await Promise.race([served, peer.over]);
      clearTimeout(timer);
      if (how === 'with a reset') peer.socket.resetAndDestroy();
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return crowd;
}

function seed(socket: Socket, { infoHash, data, pieceSizeBytes, pieceCount }: MadeTorrent): void {
  socket.write(
    Buffer.concat([
      handshake(infoHash, '-XX0001-crowdofseeds', speaksPlain),
      message(messageId.bitfield, fullBitfield(pieceCount)),
      message(messageId.unchoke),
    ]),
  );
  socket.on(
    'data',
    makeCutter((id, request) => {
      if (id !== messageId.request) return;
      const start = request.readUInt32BE(0) * pieceSizeBytes + request.readUInt32BE(4);
      const block = data.subarray(start, start + request.readUInt32BE(8));
      socket.write(message(messageId.piece, Buffer.concat([request.subarray(0, 8), block])));
    }),
  );
}
