import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { MadeTorrent } from './made-torrent.ts';
import { handshake, makeCutter, messageId, speaksPlain } from './raw-peer.ts';
import { message } from './scripted-seeder.ts';
import { until } from './until.ts';

/** A seed that gives away as many blocks as the test allows, so that a download lasts as long as the test wants. */
export interface GatedSeeder extends AsyncDisposable {
  readonly address: string;
  readonly givenBlocks: number;
  /** Asked for, and not given yet. */
  readonly waitingBlocks: number;
  /** Connections that were made to it, and those of them that the other side has ended. */
  readonly connections: number;
  readonly lostConnections: number;
  allow(blocks: number): void;
  /** Resolves when everything allowed so far has been asked for and given. */
  hasGivenAll(): Promise<void>;
}

interface Parts {
  readonly torrent: MadeTorrent;
  /** Its address on loopback. */
  readonly host: string;
  /** What it sends for a block; the truth when not given. */
  readonly answer?: (block: Buffer) => Uint8Array;
  /** Blocks that it may give from the start. */
  readonly allowed?: number;
}

export async function startGatedSeeder({
  torrent,
  host,
  answer = (block) => block,
  allowed = 0,
}: Parts): Promise<GatedSeeder> {
  const { infoHash, data, pieceSizeBytes, pieceCount } = torrent;
  const sockets = new Set<Socket>();
  const asked: { readonly socket: Socket; readonly request: Buffer }[] = [];
  let left = allowed;
  let givenBlocks = 0;
  let connections = 0;
  let lostConnections = 0;
  const isLess = () => left <= 0 || left === Infinity;

  function give(): void {
    while (left > 0) {
      const next = asked.shift();
      if (next === undefined) return;
      if (next.socket.destroyed) continue;
      left--;
      givenBlocks++;
      const start = next.request.readUInt32BE(0) * pieceSizeBytes + next.request.readUInt32BE(4);
      const block = answer(data.subarray(start, start + next.request.readUInt32BE(8)));
      next.socket.write(message(messageId.piece, Buffer.concat([next.request.subarray(0, 8), block])));
    }
  }

  const server = createServer((socket) => {
    sockets.add(socket);
    connections++;
    socket.on('error', () => undefined);
    socket.once('close', () => {
      sockets.delete(socket);
      lostConnections++;
    });
    socket.once('data', () => {
      socket.write(
        Buffer.concat([
          handshake(infoHash, '-XX0001-gatedseeder0', speaksPlain),
          message(messageId.bitfield, fullBitfield(pieceCount)),
          message(messageId.unchoke),
        ]),
      );
    });
    socket.on(
      'data',
      makeCutter((id, request) => {
        if (id === messageId.request) asked.push({ socket, request: Buffer.from(request) });
        if (id === messageId.cancel) {
          const at = asked.findIndex((one) => one.socket === socket && one.request.equals(request));
          if (at >= 0) asked.splice(at, 1);
        }
        give();
      }),
    );
  });
  server.listen(0, host);
  await once(server, 'listening');
  return {
    address: `${host}:${(server.address() as AddressInfo).port}`, // listening on a TCP port
    get givenBlocks() {
      return givenBlocks;
    },
    get waitingBlocks() {
      return asked.filter(({ socket }) => !socket.destroyed).length;
    },
    get connections() {
      return connections;
    },
    get lostConnections() {
      return lostConnections;
    },
    allow(blocks) {
      left += blocks;
      give();
    },
    async hasGivenAll() {
      await until(isLess, { what: 'Warren has asked an honest seed for all that it may give' });
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** All pieces, spare bits clear. */
export function fullBitfield(pieceCount: number): Buffer {
  const bits = Buffer.alloc(Math.ceil(pieceCount / 8), 0xff);
  const spare = bits.length * 8 - pieceCount;
  bits[bits.length - 1] = (0xff << spare) & 0xff;
  return bits;
}
