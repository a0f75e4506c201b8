import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { extended } from './scripted-leecher.ts';
import { handshake, handshakeBytes, makeCutter, messageId } from './raw-peer.ts';

/** A peer that has nothing but descriptions of torrents (BEP 9), right or wrong ones, and tells them who asks. */
export interface MetadataPeer extends AsyncDisposable {
  readonly address: string;
  /** Descriptions that were given to their last byte. */
  readonly told: number;
}

interface Parts {
  readonly host: string;
  /** What it says that the torrent with this infohash (40 hex characters) is. */
  readonly describe: (infoHash: string) => Buffer | undefined;
}

const partBytes = 16_384;
/** By what it wants the extension to be called. */
const ourMetadata = 3;
/** By what Warren wants it to be called. */
const warrensMetadata = 1;

export async function startMetadataPeer({ host, describe }: Parts): Promise<MetadataPeer> {
  const sockets = new Set<Socket>();
  let told = 0;

  function converse(socket: Socket, info: Buffer): void {
    socket.on(
      'data',
      makeCutter((id, payload) => {
        if (id !== messageId.extended) return;
        if (payload[0] === 0) {
          const greeting = `d1:md11:ut_metadatai${ourMetadata}ee13:metadata_sizei${info.length}ee`;
          socket.write(extended(0, greeting));
        } else if (payload[0] === ourMetadata) {
          const part = Number(/5:piecei(\d+)e/u.exec(payload.toString('latin1'))?.[1]);
          const bytes = info.subarray(part * partBytes, (part + 1) * partBytes).toString('latin1');
          const head = `d8:msg_typei1e5:piecei${part}e10:total_sizei${info.length}ee`;
          socket.write(extended(warrensMetadata, head + bytes));
          if ((part + 1) * partBytes >= info.length) told++;
        }
      }),
    );
  }

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    let received = Buffer.alloc(0);
    socket.on('data', function onData(chunk) {
      received = Buffer.concat([received, chunk]);
      if (received.length < handshakeBytes) return;
      socket.off('data', onData);
      const infoHash = received.toString('hex', 28, 48);
      const info = describe(infoHash);
      if (info === undefined) return void socket.destroy();
      socket.write(handshake(infoHash, '-XX0001-metadatapeer'));
      converse(socket, info);
      socket.emit('data', received);
    });
  });
  server.listen(0, host);
  await once(server, 'listening');
  return {
    address: `${host}:${(server.address() as AddressInfo).port}`, // listening on a TCP port
    get told() {
      return told;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
