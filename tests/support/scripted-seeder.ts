import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A seeder that speaks just enough of BEP 3 for one torrent, with every byte under the test's control. */
export interface ScriptedSeeder extends AsyncDisposable {
  readonly address: string;
  /** Where its visitors came from. */
  readonly visitors: readonly string[];
  /** Blocks that were asked of it. */
  readonly requests: number;
}

interface Script {
  readonly infoHash: string;
  readonly data: Buffer;
  readonly pieceSizeBytes: number;
  /** What follows its handshake, in the same segment. */
  readonly opening: readonly Buffer[];
}

const pieceMessage = 7;
const requestMessage = 6;

export function message(id: number, payload: Uint8Array = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(payload.length + 1);
  head[4] = id;
  return Buffer.concat([head, payload]);
}

export async function startScriptedSeeder({
  infoHash,
  data,
  pieceSizeBytes,
  opening,
}: Script): Promise<ScriptedSeeder> {
  const sockets = new Set<Socket>();
  const visitors: string[] = [];
  let requests = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    visitors.push(socket.remoteAddress ?? '');
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    let received = Buffer.alloc(0);
    let hasHandshake = false;
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (!hasHandshake) {
        if (received.length < 68) return;
        hasHandshake = true;
        received = received.subarray(68);
        socket.write(Buffer.concat([handshake(infoHash), ...opening]));
      }
      while (received.length >= 4 && received.length >= 4 + received.readUInt32BE(0)) {
        const length = received.readUInt32BE(0);
        if (received[4] === requestMessage && length === 13) answer(socket, received);
        received = received.subarray(4 + length);
      }
    });
  });

  function answer(socket: Socket, request: Buffer): void {
    requests++;
    const [piece, offset, length] = [5, 9, 13].map((at) => request.readUInt32BE(at));
    const start = (piece ?? 0) * pieceSizeBytes + (offset ?? 0);
    socket.write(
      message(
        pieceMessage,
        Buffer.concat([request.subarray(5, 13), data.subarray(start, start + (length ?? 0))]),
      ),
    );
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    visitors,
    get requests() {
      return requests;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Without any extension: no fast, no extended handshake. */
function handshake(infoHash: string): Buffer {
  return Buffer.concat([
    Buffer.from('\u0013BitTorrent protocol', 'latin1'),
    Buffer.alloc(8),
    Buffer.from(infoHash, 'hex'),
    Buffer.from('-XX0001-scriptedpeer', 'latin1'),
  ]);
}
